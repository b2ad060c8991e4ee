"""The domain: what the recommendations say, what a school answered, what follows from both.

Pure: no files, no clock, no terminal. Time, calendars and data come in from outside.
"""
