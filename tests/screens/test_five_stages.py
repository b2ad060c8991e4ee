"""A plan under a pack of five stages: every screen shows them; without the pack nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace
from textual import events
from textual.pilot import Pilot

from sferum_tui.app import SferumApp
from sferum_tui.plan.changes import SetAnswer
from sferum_tui.plan.settings import Settings
from sferum_tui.rollout.answers import Answers, ChatChoice, Group
from sferum_tui.widgets.stage_card import StageCard
from tests.program.places import name_of, settled, text_of
from tests.support.packs import write_five
from tests.support.program import NOW, aware, city, program, save_plan
from tests.support.seen import marked_lines

MIXED, LAST = "9–10", date(2026, 12, 30)


def answers() -> Answers:
    """A city school that says something of the fifth stage wherever that can be said."""
    given = city()
    return replace(
        given,
        school=replace(given.school, guidance="five"),
        classes=replace(given.classes, mixed={MIXED: 5}),
        order=replace(given.order, stages={5: "simultaneous"}),
        deadlines={5: LAST},
        groups=(Group("Хор", "elective", 5, (8,)),),
        chats=ChatChoice(("5г",), {"5а": "{class} наш"}, {"5а": "Иванова И. И."}, {"5б": True}),
    )


def named(given: Answers) -> Answers:
    """The same with another name of the school."""
    return replace(given, school=replace(given.school, name=f"{given.school.name}х"))


def opened(folder: Path, given: Answers | None = None) -> SferumApp:
    write_five(folder)
    save_plan(folder, given or answers())
    app = program(folder)
    app.settings = Settings(hints_seen=True)
    return app


async def press(app: SferumApp, pilot: Pilot[int], keys: str) -> str:
    """What shows after keys."""
    for key in keys.split():
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    assert await settled(app, pilot)
    return text_of(app)


#: Keys, the class of what shows, what stands there with the pack, and without it.
WALK = (
    ("", "BoardScreen", "5 этап", "Пакет указаний «five» не найден"),
    ("5", "ChatsScreen", "8А наш", ""),
    ("escape escape f8", "ProjectorScreen", "8–9 классы", ""),
    ("escape f2", "CheckQuestion", "5 этап", "пакет указаний «five» не найден"),
    ("1", "SchoolQuestion", "Пять этапов", "five: не найден"),
    ("escape 2", "ClassesQuestion", "9–10", "9–10"),
    ("down " * 12 + "f4", "ClassDialog", "5 этап · 8–9 классы", "5 этап · ▲ такого этапа"),
    ("escape escape 5 f4", "GroupDialog", "5 этап, 8–9 классы", "▲ такого этапа в указаниях нет"),
    ("escape escape 7", "OrderQuestion", "5 этап", "4 этап"),
)


async def walk(app: SferumApp, pilot: Pilot[int], column: int) -> None:
    for step in WALK:
        text = await press(app, pilot, step[0])
        assert (name_of(app), step[column] in text) == (step[1], True), text


async def test_every_screen_shows_what_the_pack_says(tmp_path: Path) -> None:
    app = opened(tmp_path)
    async with app.run_test(size=(120, 50)) as pilot:
        await walk(app, pilot, 2)


async def test_without_the_pack_nothing_is_lost(tmp_path: Path) -> None:
    app = opened(tmp_path)
    (tmp_path / "five.toml").unlink()
    async with app.run_test(size=(120, 50)) as pilot:
        before = app.open_plan.plan.answers
        await walk(app, pilot, 3)
        await press(app, pilot, "escape 1 х f9 f9")
        assert app.open_plan.plan.answers == named(before)


async def elsewhere(app: SferumApp, guidance: str) -> None:
    """Another session saves another choice of guidance, and this one looks at the file."""
    changes = [SetAnswer(("school", "guidance"), guidance)]
    app.store.apply(changes, "завуч", aware(NOW))
    app._refresh_board(app.open_plan.take(app.store.load()))


#: Keys from the board to screens that tell of the fifth stage.
OPEN = ("end", "end f8", "5", "5 enter", "5 f9", "end space", "f2 7")


async def test_a_stage_that_goes_and_comes_elsewhere_leaves_every_screen_alive(
    tmp_path: Path,
) -> None:
    given = city()
    app = opened(tmp_path, replace(given, school=replace(given.school, guidance="five")))
    async with app.run_test(size=(120, 50)) as pilot:
        for keys in OPEN:
            await press(app, pilot, keys)
            for guidance, number in (("", 4), ("five", 5)):
                await elsewhere(app, guidance)
                assert f"{number} этап" in await press(app, pilot, "escape escape escape"), keys
                assert [card.number for card in app.screen.query(StageCard)][-1] == number
                (line,) = marked_lines(app)
                assert line.startswith("►1 этап"), "the stage that presses most"


async def test_another_choice_of_guidance_drops_what_only_the_pack_had(tmp_path: Path) -> None:
    app = opened(tmp_path)
    async with app.run_test(size=(120, 50)) as pilot:
        await press(app, pilot, "f2 1 down down down left")
        # What was said comes back with the pack while nothing is saved.
        await press(app, pilot, "right")
        assert app.drafting.session is not None
        assert app.drafting.session.final == app.open_plan.plan.answers
        await press(app, pilot, "left f9 f9")
        saved = app.open_plan.plan.answers
    assert (saved.school.guidance, saved.deadlines, saved.order.stages) == ("", {}, {})
    assert saved.classes.mixed == {MIXED: 2}
    assert (saved.groups[0].stage, saved.chats) == (2, ChatChoice())
