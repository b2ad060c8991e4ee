"""What every screen looks like. A picture is accepted only after it was looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from sferum_tui.engine.colour import ColourMode
from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.plan.settings import Settings
from sferum_tui.rollout.answers import Answers, Primary
from sferum_tui.rollout.plan import Done, Joined
from tests.support.glyphs import non_wgl4
from tests.support.program import (
    NOW,
    aware,
    city,
    program,
    rollout_of,
    save_plan,
    save_schools,
    schools_program,
)

Compare = Callable[..., bool]
SMALL, LARGE, WIDE, LEAST = (80, 24), (120, 40), (200, 60), (60, 18)


def ticks(answers: Answers, upto: int, part: float = 1.0) -> Done:
    """Everything of the earlier stages created in time, and a part of one stage."""
    rollout = rollout_of(answers)
    created = {}
    for stage in rollout.recommendations.stages:
        chats = rollout.of_stage[stage.number]
        if stage.number < upto:
            chosen = chats
        elif stage.number == upto:
            chosen = chats[: int(len(chats) * part)]
        else:
            chosen = ()
        created |= dict.fromkeys((chat.id for chat in chosen), aware(datetime(2026, 11, 26, 10)))
    return Done(created=created)


def decided(**parts: Any) -> Answers:
    """The city school after its decision on primary classes."""
    return replace(city(), primary=Primary("positive", **parts))


def planned() -> Answers:
    answers = city()
    return replace(answers, school=replace(answers.school, planned=True))


def complex_school() -> Answers:
    return completed(preset_answers("complex", date(2026, 11, 23)))


@dataclass(frozen=True)
class Picture:
    """One picture: the keys that lead to it, and what the program starts from."""

    name: str
    keys: str = ""
    size: tuple[int, int] = SMALL
    theme: str = "dark"
    answers: Answers | None = None
    done: Done | None = None
    now: datetime = NOW
    plan: bool = True
    hints: bool = False
    ascii: bool = False
    draft: bool = False
    schools: bool = False
    joined: bool = False


HALF = ticks(city(), 2, 0.5)
#: Takes the eighth classes away and comes back to the check.
EDIT = "f2 2 down down down down down down down 0 f9"
#: Numbers of the first class: 24 of 27 pupils, the parents of 20.
JOINED = "ctrl+t 2 4 tab 2 7 tab 2 0 tab"
KNOWN = {"3а/5А": Joined(24, NOW.date(), 27), "3г/5А": Joined(20, NOW.date(), 27)}
LAST_DAY = datetime(2026, 12, 3, 20, 47, 15)
BOARD = [
    Picture("board", done=HALF),
    Picture("board-large", done=HALF, size=LARGE),
    Picture("board-wide", done=HALF, size=WIDE),
    Picture("board-least", done=HALF, size=LEAST),
    Picture("board-light", done=HALF, theme="light"),
    Picture("board-contrast", done=HALF, theme="contrast"),
    Picture("board-16-colours", done=HALF, theme="ansi"),
    Picture("board-ascii", done=HALF, ascii=True),
    Picture("board-hints", hints=True),
    Picture("board-last-day", done=HALF, now=LAST_DAY),
    Picture("board-overdue", done=HALF, now=datetime(2026, 12, 9, 9, 30)),
    Picture("board-all-done", answers=decided(), done=ticks(decided(), 4)),
    Picture("board-declined", answers=replace(city(), primary=Primary("negative")), done=HALF),
    Picture("board-late-decision", answers=decided(date=date(2027, 3, 1)), done=HALF),
    Picture("board-planned", answers=planned(), now=datetime(2026, 11, 20, 9)),
    Picture("board-asks-if-created", answers=planned()),
    Picture("stage", "down space", done=HALF),
    Picture("board-joined", done=HALF, joined=True),
    Picture("board-joined-large", done=HALF, joined=True, size=LARGE),
    Picture("hall-joined", "down f8", done=HALF, joined=True),
    Picture("hall", "f8", done=HALF),
    Picture("hall-large", "f8", done=HALF, size=LARGE),
    Picture("hall-last-day", "f8", done=HALF, now=LAST_DAY, size=LARGE),
    Picture("hall-least", "f8", done=HALF, size=LEAST, theme="light"),
]
CHATS = [
    Picture("chats", "f3", done=HALF),
    Picture("chats-stage-large", "2", done=HALF, size=LARGE),
    Picture("chats-wide", "f3", done=HALF, size=WIDE),
    Picture("chats-least", "f4", done=HALF, size=LEAST),
    Picture("chats-today-light", "f4", done=HALF, theme="light"),
    Picture("chats-complex", "f3", answers=complex_school(), size=LARGE),
    Picture("chats-search", "f3 8 а space р о д enter", done=HALF, size=LARGE),
    Picture("chats-16-colours", "2", done=HALF, theme="ansi"),
    Picture("chats-selected", "2 insert insert insert", done=HALF),
    Picture("chats-filter", "f3 ctrl+f", done=HALF),
    Picture("chats-grouped", "f3 ctrl+g", done=HALF, size=LARGE),
    Picture("chats-skip", "f4 delete", done=HALF),
    Picture("chats-copied", "f4 ctrl+c", done=HALF),
    Picture("card", "f4 enter", done=HALF),
    Picture("card-note", "f4 enter ctrl+e", done=HALF),
    Picture("walk", "f4 f9", done=HALF),
]
PAGES = [
    Picture("start", plan=False),
    Picture("start-large", plan=False, size=LARGE),
    Picture("start-least", plan=False, size=LEAST),
    Picture("start-light", "down down down down", plan=False, theme="light"),
    Picture("start-draft", plan=False, draft=True),
    Picture("help", "f1"),
    Picture("help-stage", "f1 down down", size=LARGE),
    Picture("help-least", "f1 down", size=LEAST, theme="light"),
    Picture("palette", "ctrl+p"),
    Picture("palette-search", "ctrl+p и с т о р", theme="light"),
    Picture("history-empty", "f6"),
    Picture("history", "1 space down ctrl+u down space escape f6"),
    Picture("history-large", "1 space down ctrl+u down space escape f6", size=LARGE),
    Picture("stage-large", "down space", done=HALF, size=LARGE),
    Picture("walk-large", "f4 f9", done=HALF, size=LARGE),
    Picture("palette-large", "ctrl+p", size=LARGE),
    Picture("owners", "ctrl+w", done=HALF, now=LAST_DAY),
    Picture("owners-large", "ctrl+w", done=HALF, now=LAST_DAY, size=LARGE),
    Picture("owners-least", "ctrl+w", done=HALF, now=LAST_DAY, size=LEAST),
    Picture("owners-reminder", "ctrl+w ctrl+c", done=HALF),
    Picture("owners-sheet", "ctrl+w f5", done=HALF),
    Picture("coverage", JOINED, done=HALF),
    Picture("coverage-large", JOINED, done=HALF, size=LARGE),
    Picture("coverage-least", JOINED, done=HALF, size=LEAST),
    Picture("joined", "f4 enter ctrl+t", done=HALF),
    Picture("joined-large", "f4 ctrl+t", done=HALF, size=LARGE),
    Picture("joined-least", "f4 enter ctrl+t", done=HALF, size=LEAST),
    Picture("help-dialog", "f4 delete f1", done=HALF),
    Picture("requisites", "f5 f7", done=HALF),
    Picture("documents", "f5", done=HALF),
    Picture("documents-large", "f5 down", done=HALF, size=LARGE),
    Picture("documents-least", "f5", done=HALF, size=LEAST, theme="light"),
    Picture("renew", "f2 shift+tab enter", done=HALF),
    Picture("renew-large", "f2 shift+tab enter", done=HALF, size=LARGE),
    Picture("renew-least", "f2 shift+tab enter", done=HALF, size=LEAST),
    Picture("too-small", size=(50, 12)),
]
WIZARD = [
    Picture("wizard-school", "3 1", plan=False),
    Picture("wizard-school-large", "3 1", plan=False, size=LARGE),
    Picture("wizard-school-wrong", "3 1 down down down 9 9", plan=False),
    Picture("wizard-classes", "3 2", plan=False),
    Picture("wizard-classes-large", "8 2", plan=False, size=LARGE, theme="light"),
    Picture("wizard-classes-least", "8 2", plan=False, size=LEAST),
    Picture("wizard-classes-16-colours", "3 2", plan=False, theme="ansi"),
    Picture("wizard-classes-list", "3 2 f5", plan=False),
    Picture("wizard-classes-name", "3 2 insert", plan=False),
    Picture("wizard-subjects", "3 3", plan=False),
    Picture("wizard-subjects-large", "3 3 down right", plan=False, size=LARGE),
    Picture("wizard-subjects-least", "3 3", plan=False, size=LEAST),
    Picture("wizard-people", "3 4", plan=False),
    Picture("wizard-people-large", "3 4", plan=False, size=LARGE, theme="light"),
    Picture("wizard-requisites", "3 4 shift+tab", plan=False),
    Picture("wizard-requisites-least", "3 4 shift+tab", plan=False, size=LEAST),
    Picture("wizard-deputy", "3 4 down insert", plan=False),
    Picture("wizard-groups", "3 5", plan=False),
    Picture("wizard-group", "3 5 insert", plan=False),
    Picture("wizard-primary", "3 6", plan=False),
    Picture("wizard-primary-positive", "3 6 2", plan=False),
    Picture("wizard-primary-votes", "3 6 4 4 0 down 3 1 down 2 5 down 4 down 1", plan=False),
    Picture("wizard-primary-large", "3 6 2", plan=False, size=LARGE),
    Picture("wizard-order", "3 7", plan=False),
    Picture("wizard-order-large", "3 7", plan=False, size=LARGE),
    Picture("wizard-order-chats", "3 7 pagedown pagedown", plan=False),
    Picture("wizard-check", "3", plan=False),
    Picture("wizard-check-large", "3", plan=False, size=LARGE),
    Picture("wizard-check-least", "3", plan=False, size=LEAST),
    Picture("wizard-check-light", "9", plan=False, theme="light", now=datetime(2026, 12, 25, 9)),
    Picture("wizard-groups-large", "3 5 insert", plan=False, size=LARGE),
    Picture("wizard-import", "3 2 f7", plan=False),
    Picture("wizard-import-large", "3 4 f7", plan=False, size=LARGE),
    Picture("wizard-changes", f"{EDIT} up up up enter", done=HALF),
    Picture("wizard-changes-large", f"{EDIT} up up up enter", done=HALF, size=LARGE),
    Picture("wizard-edit", EDIT, done=HALF),
]
SCHOOLS = [
    Picture("schools", "down", schools=True, plan=False),
    Picture("schools-large", "down", size=LARGE, schools=True, plan=False),
    Picture("schools-least", size=LEAST, schools=True, plan=False, theme="light"),
    Picture("schools-search", "л и ц", schools=True, plan=False),
    Picture("schools-board", "down enter", schools=True, plan=False),
]
ALL = [*BOARD, *CHATS, *PAGES, *WIZARD, *SCHOOLS]


def test_every_picture_has_its_own_name() -> None:
    assert len({picture.name for picture in ALL}) == len(ALL)


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.name)
def test_screen(snap_compare: Compare, tmp_path: Path, picture: Picture) -> None:
    if picture.plan:
        joined = KNOWN if picture.joined else None
        save_plan(tmp_path, picture.answers, picture.done, joined=joined)
    if picture.schools:
        save_schools(tmp_path)
    start = schools_program if picture.schools else program
    app = start(
        tmp_path,
        now=picture.now,
        theme=picture.theme,
        ascii_only=picture.ascii,
        colours=ColourMode.BASIC if picture.theme == "ansi" else ColourMode.TRUE,
    )
    app.settings = Settings(hints_seen=not picture.hints)
    seen: list[str] = []

    async def play(pilot: Pilot[Any]) -> None:
        await pilot.pause()  # the table of schools is read step by step
        for key in picture.keys.split():
            await pilot.press(key)
        await pilot.pause()
        seen.extend(strip.text for strip in app.screen._compositor.render_strips())

    if picture.draft:
        from sferum_tui.plan.drafts import Draft, save_draft

        answers = city()
        save_draft(app.drafting.path, Draft(answers, "people", saved=aware(NOW)))
        app = program(tmp_path, now=picture.now, theme=picture.theme)
    matches = snap_compare(app, terminal_size=picture.size, run_before=play)
    assert non_wgl4("\n".join(seen)) == set()
    assert matches
