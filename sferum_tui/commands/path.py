"""`path`: where the plan lies. The path alone stands on standard output, for scripts."""

from __future__ import annotations

import os
from pathlib import Path

from sferum_tui.commands import console
from sferum_tui.commands.context import plan_of
from sferum_tui.commands.grammar import Line
from sferum_tui.issues import readable
from sferum_tui.locations import aside_path, before_path, draft_path, unsaved_path


def run(line: Line) -> int:
    """Print the plan's path; whether it exists and what lies beside it go to standard error."""
    path = plan_of(line)
    console.say(readable(path))
    if not path.exists():
        console.warn("Плана здесь ещё нет.")
    plan, draft = Path(os.path.realpath(path)), draft_path(path)
    for kept, what in (
        (draft, "Черновик, который продолжит sferum-tui"),
        (
            aside_path(draft),
            f"Черновик, вместо которого начаты другие ответы; продолжить его — mv в {draft.name}",
        ),
        (unsaved_path(path), "Изменения, которые не удалось записать в план"),
        (before_path(plan), "План до того, как другая программа убрала из него отметки"),
    ):
        if kept.exists():
            console.warn(f"{what}: {readable(kept)}")
    return 0
