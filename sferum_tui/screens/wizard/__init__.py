"""The wizard: one screen, eight questions, one file a question."""
