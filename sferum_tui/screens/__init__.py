"""Screens, one file each. They know the domain's values and ask the app for files."""
