"""How `import` tells what it found: parts of changes, faults on the screen, all of it in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sferum_tui.commands import console
from sferum_tui.commands.context import save
from sferum_tui.commands.grammar import Line
from sferum_tui.issues import plain, readable
from sferum_tui.plan.changes import Change
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.plan import Plan

#: So many lines of a part are shown where not all are asked for, and so many faults ever.
SHOWN, _FAULTS = 10, 20


def part_told(title: str, lines: Sequence[str], everything: bool) -> Iterator[str]:
    """A part of what changes: its title, then its lines, or the first of them."""
    yield f"\n{title}" + (":" if lines else ".")
    more = 0 if everything else max(0, len(lines) - SHOWN)
    for text in lines[: len(lines) - more]:
        yield f"  {plain(text)}"
    if more:
        yield f"  … и ещё {more}; все покажет --dry-run"


def warn_of(faults: Sequence[str], target: Path | None) -> None:
    """Name the faults, not more of them than a screen holds; `target` is the file of all."""
    for text in faults[:_FAULTS]:
        console.warn(text)
    if len(faults) > _FAULTS:
        where = readable(target) if target else "в файл: --dry-run -o ФАЙЛ"
        console.warn(f"… и ещё {len(faults) - _FAULTS}; все — {where}")


def finish(line: Line, store: PlanStore, plan: Plan, changes: Sequence[Change]) -> None:
    """Save what was found, if that is wanted and anything is new, and say so."""
    if line.has("--dry-run"):
        console.say("Ничего не записано: это проверка.")
    elif changes:
        save(store, plan, changes, line)
        console.say(f"План записан: {readable(store.path)}")


def write_all(target: Path, lines: Iterable[str]) -> None:
    """Write the whole report into a file that is not there yet. Raises `PlanError`."""
    from sferum_tui.documents import saving

    saving.save(target, "".join(f"{text}\n" for text in lines).encode())
