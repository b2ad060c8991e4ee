"""Facts on paper are those of the plan: in schools of every sort none added and none left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from sferum_tui.documents import catalogue
from sferum_tui.documents.dates import dates
from sferum_tui.documents.facts import long_day, long_span
from sferum_tui.documents.forms import owner_forms
from sferum_tui.documents.model import NoDocumentError, Point, Table
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.russian import MONTHS, digits
from tests.documents.papers import tables_of, text_of
from tests.documents.schools import (
    APPOINTED,
    DECIDED,
    OPENED,
    SURNAMES,
    School,
    board_of,
    schools,
)

SIGNED = ("order", "minutes", "roadmap", "familiarisation")
PAPERS = tuple(name for name in catalogue.FORMATS if name != "calendar")
_CLASS = r"(\d{1,2})([А-ЯЁ])(?![А-ЯЁа-яё])"
_RANGE = rf"(?<!\w){_CLASS}(?:–{_CLASS})?"
_GRADES = r"(?<![\w–.])(\d{1,2}(?:–\d{1,2})?(?:(?:, | и )\d{1,2}(?:–\d{1,2})?)*) класс"
_LONG = rf"(?<!\d)(\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}) г\.)?"
#: The days of acts and of the source; the day on which the papers are made.
_OF_ACTS = {"07.12.2020", "22.02.2022", "26.08.2022", "28.02.2022", "30.11.2026"}


@cache
def board(school: School) -> Board:
    """The board of a school, made once."""
    return board_of(school)


@cache
def texts(school: School) -> dict[str, str]:
    """The words of every paper that the school gets."""
    found = {}
    for name in PAPERS:
        try:
            document = catalogue.document(name, catalogue.FORMATS[name][0], board(school), {})
        except NoDocumentError as error:
            found[name] = f"отказ: {error}"
        else:
            found[name] = text_of(document)
    return found


def sure(source: Board) -> list[Chat]:
    """The chats that wait for no decision."""
    return [chat for chat in source.rollout.chats if not chat.conditional]


def classes_in(text: str) -> Iterator[str]:
    """Every class that a text names, ranges told by all their letters."""
    letters = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ"
    for grade, letter, other, last in re.findall(_RANGE, text):
        if not last:
            yield f"{grade}{letter}"
            continue
        assert grade == other
        for one in letters[letters.index(letter) : letters.index(last) + 1]:
            yield f"{grade}{one}"
    for grade, letter in re.findall(r"(?<!\d)(\d{1,2}) «([А-ЯЁ])»", text):
        yield f"{grade}{letter}"


def grades_in(text: str) -> Iterator[int]:
    """Every grade that a text names, ranges told by all their numbers."""
    for told in re.findall(_GRADES, text):
        for part in re.split(", | и ", told):
            first, _, last = part.partition("–")
            yield from range(int(first), int(last or first) + 1)


def also_commanded(source: Board) -> Iterator[str]:
    """Who creates no chats and is named in the order all the same, for it commands him something.

    Deputies who lead teachers acquaint them with the instruction, primary teachers do not create
    what the council declined.
    """
    people, classes = source.rollout.answers.people, source.rollout.classes
    if source.rollout.recommendations.pack is None:
        yield from (it.name for it in people.deputies if it.name and it.levels)
    if source.rollout.answers.primary.decision == "negative":
        primary = [it.name for it in classes if it.stage == 4]
        yield from (people.class_teachers[it] for it in primary if it in people.class_teachers)


every_school = pytest.mark.parametrize("school", schools(), ids=str)


@every_school
def test_no_class_and_no_grade_is_told_that_the_school_does_not_have(school: School) -> None:
    classes = {item.name for item in board(school).rollout.classes}
    grades = {grade for item in board(school).rollout.classes for grade in item.grades}
    for name, text in texts(school).items():
        assert set(classes_in(text)) <= classes, name
        assert set(grades_in(text)) <= grades, name


@every_school
def test_no_class_that_gets_a_chat_is_left_out_of_what_is_signed(school: School) -> None:
    names = {chat.class_name for chat in sure(board(school)) if chat.class_name}
    for name in ("order", "roadmap"):
        text = texts(school)[name]
        told = set(classes_in(text)) | {str(grade) for grade in grades_in(text)}
        assert names <= told, name


@every_school
def test_the_sums_are_those_of_the_plan(school: School) -> None:
    source = board(school)
    for name, number in (("order", len(sure(source))), ("roadmap", len(source.rollout.chats))):
        document = catalogue.document(name, "docx", source, {})
        sums = [it.total for it in document.blocks if isinstance(it, Table) and it.total]
        assert {value for row in sums for value in row if isinstance(value, int)} == {number}


@every_school
def test_every_day_on_paper_is_a_day_of_the_plan(school: School) -> None:
    rollout = board(school).rollout
    windows = [rollout.window_of(chat) for chat in rollout.chats]
    windows += [board(school).stage(it.number).official for it in rollout.recommendations.stages]
    windows += [rollout.window(it) for it in rollout.recommendations.stages]
    days = {day for it in windows for day in (it.first, it.last, it.official_last)}
    days |= {rollout.created, DECIDED, OPENED}
    days |= {rollout.ready_by(it) for it in rollout.recommendations.stages}
    days |= {rollout.decision_day(it) for it in rollout.recommendations.stages if it.by_decision}
    told = {digits(day) for day in days} | _OF_ACTS
    for name, text in texts(school).items():
        assert set(re.findall(r"\d\d\.\d\d\.\d{4}", text)) <= told, name
        for number, month, year in re.findall(_LONG, text):
            fitting = {
                day for day in days if (day.day, MONTHS[day.month - 1]) == (int(number), month)
            }
            assert fitting, (name, number, month)
            assert not year or int(year) in {day.year for day in fitting}, name


@every_school
def test_every_last_day_stands_in_the_order(school: School) -> None:
    rollout = board(school).rollout
    for chat in sure(board(school)):
        assert long_day(rollout.window_of(chat).last) in texts(school)["order"]


@every_school
def test_one_measure_has_one_day_in_all_papers(school: School) -> None:
    order, roadmap = texts(school)["order"], texts(school)["roadmap"]
    rollout = board(school).rollout
    days = []
    for measure, stage in (("Инструкцией", 1), ("памятку", 2)):
        found = re.search(rf"{measure}[^.]*?не позднее ([^.]*? \d{{4}} г\.)", order)
        if found:
            days.append(found[1])
            assert found[1] in roadmap, stage
    assert all(not rollout.calendar.is_day_off(_day(text)) for text in days)
    first = rollout.recommendations.stages[0]
    if "Инструкцией" in order:
        assert long_day(rollout.ready_by(first)) == days[0]


@every_school
def test_a_chat_has_one_last_day_in_all_papers(school: School) -> None:
    source = board(school)
    days = {chat.name: source.rollout.window_of(chat).last for chat in source.rollout.chats}
    told = {row[1]: row[4] for row in _rows(source, "register")}
    assert told == days
    opened = {chat.name: long_day(days[chat.name]) for chat in sure(source)}
    if opened:
        assert {row[0]: row[2] for row in _rows(source, "owner-sheets")} == opened
        forms = {it.chat.name: it.last for form in owner_forms(source, {}) for it in form.lines}
        assert forms == {chat.name: days[chat.name] for chat in sure(source)}
    by_stage = {(chat.stage, long_day(days[chat.name])) for chat in sure(source)}
    assert {(row[0], row[4]) for row in _rows(source, "order")} == by_stage
    ends = {event.first for event in dates(source).events if event.key.endswith("-last")}
    assert {days[chat.name] for chat in sure(source)} <= ends


def _rows(source: Board, name: str) -> list[tuple[object, ...]]:
    """The rows of a paper's tables of chats: those of the sheets from the second one on."""
    document = catalogue.document(name, catalogue.FORMATS[name][0], source, {})
    tables = [it for it in document.blocks if isinstance(it, Table) and not it.tall]
    if name == "order":
        tables = tables[:1]
    if name == "owner-sheets":
        tables = tables[1:]
    return [row for table in tables for row in table.rows]


@every_school
def test_windows_are_told_as_recommended_and_as_followed(school: School) -> None:
    source = board(school)
    roadmap = texts(school)["roadmap"]
    for item in source.stages:
        if item.state in ("not_applicable", "declined"):
            continue
        official, window = item.official, source.rollout.window(item.stage)
        assert long_span(official.first, official.official_last) in roadmap
        assert long_span(window.first, window.last) in roadmap
        day = APPOINTED[school.deadlines].get(item.stage.number)
        assert day is None or window.last == day


@every_school
def test_every_point_of_the_order_says_who_and_until_when(school: School) -> None:
    document = catalogue.document("order", "docx", board(school), {})
    for point in (it.text for it in document.blocks if isinstance(it, Point)):
        assert re.match(
            "Назначить ответственным|Ответственному за переход|Работникам, указанным в прил"
            "|Заместител[юя]м? директора|Классным руководителям|Учителям|Контроль за исполнением",
            point,
        ), point
        assert re.search(
            rf"{_LONG}|дней, которые там указаны|постоянно|всего срока|весь срок", point
        ), point


def _day(text: str) -> date:
    """«27 ноября 2026 г.» as a date."""
    number, month, year, _ = text.split()
    return date(int(year), MONTHS.index(month) + 1, int(number))


@every_school
def test_no_other_messenger_is_named(school: School) -> None:
    names = {"VK Мессенджер": "MAX"}
    other = names.get(school.messenger, "VK Мессенджер")
    for name, text in texts(school).items():
        assert other not in text, name


@every_school
def test_persons_on_paper_are_those_of_the_plan(school: School) -> None:
    source = board(school)
    owners = {chat.owner_name for chat in sure(source) if chat.owner_name}
    named = set(re.findall(rf"(?:{'|'.join(SURNAMES)}) [А-Я]\. [А-Я]\.", texts(school)["order"]))
    commanded = owners | set(also_commanded(source))
    assert named == commanded | ({source.rollout.answers.people.director} & named)
    if school.names == "none":
        for name, text in texts(school).items():
            assert not any(surname in text for surname in SURNAMES), name


@every_school
def test_parents_read_of_the_chats_that_there_are(school: School) -> None:
    source = board(school)
    chats = [it for it in source.rollout.chats if it.kind.audience == "parents" and it.class_name]
    note, order = texts(school)["parents-note"], texts(school)["order"]
    assert note.startswith("отказ") is (not chats)
    assert ("памятку" in order) is any(not chat.conditional for chat in chats)
    if chats:
        told = set(grades_in(note.split("У вашего ребёнка")[0]))
        grades = {item.name: item.grades for item in source.rollout.classes}
        assert {grade for it in chats for grade in grades[it.class_name]} <= told


@every_school
def test_the_decision_is_told_as_it_was_taken(school: School) -> None:
    applies = any(it.stage == 4 for it in board(school).rollout.classes)
    order, minutes = texts(school)["order"], texts(school)["minutes"]
    assert ("(протокол педагогического совета от 20.11.2026 № 4)" in order) is (
        applies and school.decision != "undecided"
    )
    assert ("вынести вопрос" in order) is (applies and school.decision == "undecided")
    assert ("ВЫПИСКА" in minutes) is (applies and school.decision != "undecided")
    assert ("не переводить" in minutes) is (applies and school.decision != "positive")


@every_school
def test_what_is_signed_speaks_with_the_voice_of_the_school(school: School) -> None:
    for name in SIGNED:
        text = texts(school)[name]
        assert not re.search(r"[Пп]рограмма |▲|■|●|просрочен|источник", text), name
        assert not re.search(r"\{[a-z_]+\}|None|\.\.|  | ,|\(\)", text), name
        assert not re.search(r"\bдо \d", text), name
        assert not re.search(r"\b(УР|ВР|МО|ОБЗР)\b", text), name


#: How the order says the day of a step of the road map.
SAID = {
    "Ознакомить": "«Инструкцией по работе на платформе Сферум» не позднее ",
    "Раздать": "вступление в чат добровольное, не позднее ",
    "Принять": "на заседание педагогического совета не позднее ",
    "Проверить": "отчёт об итогах не позднее ",
}


@every_school
def test_a_measure_has_one_day_in_the_order_and_the_road_map(school: School) -> None:
    source = board(school)
    text = re.sub(r"\s+", " ", texts(school)["order"])
    steps = tables_of(catalogue.document("roadmap", "docx", source, {}))[0].rows
    days = {str(row[1]).partition(" ")[0]: row[3] for row in steps}
    told = {what: f"{said}{days[what]}" for what, said in SAID.items() if what in days}
    # Chats that all wait for a decision are not ordered, nor is the note on them.
    if "добровольное" not in text:
        told.pop("Раздать", None)
    assert {what: said in text for what, said in told.items()} == dict.fromkeys(told, True)
