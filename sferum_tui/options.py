"""What the command line tells the program that it opens."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from sferum_tui.issues import readable
from sferum_tui.text import tidy

#: A name longer than this only fills up the history file.
_LONGEST_NAME = 60


class Options(Struct, frozen=True):
    """How to open the program.

    `now` is the moment its clock starts from (a naive one is school time), None for the real time;
    `who` stands in the history beside every tick. `schools` are the folders and plans of the table
    of schools, () where `plan` is the only one; then `plan` names what lies beside the table.
    """

    plan: Path
    now: datetime | None
    ascii: bool
    theme: str | None
    who: str
    schools: tuple[Path, ...] = ()


def user_name(environ: Mapping[str, str]) -> str:
    """Who makes the changes: `SFERUM_TUI_WHO`, else the login name, else the number of the user."""
    sources: tuple[Callable[[], str], ...] = (
        lambda: environ.get("SFERUM_TUI_WHO", ""),
        os.getlogin,
        _account,
    )
    for source in sources:
        try:
            name = tidy(readable(source()))
        except (OSError, KeyError, ImportError, AttributeError):
            continue
        if name:
            return name[:_LONGEST_NAME]
    return f"uid {os.getuid()}" if hasattr(os, "getuid") else "неизвестно"


def _account() -> str:
    # Not on every system; a server without a terminal has no login name but has an account.
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name
