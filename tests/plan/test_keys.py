"""One table of keys: whatever stands in it is read, written, put together and told in Russian."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from msgspec import Struct, structs
from msgspec.structs import replace

from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.issues import PlanError
from sferum_tui.plan import key_checks as checks
from sferum_tui.plan.changes import RenameChat, SetAnswer, SetJoined, SetMark, answers_diff
from sferum_tui.plan.classes_reading import class_key, lesson_key, teacher_key
from sferum_tui.plan.history import record
from sferum_tui.plan.history_words import told
from sferum_tui.plan.keys import ANSWERS, VOTES
from sferum_tui.plan.merging import merged
from sferum_tui.plan.reading import PlanReader, read_answers
from sferum_tui.plan.store import PlanStore
from sferum_tui.plan.template import new_plan
from sferum_tui.plan.unsaved import keep_unsaved, load_unsaved
from sferum_tui.rollout.answer_paths import OF_CLASSES, OF_KINDS, OF_LESSONS, OF_STAGES
from sferum_tui.rollout.answers import Answers, Classes, School, Votes
from sferum_tui.rollout.edits import rename_class
from sferum_tui.rollout.plan import Joined, Plan
from sferum_tui.toml.fields import Issues
from sferum_tui.toml.kinds import Choice, Entries, Kind, Listed, Reader, Record
from tests.plan.values import stamp
from tests.support.school import EVENT, at

pytestmark = pytest.mark.usefixtures("no_sync")
NOW = stamp(at(2026, 11, 25))
RULES = load_recommendations()
BASE = Answers(school=School(structure_created=EVENT), id="k7m2q9xw")
KEYS = ("8", "8А", "1–3", "8А/физика", "2", "2г")
_days = count(1)


def reader() -> Reader:
    return Reader(Issues(), RULES)


def sample(kind: Kind, default: object = None) -> Any:
    """What a file may say for a key, other than the default; nothing is known here of the keys."""
    if kind is VOTES:
        return VOTES.tree(Votes(40, 31, 25, 4, 2, "two_thirds", "for"))
    if isinstance(kind, Record):
        parts = {key.name: sample(key.kind, getattr(default, key.place, None)) for key in kind.keys}
        return (sample(kind.rest.kind) if kind.rest else {}) | parts
    if isinstance(kind, Listed):
        return [sample(kind.item)]
    if isinstance(kind, Entries):
        return {
            next(key for key in KEYS if fits(kind, {key: sample(kind.item)})): sample(kind.item)
        }
    values: list[Any] = ["Слово", ["Б"], "Asia/Omsk", "n7m2q9xw", 27, 3]
    values += [date(2027, 3, 1) + timedelta(next(_days)), default is not True]
    if isinstance(kind, Choice):
        values = list(kind.words(RULES))[::-1]
    return next(value for value in values if fits(kind, value) and value != default)


def fits(kind: Kind, value: object) -> bool:
    to = reader()
    path = ("x", next(iter(value))) if isinstance(value, dict) and value else ("x", "8")
    return kind.read(to, path, value) is not None and not to.issues.faults


def full() -> Answers:
    """Answers none of which is the default."""
    issues = Issues()
    found = read_answers(sample(ANSWERS, BASE), issues, None)
    assert issues.faults == []
    return replace(found, id=BASE.id)


def classes_of(made: type[Struct]) -> Iterator[type[Struct]]:
    """A class of values and those of its fields, lists and tables of values included."""
    yield made
    for hint in get_type_hints(made, localns={"date": date}).values():
        for inner in (hint, *getattr(hint, "__args__", ())):
            if isinstance(inner, type) and issubclass(inner, Struct):
                yield from classes_of(inner)


def records_of(kind: Kind) -> Iterator[Record]:
    match kind:
        case Record():
            yield kind
            for key in kind.keys:
                yield from records_of(key.kind)
        case Listed() | Entries():
            yield from records_of(kind.item)


def test_every_field_of_the_answers_has_a_key() -> None:
    known = {it.made: {key.place for key in it.keys} for it in records_of(ANSWERS)}
    for record_ in records_of(ANSWERS):
        if record_.rest:
            known[record_.made].add(record_.rest.place)
    fields = {
        made: {field.name for field in structs.fields(made)} for made in set(classes_of(Answers))
    }
    assert known == fields


def test_every_field_is_written_and_read() -> None:
    answers = full()
    for part, default in zip(structs.astuple(answers), structs.astuple(BASE), strict=True):
        assert part != default or part == BASE.id
    text, tree = new_plan(Plan(answers))
    reading = PlanReader("plan.toml").read(text.encode())
    assert reading.plan.answers == answers
    assert reading.warnings == ()
    for name, part in ANSWERS.tree(answers).items():
        assert tree[name] == part


def test_every_field_is_changed_by_itself_and_beside_another_session(tmp_path: Path) -> None:
    one, other = PlanStore(tmp_path / "plan.toml"), PlanStore(tmp_path / "plan.toml")
    one.create(Plan(BASE))
    changes = answers_diff(BASE, full())
    assert len(changes) > 40
    one.apply(changes[::2], who="первый", at=NOW)
    assert other.apply(changes[1::2], who="второй", at=NOW).plan.answers == full_again(changes)


def full_again(changes: tuple[SetAnswer, ...]) -> Answers:
    tree = merged(ANSWERS.tree(BASE), changes, NOW, "Europe/Moscow").tree
    issues = Issues()
    answers = read_answers(tree, issues, None)
    assert issues.faults == []
    assert {change.path for change in answers_diff(BASE, answers)} == {it.path for it in changes}
    return answers


def test_every_field_is_told_in_russian() -> None:
    for change in answers_diff(BASE, full()):
        done = merged(ANSWERS.tree(BASE), [change], NOW, "Europe/Moscow")
        data = json.loads(record(NOW, "Иванова", done))
        (text,) = told(data, {})
        key, _, values = text.partition(": ")
        assert re.search("[А-Яа-я]{2}", key), text
        assert not re.search("[a-z_]{3,}", key), text
        assert "→" in values
        assert not re.search("[a-z]_[a-z]|true|false|sequential|undecided", values), text


def test_a_number_that_no_class_has_is_refused() -> None:
    text = 'schema = 1\n[school]\nstructure_created = 2026-11-23\n[classes]\n8 = ["А"]\n'
    for addition, parts in (
        ('[sizes]\n"8А" = 0', ("sizes.8А", "«0»", "от 1 до 99")),
        ('[sizes]\n"8А" = "27"', ("sizes.8А", "строка «27»")),
        ("[deadlines]\n7 = 2026-12-05", ("deadlines.7", "«7»", "1 | 2 | 3 | 4")),
        ("[deadlines]\n2 = 5", ("deadlines.2", "дата")),
        ("[papers]\nchair = 5", ("papers.chair", "строка в кавычках")),
        ('[joined]\n"2г/8А" = {count = 10000, date = 2026-12-01}', ("joined.2г/8А.count", "9999")),
        ('[joined]\n"2г/8А" = {count = 24}', ("joined.2г/8А", "нет ключа date")),
        ('[joined]\n"2г/8А" = 24', ("joined.2г/8А", "таблица")),
    ):
        with pytest.raises(PlanError) as caught:
            PlanReader("план").read(f"{text}{addition}\n".encode())
        (message,) = str(caught.value).splitlines()
        for part in parts:
            assert part in message
    with pytest.raises(PlanError, match="латинские буквы и цифры"):
        PlanReader("план").read(text.replace("\n", '\nid = "../x"\n', 1).encode())


# Who has joined ----------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> PlanStore:
    made = PlanStore(tmp_path / "plan.toml")
    made.create(Plan(BASE))
    return made


def test_how_many_have_joined_is_kept_merged_and_told(store: PlanStore) -> None:
    other = PlanStore(store.path)
    other.load()
    store.apply([SetJoined("2г/8А", 24, 27)], who="первый", at=NOW)
    line = '"2г/8А" = {count = 24, of = 27, date = 2026-11-25}\n'
    assert line in store.path.read_text()
    day = date(2026, 11, 24)
    plan = other.apply([SetJoined("2г/8Б", 5, day=day)], who="второй", at=NOW).plan
    assert plan.joined == {"2г/8А": Joined(24, NOW.date(), 27), "2г/8Б": Joined(5, day)}
    assert [it.what for it in store.history()] == [
        "вступили в 2г/8Б: 5",
        "вступили в 2г/8А: 24 из 27",
    ]
    plan = store.apply([SetJoined("2г/8А", None)], who="первый", at=NOW).plan
    assert plan.joined == {"2г/8Б": Joined(5, day)}
    assert line not in store.path.read_text()
    assert store.history()[0].what == "вступили в 2г/8А: неизвестно сколько"


def test_numbers_of_five_thousand_chats_are_read_and_changed_one_line_at_a_time(
    tmp_path: Path,
) -> None:
    store, day = PlanStore(tmp_path / "plan.toml"), date(2026, 12, 1)
    ids = [f"2б/8А/предмет с длинным названием {number}" for number in range(5000)]
    store.create(Plan(BASE, joined={it: Joined(24, day, 27) for it in ids}))
    before = store.path.read_text().splitlines()
    assert sum(map(len, before)) > 300_000
    changes = [SetJoined(ids[77], 25, 27, day), SetJoined(ids[4000], 7, day=day)]
    plan = store.apply(changes, who="", at=NOW).plan
    assert len(plan.joined) == 5000
    assert plan.joined[ids[77]] == Joined(25, day, 27)
    after = store.path.read_text().splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line.partition(" = ")[2] for line in changed] == [
        "{count = 25, of = 27, date = 2026-12-01}",
        "{count = 7, date = 2026-12-01}",
    ]


def test_who_joined_goes_along_with_a_renamed_chat(store: PlanStore) -> None:
    given = [SetJoined("2г/8А", 24), SetJoined("2г/11Я", 3), SetMark("2г/8А", "auto", NOW)]
    store.apply(given, who="", at=NOW)
    plan = store.apply([RenameChat("2г/8А", "2г/8Я")], who="", at=NOW).plan
    assert plan.joined == {"2г/8Я": Joined(24, NOW.date()), "2г/11Я": Joined(3, NOW.date())}
    assert plan.done.auto == {"2г/8Я": NOW}


def test_who_joined_waits_beside_the_plan_when_it_can_not_be_written(tmp_path: Path) -> None:
    path, day = tmp_path / "plan.toml", date(2026, 12, 1)
    changes = (SetJoined("2г/8А", 24, 27, day), SetJoined("2г/8Б", None), SetJoined("2г/8В", 5))
    keep_unsaved(path, changes, "Иванова", NOW)
    found = load_unsaved(path)
    assert found is not None
    assert found.changes == changes


def test_whatever_is_said_of_a_class_goes_along_with_its_new_name() -> None:
    """By the table of keys: its size, its teachers, its subgroups, the day it opened."""
    named = {
        class_key: ("8А", "8Я"),
        lesson_key: ("8А/физика", "8Я/физика"),
        teacher_key: ("8А/физика/1", "8Я/физика/1"),
    }
    tree = ANSWERS.tree(replace(BASE, classes=Classes({"8": ("А",)})))
    wanted = ANSWERS.tree(replace(BASE, classes=Classes({"8": ("Я",)})))
    for path, kind in entries_of(ANSWERS):
        if kind.key in named:
            value = sample(kind.item)
            for part, name in zip((tree, wanted), named[kind.key], strict=True):
                below: Any = part
                for key in path[:-1]:
                    below = below[key]
                below[path[-1]] = {name: value}
    answers = [read_answers(part, Issues(), None) for part in (tree, wanted)]
    assert rename_class(answers[0], "8А", ("8", "Я")) == answers[1]


def test_every_table_by_classes_stages_or_kinds_is_known_as_one() -> None:
    named: dict[object, list[str]] = {}
    for path, kind in entries_of(ANSWERS):
        named.setdefault(kind.key, []).append(".".join(path))
    assert {*named[lesson_key], *named[teacher_key]} == set(OF_LESSONS)
    assert {*named[class_key], *OF_LESSONS} == set(OF_CLASSES)
    assert named[checks.stage_key] == [*OF_STAGES]
    assert ["chats.without", *named[checks.kind_key]] == [*OF_KINDS]


def entries_of(kind: Kind, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Entries]]:
    """The tables whose keys are data, with their paths."""
    if isinstance(kind, Entries):
        yield path, kind
    elif isinstance(kind, Record):
        for key in kind.keys:
            yield from entries_of(key.kind, (*path, key.name))
