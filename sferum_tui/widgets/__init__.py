"""Widgets that show the domain's values and know nothing of files."""
