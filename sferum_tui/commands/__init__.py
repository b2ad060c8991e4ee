"""The commands, one module each, imported only when run. None of them imports Textual."""
