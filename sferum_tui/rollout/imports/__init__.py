"""What a list made elsewhere says about a school: its classes, who teaches what in which class.

Pure: sheets in, changed answers and faulty rows out. Nothing is changed until somebody takes it.
"""
