"""`path`: where the plan lies. The path alone stands on standard output, for scripts."""

from __future__ import annotations

from sferum_tui.commands import console
from sferum_tui.commands.context import plan_of
from sferum_tui.commands.grammar import Line
from sferum_tui.issues import readable


def run(line: Line) -> int:
    """Print the plan's path; whether it exists goes to standard error."""
    path = plan_of(line)
    console.say(readable(str(path)))
    if not path.exists():
        console.warn("Плана здесь ещё нет.")
    return 0
