"""What one user chose: the theme, the messenger of new plans, whether the hints were read.

Losing it loses no work, so a file that can't be read or written is passed over in silence.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from sferum_tui.disk import make_folder, read_file, replace_file
from sferum_tui.issues import PlanError

#: More than this no such file has, in bytes.
_LONGEST = 4096


class Settings(Struct, frozen=True):
    """The name of a theme ("" for what suits the terminal), whether the hints were seen, and the
    messenger that new plans begin with, "" for the one of the recommendations."""

    theme: str = ""
    hints_seen: bool = False
    platform: str = ""


def load_settings(path: Path) -> Settings:
    """What was chosen before; the defaults where nothing was or the file is broken."""
    try:
        data = tomllib.loads(read_file(path, _LONGEST)[0].decode("utf-8"))
    except (PlanError, ValueError, RecursionError):
        return Settings()
    theme, platform = (_text(data.get(key)) for key in ("theme", "platform"))
    return Settings(theme, data.get("hints_seen") is True, platform)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def save_settings(path: Path, looks: Settings, plan: Path | None = None) -> None:
    """Remember it, readable by whoever may read the plan, or by its owner alone."""
    text = f'theme = "{looks.theme}"\nhints_seen = {str(looks.hints_seen).lower()}\n'
    if looks.platform:
        from sferum_tui.toml.text import toml_value  # loads tomlkit, which a start does not need

        text += f"platform = {toml_value(looks.platform)}\n"
    with suppress(OSError):
        make_folder(path.parent)
        replace_file(path, text.encode(), like=plan)
