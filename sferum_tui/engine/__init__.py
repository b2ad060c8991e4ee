"""Everything between Textual and a terminal: keys, colours, painting, signals. Knows no school.

This file imports nothing, so that `engine.colour` can decide about the terminal before Textual
(which reads its environment variables on import) is loaded.
"""
