"""What most commands start from: the plan's file, the moment, the board."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_tui.commands import console
from sferum_tui.commands.grammar import Line
from sferum_tui.guidance.rules import rollout_for
from sferum_tui.issues import PlanError, file_error, readable
from sferum_tui.locations import plan_path, real_path
from sferum_tui.plan.settling import read_plan
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import Plan

if TYPE_CHECKING:
    from sferum_tui.plan.changes import Change
    from sferum_tui.plan.store import PlanStore


def plan_of(line: Line) -> Path:
    """The plan's file: `--plan`, else SFERUM_TUI_PLAN, else the one of this user."""
    return plan_path(line.get("--plan"), os.environ)


def folder_of(line: Line) -> Path:
    """The folder of the plan's file, where its guidance may lie. Raises `PlanError`."""
    return real_path(plan_of(line)).parent


def who() -> str:
    """Who makes the changes."""
    from sferum_tui.options import user_name

    return user_name(os.environ)


def existing_plan(line: Line) -> Path:
    """The plan's file. Raises `PlanError` with what to do where there is none yet."""
    path = plan_of(line)
    if not path.exists():
        make = for_plan("new --preset city", line.get("--plan"))
        raise file_error(path, f"плана здесь ещё нет; создать: {make}")
    return path


def for_plan(command: str, plan: object) -> str:
    """«sferum-tui check --plan школа.toml»: a command to type; None is the plan of this user."""
    from shlex import quote

    return f"sferum-tui {command}" + (f" --plan {quote(readable(plan))}" if plan else "")


def plan_to_change(line: Line) -> tuple[PlanStore, Plan]:
    """The existing plan that a command is going to change; what waits for it is offered first.

    Raises `PlanError`.
    """
    from sferum_tui.plan.store import PlanStore

    store = PlanStore(existing_plan(line))
    store.settling.say = console.warn
    _offer_unsaved(store)
    loaded = store.load()
    if loaded.read_only_reason and not line.has("--dry-run"):
        raise file_error(store.path, loaded.read_only_reason)
    return store, loaded.plan


def _offer_unsaved(store: PlanStore) -> None:
    from sferum_tui.plan.changes import ChangeRefusedError
    from sferum_tui.plan.unsaved import drop_unsaved, load_unsaved, told

    try:
        waiting = load_unsaved(store.path)
    except PlanError as error:
        console.warn(str(error))
        return
    if not waiting:
        return
    number = f"{told(len(waiting.changes))} ({readable(waiting.path)})"
    said = f"С прошлого раза не записано в план: {number}"
    if console.agreed(f"{said}. Записать?"):
        try:
            store.apply(waiting.changes, waiting.who, waiting.at)
        except ChangeRefusedError as error:
            # What they say makes no plan by now; that is no reason to refuse the command.
            console.warn(str(error))
        else:
            drop_unsaved(waiting)
    else:
        console.warn(f"{said}. Их предложит записать sferum-tui без команды.")


def save(store: PlanStore, plan: Plan, changes: Sequence[Change], line: Line) -> Plan:
    """Save changes, where there are any, and give the plan as it stands now. Raises `PlanError`."""
    if not changes:
        return plan
    saved = store.apply(changes, who(), stamp_of(line, plan.answers))
    for word in filter(None, (saved.notice, saved.unrecorded)):
        console.warn(word)
    return saved.plan


def moment_of(line: Line) -> datetime:
    """`--now`, which is naive where it stands without an offset, else the real moment."""
    given: datetime | None = line.get("--now")
    return given or datetime.now(UTC)


def stamp_of(line: Line, answers: Answers) -> datetime:
    """The moment in the school's time zone, to the second, as a plan and its history keep it."""
    return school_time(moment_of(line), answers.school.timezone).replace(microsecond=0)


def today_of(line: Line, answers: Answers) -> date:
    """The date in the school's time zone."""
    return stamp_of(line, answers).date()


def board_of(plan: Plan, line: Line, path: Path | None = None, told: bool = True) -> Board:
    """The board of a plan at the moment of the command line; `path` is its file.

    With `told` a person learns that the guidance of the plan is missing, for all numbers are then
    those of the recommendations alone.
    """
    rollout = rollout_for(plan.answers, real_path(path or plan_of(line)).parent)
    board = rollout.board(plan.done, moment_of(line), None, plan.joined)
    if told and rollout.recommendations.missing:
        from sferum_tui.rollout.guidance_notes import guidance_notes
        from sferum_tui.rollout.russian import capital

        for note in guidance_notes(rollout, board.today):
            console.warn(capital(note))
    return board


def read_board(path: Path, line: Line) -> Board:
    """The board of a plan file. Raises `PlanError`."""
    return board_of(read_plan(path), line, path)
