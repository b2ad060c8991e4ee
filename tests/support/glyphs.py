"""Which signs a screen may use: those that every terminal font has."""

from __future__ import annotations

# Besides Latin-1 and Cyrillic: the lines, blocks, shapes and punctuation of WGL4 that PuTTY with
# Consolas, Windows Terminal and a Linux console show alike.
_SIGNS = frozenset(
    "─│┌┐└┘├┤┬┴┼═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬█▓▒░▀▄▌▐■□▪▫▬▲►▼◄◊○●◘◙◦↑↓←→↔↕√•…–—‘’‚“”„‹›№"
)


def non_wgl4(text: str) -> set[str]:
    """The characters of a screen that are not in every terminal font. Line ends are allowed."""
    return {char for char in text if not _allowed(char)}


def _allowed(char: str) -> bool:
    code = ord(char)
    return (
        0x20 <= code < 0x7F
        or (0xA0 <= code <= 0xFF and code != 0xAD)
        or 0x0401 <= code <= 0x045F
        or char in "Ґґ\n"
        or char in _SIGNS
    )
