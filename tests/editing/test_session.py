"""One walk through the questions: what guidance that is changed on the way does to the plan."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from sferum_tui.editing.session import Session
from sferum_tui.guidance.loading import load_reference
from sferum_tui.guidance.rules import recommendations_for
from sferum_tui.rollout.answers import Answers, Classes, Group, Primary, School
from sferum_tui.rollout.edits import preview
from sferum_tui.rollout.plan import Done, Plan
from tests.support.packs import write_region

MONDAY = date(2026, 11, 23)


def walk(folder: Path, groups: tuple[Group, ...] = (), primary: Primary | None = None) -> Session:
    """An edit of a plan beside the pack of a region, which the plan does not follow yet."""
    school = School(structure_created=MONDAY, platform="MAX")
    classes = Classes({"1": ("А",), "6": ("А",), "9": ("А",)})
    answers = Answers(school=school, classes=classes, groups=groups, primary=primary or Primary())
    done = Done(created={"3в/Хор": datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Europe/Moscow"))})
    return Session(
        answers=answers,
        reference=load_reference(),
        today=MONDAY,
        plan=Plan(answers, done),
        base=answers,
        guide=partial(recommendations_for, folder=folder),
    )


def follow(session: Session, guidance: str) -> None:
    """Choose a pack."""
    answers = session.answers
    session.update(replace(answers, school=replace(answers.school, guidance=guidance)))


def test_the_tick_of_a_mini_group_goes_along_where_guidance_moves_it(tmp_path: Path) -> None:
    write_region(tmp_path)
    session = walk(tmp_path, (Group("Хор", "event", 3, (6,)), Group("Бой", "event", 2, (9,))))
    assert session.carried == {}
    follow(session, "region-45")
    assert session.carried == {"3в/Хор": "2в/Хор"}
    assert session.plan is not None
    assert session.before is not None
    shown = preview(session.before, session.rollout, session.plan.done, session.carried)
    assert (shown.archived, shown.renamed) == ((), {"3в/Хор": "2в/Хор"})


def test_a_group_that_is_renamed_and_moved_keeps_its_tick(tmp_path: Path) -> None:
    write_region(tmp_path)
    session = walk(tmp_path, (Group("Хор", "event", 3, (6,)),))
    session.rename({"3в/Хор": "3в/Ансамбль"})
    session.update(replace(session.answers, groups=(Group("Ансамбль", "event", 3, (6,)),)))
    follow(session, "region-45")
    assert session.carried == {"3в/Хор": "2в/Ансамбль"}


def test_grades_that_were_chosen_stay_as_far_as_the_guidance_decides_on_them(
    tmp_path: Path,
) -> None:
    path = write_region(tmp_path)
    text = path.read_text("utf-8").replace("grades = [5, 6, 7,", "grades = [7,")
    path.write_text(text.replace("[0, 1, 2, 3, 4]", "[0, 1, 2, 3, 4, 5, 6]"), "utf-8")
    for chosen, kept, pupils in (
        ((), (), ["4б/1А", "4б/6А"]),
        ((5, 6), (5, 6), ["4б/6А"]),
        ((1,), (1,), ["4б/1А"]),
    ):
        decided = Primary("positive", pupils=True, grades=chosen, date=MONDAY)
        session = walk(tmp_path, primary=decided)
        follow(session, "region-45")
        assert session.final.primary.grades == kept
        assert [it.id for it in session.rollout.chats if it.kind.id == "4б"] == pupils
        follow(session, "")
        assert session.final.primary.grades == tuple(it for it in kept if it < 5)
