"""Everything that leaves on paper or as a file: documents built once, written in many formats.

`catalogue` says which documents there are. A builder turns a board into a `model.Document`, and a
format of `formats` turns that into bytes. The libraries load when a format is used.
"""
