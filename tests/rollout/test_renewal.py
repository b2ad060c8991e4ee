"""The next year of a school, and the next messenger: what moves up, leaves, comes and stays."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from sferum_tui.guidance.loading import completed, load_curriculum, preset_answers
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.answers import Answers, People, Primary, School, Vacation
from sferum_tui.rollout.class_edits import names_of
from sferum_tui.rollout.recommendations import PackInfo
from sferum_tui.rollout.renewal import Renewal, Round, next_round
from tests.support.school import answers

SEPTEMBER = date(2027, 9, 1)


def year(given: Answers, **asked: Any) -> Renewal:
    """The next school year from 1 September 2027."""
    return begun(given, year=True, **asked)


def begun(given: Answers, packs: tuple[PackInfo, ...] = (), **asked: Any) -> Renewal:
    """A round from 1 September 2027, by the recommendations of 2022."""
    wanted = Round(SEPTEMBER, **asked)
    return next_round(given, wanted, lambda _: load_recommendations(), load_curriculum(), packs)


def school(**grades: tuple[str, ...]) -> Answers:
    """A school of these grades: `g8=("А",)`."""
    return answers(classes={name[1:]: letters for name, letters in grades.items()}, subjects={})


def test_classes_move_up_the_eleventh_leaves_and_first_ones_come() -> None:
    found = year(school(g1=("А", "Б"), g8=("А", "кадетский"), g11=("А",)))
    assert dict(found.moved) == {
        "1А": "2А",
        "1Б": "2Б",
        "8А": "9А",
        "8 кадетский": "9 кадетский",
    }
    assert found.left == ("11А",)
    assert found.come == ("1А", "1Б")
    assert names_of(found.answers.classes) == {"1А", "1Б", "2А", "2Б", "9А", "9 кадетский"}
    assert found.answers.school.structure_created == SEPTEMBER


def test_after_the_ninth_there_are_as_many_tenth_classes_as_now_or_as_asked() -> None:
    given = school(g5=("А",), g9=("А", "Б", "В"), g10=("А",))
    found = year(given)
    assert [it for it in found.moved if it[1].startswith("10")] == [("9А", "10А")]
    assert set(found.left) == {"9Б", "9В"}
    assert dict(found.moved)["10А"] == "11А"
    asked = year(given, senior=("А", "Б"), first=("А", "Б", "В"))
    assert {name for name in names_of(asked.answers.classes) if name.startswith("10")} == {
        "10А",
        "10Б",
    }
    assert asked.come == ("5А", "5Б", "5В")


def test_a_school_ends_where_its_kind_ends_and_a_young_one_grows() -> None:
    assert year(school(g1=("А",), g4=("А",))).left == ("4А",)
    assert year(school(g8=("А",), g9=("А",))).left == ("9А",)
    assert dict(year(school(g1=("А",), g7=("А",))).moved)["7А"] == "8А"
    assert dict(year(school(g10=("",), g11=("",), g12=("",))).moved) == {"10": "11", "11": "12"}


def test_people_sizes_and_subgroups_go_along_with_their_class() -> None:
    given = answers(
        classes={"4": ("А",), "7": ("А",), "8": ("А",)},
        subjects={"7": ("физика",), "8": ("физика", "химия"), "9": ("физика",)},
        people=People(
            director="Орлова О. О.",
            class_teachers={"4А": "Белова Б. Б.", "7А": "Иванова И. И.", "8А": "Петров П. П."},
            subject_teachers={"7А/физика": "Ом Г. С.", "8А/химия": "Бор Н. Н."},
        ),
        sizes={"4А": 30, "7А": 27},
    )
    found = year(given)
    people = found.answers.people
    assert people.director == "Орлова О. О."
    # Those of the fourth class are led by others in the fifth.
    assert people.class_teachers == {"8А": "Иванова И. И.", "9А": "Петров П. П."}
    # There is no chemistry in this plan's ninth grade.
    assert people.subject_teachers == {"8А/физика": "Ом Г. С."}
    assert found.answers.sizes == {"8А": 27}
    assert found.notes == ("Учителей 5-х классов впишите заново: их ведут другие люди",)


def test_subjects_of_a_grade_stay_and_a_new_grade_gets_the_curriculum() -> None:
    given = answers(classes={"8": ("А",)}, subjects={"8": ("физика",)})
    taught = year(given).answers.subjects.by_grade
    assert taught["8"] == ("физика",)
    assert taught["9"] == load_curriculum().grades["9"]


def test_subgroups_go_where_their_subject_is_taught() -> None:
    given = answers(classes={"7": ("А",)}, subjects={"7": ("физика",), "8": ("физика",)})
    subgroups = {"7А/физика": ("1", "2"), "7А/музыка": ("1", "2")}
    given = replace(given, subjects=replace(given.subjects, subgroups=subgroups))
    assert year(given).answers.subjects.subgroups == {"8А/физика": ("1", "2")}


def test_what_was_dated_stays_with_the_old_plan() -> None:
    given = answers(
        classes={"8": ("А",)},
        opened={"8А": date(2027, 3, 1)},
        primary=Primary("positive", date=date(2026, 11, 20), minutes="4"),
        deadlines={2: date(2026, 12, 5)},
        calendar={
            "days_off": (date(2027, 2, 1), date(2027, 10, 1)),
            "vacations": (Vacation(date(2027, 3, 25), date(2027, 4, 1), "весна"),),
        },
        id="k7m2q9xw",
    )
    found = year(given).answers
    assert found.primary == Primary()
    assert (found.classes.opened, found.deadlines, found.id) == ({}, {}, "")
    assert found.calendar.days_off == (date(2027, 10, 1),)
    assert found.calendar.vacations == ()


def test_mixed_classes_move_up_as_long_as_one_stage_holds_them() -> None:
    found = year(answers(classes={"9": ("",)}, mixed={"1–3": 4, "2+4": 4}, subjects={}))
    assert found.answers.classes.mixed == {"2–4": 4}
    assert "2+4" in found.left


def test_another_messenger_keeps_classes_people_and_decision() -> None:
    given = answers(
        primary=Primary("positive", pupils=True), people=People(director="Орлова О. О.")
    )
    found = begun(given, platform="MAX").answers
    assert found.school.platform == "MAX"
    assert found.school.structure_created == SEPTEMBER
    assert (found.classes, found.people, found.primary) == (
        given.classes,
        given.people,
        given.primary,
    )


def test_every_preset_has_a_next_year_that_makes_chats() -> None:
    for name in ("village", "basic", "city", "big-city", "gymnasium", "lyceum", "primary"):
        given = completed(preset_answers(name, date(2026, 11, 23)))
        found = year(given)
        assert found.answers.classes.by_grade.keys() == given.classes.by_grade.keys(), name
        assert not found.surprising, name


def test_a_year_in_which_a_third_goes_is_surprising() -> None:
    assert year(school(g8=("А",), g9=("А", "Б", "В")), first=("А",)).surprising


def test_another_messenger_brings_the_guidance_made_for_it() -> None:
    packs = (
        PackInfo("vk-2025", "VK", "1", SEPTEMBER, ("VK Мессенджер",)),
        PackInfo("max-2026", "MAX", "2026-11-27", SEPTEMBER, ("MAX",)),
    )
    given = replace(answers(), school=School("Школа", guidance="vk-2025", guidance_version="1"))
    found = begun(given, packs, platform="MAX").answers.school
    assert (found.platform, found.guidance, found.guidance_version) == (
        "MAX", "max-2026", "2026-11-27",
    )  # fmt: skip
    other = begun(given, packs, platform="Свой чат").answers.school
    assert (other.guidance, other.guidance_version) == ("", "")
