"""Answers while a person gives them: edits, typed texts, the walk through the questions.

Pure values beside the domain; no screen, no file.
"""
