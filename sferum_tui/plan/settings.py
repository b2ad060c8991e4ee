"""What one user chose for the screens: the theme, and whether the first hints were read.

Losing it loses no work, so a file that can't be read or written is passed over in silence.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from msgspec import Struct

#: More than this no such file has, in bytes.
_LONGEST = 4096


class Settings(Struct, frozen=True):
    """The name of a theme ("" for what suits the terminal), and whether the hints were seen."""

    theme: str = ""
    hints_seen: bool = False


def load_settings(path: Path) -> Settings:
    """What was chosen before; the defaults where nothing was or the file is broken."""
    try:
        with path.open("rb") as file:
            data = tomllib.loads(file.read(_LONGEST).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    theme, seen = data.get("theme"), data.get("hints_seen")
    return Settings(theme if isinstance(theme, str) else "", seen is True)


def save_settings(path: Path, looks: Settings) -> None:
    """Remember it, readable by its owner alone."""
    text = f'theme = "{looks.theme}"\nhints_seen = {str(looks.hints_seen).lower()}\n'
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    try:
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return
