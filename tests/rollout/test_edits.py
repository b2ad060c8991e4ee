"""What an edit does to chats and their ticks."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from sferum_tui.rollout.answers import Association, Bodies, Classes, Group, People, Primary
from sferum_tui.rollout.edit_words import chat_parts, preview_text
from sferum_tui.rollout.edits import archived_ids, preview, rename_class, renamed_ids
from sferum_tui.rollout.plan import Done, marked
from tests.support.school import answers, at, rollout

PEOPLE = People(
    associations=(Association("точные науки", ("математика",)),),
    bodies=Bodies(board_of_trustees=True),
    class_teachers={"8А": "Иванова И. И."},
    subject_teachers={"8А/физика": "Петров П. П."},
)
GIVEN = answers(people=PEOPLE, groups=(Group("Олимпиада", "project", 2),))


def names(what: str, old: str, new: str) -> dict[str, str]:
    return renamed_ids(rollout(GIVEN), what, old, new)


@pytest.mark.parametrize(
    ("what", "old", "new", "ids"),
    [
        (
            "class",
            "8А",
            "8Г",
            {
                "2а/8А": "2а/8Г",
                "2б/8А/математика": "2б/8Г/математика",
                "2б/8А/физика": "2б/8Г/физика",
                "2г/8А": "2г/8Г",
            },
        ),
        (
            "subject",
            "физика",
            "физика и астрономия",
            {
                "2б/8А/физика": "2б/8А/физика и астрономия",
                "2б/8Б/физика": "2б/8Б/физика и астрономия",
            },
        ),
        ("association", "точные науки", "МИФ", {"1в/точные науки": "1в/МИФ"}),
        ("group", "Олимпиада", "Кружок", {"2в/Олимпиада": "2в/Кружок"}),
        ("body", "комитет", "", {"1д/комитет": "1д"}),
        ("class", "9Я", "9Ю", {}),
    ],
)
def test_a_new_name_makes_new_ids(what: str, old: str, new: str, ids: dict[str, str]) -> None:
    assert names(what, old, new) == ids


def test_a_renamed_class_is_renamed_everywhere() -> None:
    before = replace(
        GIVEN,
        classes=replace(GIVEN.classes, opened={"8А": date(2027, 3, 1)}),
        subjects=replace(GIVEN.subjects, subgroups={"8А/физика": ("1", "2")}),
        sizes={"8А": 27, "8Б": 25},
    )
    after = rename_class(before, "8А", ("8", "Г"))
    assert after.sizes == {"8Г": 27, "8Б": 25}
    assert after.classes.by_grade["8"] == ("Б", "Г")
    assert after.classes.opened == {"8Г": date(2027, 3, 1)}
    assert after.subjects.subgroups == {"8Г/физика": ("1", "2")}
    assert after.people.class_teachers == {"8Г": "Иванова И. И."}
    assert after.people.subject_teachers == {"8Г/физика": "Петров П. П."}


def test_a_renamed_mixed_class_keeps_its_stage() -> None:
    given = answers(classes={}, mixed={"1–3": 4})
    after = rename_class(given, "1–3", ("", "1–4"))
    assert after.classes == Classes(mixed={"1–4": 4})


def test_what_falls_away_with_a_tick_is_archived_and_comes_back() -> None:
    old = rollout(GIVEN)
    fewer = replace(GIVEN, classes=replace(GIVEN.classes, by_grade={"8": ("А",)}))
    new = rollout(fewer)
    done = marked(Done(), ["2а/8Б"], "created", at(2026, 11, 30))
    shown = preview(old, new, done)
    assert "2а/8Б" in [chat.id for chat in shown.disappear]
    assert [chat.id for chat in shown.archived] == ["2а/8Б"]
    assert archived_ids(new, done) == ("2а/8Б",)
    back = preview(new, old, done)
    assert [chat.id for chat in back.returned] == ["2а/8Б"]
    assert archived_ids(old, done) == ()


def test_another_date_of_the_structure_moves_last_days_and_nothing_else() -> None:
    later = replace(GIVEN, school=replace(GIVEN.school, structure_created=date(2026, 11, 25)))
    shown = preview(rollout(GIVEN), rollout(later), Done())
    assert (shown.appear, shown.disappear, dict(shown.renamed)) == ((), (), {})
    assert len(shown.moved) == len(rollout(GIVEN).chats)
    first = shown.moved[0]
    assert (first.before, first.after) == (date(2026, 11, 26), date(2026, 11, 30))


def test_the_same_answers_change_nothing() -> None:
    assert preview(rollout(GIVEN), rollout(GIVEN), Done()).empty


def test_what_waits_for_the_decision_no_longer_is_a_change_and_back() -> None:
    decided = replace(GIVEN, primary=Primary(decision="positive", date=date(2026, 12, 1)))
    waiting = [it.id for it in rollout(GIVEN).chats if it.conditional]
    shown = preview(rollout(GIVEN), rollout(decided), Done())
    assert [it.id for it in shown.decided] == waiting
    assert (shown.undecided, shown.empty) == ((), False)
    assert preview_text(shown) == "2 чата больше не ждут решения"
    back = preview(rollout(decided), rollout(GIVEN), Done())
    assert preview_text(back) == "2 чата снова ждут решения"
    assert "Снова ждут решения: 2" in [part.title for part in chat_parts(back)]


def test_a_renamed_chat_neither_appears_nor_disappears() -> None:
    ids = names("class", "8А", "8Г")
    new = rollout(rename_class(GIVEN, "8А", ("8", "Г")))
    shown = preview(rollout(GIVEN), new, Done(), ids)
    assert (shown.appear, shown.disappear) == ((), ())
    assert shown.renamed == ids
