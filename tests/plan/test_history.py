"""Who changed what and when, in a file that only grows."""

from __future__ import annotations

import errno
import json
import os
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.issues import PlanError
from sferum_tui.plan.changes import RenameChat, SetMark, SetNote, answers_diff
from sferum_tui.plan.history import append, read_history, record
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import Group
from sferum_tui.rollout.plan import Plan
from tests.plan.values import stamp
from tests.support.school import EVENT, at

NOW = stamp(at(2026, 11, 25))


@pytest.fixture
def store(tmp_path: Path) -> PlanStore:
    made = PlanStore(tmp_path / "plan.toml")
    made.create(Plan(completed(preset_answers("city", EVENT))), who="Иванова", at=NOW)
    return made


@pytest.fixture
def history(store: PlanStore) -> Path:
    return store.path.with_name("plan.history")


def last(store: PlanStore) -> str:
    return store.history(1)[0].what


def test_every_action_is_one_line_with_who_and_when(store: PlanStore, history: Path) -> None:
    ids = [f"2а/8{letter}" for letter in "АБВГДЕ"]
    store.apply([SetMark(chat_id, "created", NOW) for chat_id in ids], who="Петров", at=NOW)
    assert len(history.read_text().splitlines()) == 2
    entry, first = store.history()
    assert (entry.at, entry.who, entry.chats) == (NOW, "Петров", tuple(ids))
    assert entry.what == "созданы, 6 чатов: 2а/8А, 2а/8Б, 2а/8В и ещё 3 чата"
    assert (first.who, first.what) == ("Иванова", "план создан")
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


def test_chats_are_called_by_their_names_where_they_are_known(store: PlanStore) -> None:
    store.apply([SetMark("1б/extra", "created", NOW), SetNote("2а/8А", "ждём")], who="", at=NOW)
    names = {"1б/extra": "Педагоги дополнительного образования"}
    (entry,) = store.history(1, names)
    assert entry.what == ("создан: Педагоги дополнительного образования; заметка к 2а/8А: «ждём»")
    assert entry.chats == ("1б/extra",)


def test_no_key_and_no_value_of_the_file_is_told_in_english(store: PlanStore) -> None:
    old = store.load().plan.answers
    new = replace(
        old,
        calendar=replace(old.calendar, counting="working"),
        order=replace(old.order, mode="simultaneous"),
        primary=replace(old.primary, decision="positive", date=date(2026, 12, 1)),
    )
    store.apply(answers_diff(old, new), who="", at=NOW)
    assert set(last(store).split("; ")) == {
        "счёт дней: календарные → рабочие",
        "порядок этапов: один за другим → одновременно",
        "решение о 1–4 классах: не принято → положительное",
        "день решения о 1–4 классах: нет → 01.12.2026",
    }


def test_marks_notes_and_names_are_told_in_russian(store: PlanStore, history: Path) -> None:
    def after(*changes: Any) -> str:
        store.apply(changes, who="Петров", at=NOW)
        return last(store)

    assert after(SetMark("2а/8А", "auto", NOW)) == "создан автоматически: 2а/8А"
    assert after(SetMark("2а/8А", "skipped", reason="нет")) == "не нужен: 2а/8А"
    assert after(SetMark("2а/8А", "planned")) == "отметка снята: 2а/8А"
    assert after(SetNote("2г/8А", "двое")) == "заметка к 2г/8А: «двое»"
    assert after(SetNote("2г/8А", "")) == "заметка к 2г/8А стёрта"
    after(SetMark("2а/8А", "created"))
    assert after(RenameChat("2а/8А", "2а/8Я")) == "переименовано: 2а/8А → 2а/8Я"
    marks = json.loads(history.read_text().splitlines()[2])["marks"]
    assert marks == [["2а/8А", "auto", "skipped"]]


def test_answers_are_told_with_what_stood_there_before(store: PlanStore) -> None:
    old = store.load().plan.answers
    people = replace(old.people, director="Сидорова", class_teachers={"8А": "Иванова И. И."})
    school = replace(old.school, planned=True, structure_created=date(2026, 12, 1))
    new = replace(old, people=people, school=school, groups=(Group("Театр", "elective", 2),))
    store.apply(answers_diff(old, new), who="Петров", at=NOW)
    assert last(store) == (
        "день создания структуры: 23.11.2026 → 01.12.2026; "
        "структура ещё не создана: нет → да; директор: нет → «Сидорова» и ещё 2 ответа"
    )
    new, old = replace(new, groups=()), new
    store.apply(answers_diff(old, new), who="Петров", at=NOW)
    assert last(store) == "мини-группы Театр: Театр → нет"


def test_of_a_list_what_differs_is_told(store: PlanStore) -> None:
    old = store.load().plan.answers
    lists = {**old.classes.by_grade, "5": ("А", "Б", "В", "Г", "Д", "Е", "Ж")}
    more = replace(old, classes=replace(old.classes, by_grade=lists))
    store.apply(answers_diff(old, more), who="Петров", at=NOW)
    last(store)
    less = replace(more, classes=replace(more.classes, by_grade={**lists, "5": (*"АБВГДЖЗ",)}))
    store.apply(answers_diff(more, less), who="Петров", at=NOW)
    assert last(store) == "классы 5: добавлено «З»; убрано «Е»"


def test_a_stage_that_only_a_pack_has_is_told_as_a_stage(history: Path) -> None:
    answers = [["classes.mixed.9–10", 2, 5], ["groups.Хор.stage", 5, 1]]
    line = {"at": NOW.isoformat(), "who": "Иванова", "answers": answers}
    with history.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    (entry,) = read_history(history, 1)
    assert entry.what == (
        "класс-комплект 9–10: 2-й этап → 5-й этап; мини-группы Хор, этап: 5-й этап → 1-й этап"
    )


def test_what_changes_nothing_is_no_action(store: PlanStore, history: Path) -> None:
    before = history.read_bytes()
    store.apply([SetMark("2а/8А", "planned"), SetNote("2а/8А", "")], who="Петров", at=NOW)
    assert history.read_bytes() == before


def test_broken_lines_are_passed_over(store: PlanStore, history: Path) -> None:
    good = history.read_bytes()
    broken = (
        b"\n", b"\xff\xfe\n", b"{}\n", b"[]\n", b"null\n", b"{\n", b'{"at": 5, "who": "x"}\n',
        b'{"at": "2026-11-25T10:00:00", "who": "x", "made": "naive"}\n',
        b'{"at": "2026-11-25T10:00:00+03:00", "who": "x", "marks": [1]}\n',
        b'{"at": "2026-11-25T10:00:00+03:00", "who": "x", "marks": [["a", "b", "c"]]}\n',
        b"[" * 100_000 + b"\n", b"9" * 10_000 + b"\n",
    )  # fmt: skip
    history.write_bytes(b"".join(broken) + good + b"".join(broken))
    assert [entry.what for entry in store.history()] == ["план создан"]
    history.write_bytes(good + b'{"at": "2026-11-25T1')
    store.apply([SetMark("2а/8А", "created", NOW)], who="Петров", at=NOW)
    assert [entry.what for entry in store.history()] == ["создан: 2а/8А", "план создан"]


def test_nothing_in_a_history_can_act_on_the_terminal(history: Path) -> None:
    line = {"at": NOW.isoformat(), "who": "\x1b]0;x\x07", "notes": [["2а", "", "\u202e\x9b"]]}
    history.write_text(json.dumps(line) + "\n")
    (entry,) = read_history(history)
    assert entry.who.isprintable()
    assert entry.what.isprintable()


def test_the_last_actions_of_a_long_history_are_found_from_its_end(history: Path) -> None:
    lines = [
        json.dumps(
            {"at": NOW.isoformat(), "who": "я", "made": f"дело {number} {'я' * (number % 200)}"}
        )
        for number in range(3000)
    ]
    history.write_text("\n".join(lines) + "\n")
    assert history.stat().st_size > 2 * 64 * 1024
    assert [
        it.what.split()[1] for it in read_history(history, 5)
    ] == "2999 2998 2997 2996 2995".split()
    assert len(read_history(history)) == 3000


def test_no_history_is_an_empty_one(tmp_path: Path) -> None:
    assert read_history(tmp_path / "plan.history") == ()
    assert read_history(tmp_path / "plan.history", 5) == ()


def test_a_history_that_can_not_be_read_gets_a_clear_word(tmp_path: Path) -> None:
    path = tmp_path / "plan.history"
    path.mkdir()
    with pytest.raises(PlanError, match="не обычный файл"):
        read_history(path)
    path.rmdir()
    os.mkfifo(path)
    with pytest.raises(PlanError, match="не обычный файл"):
        read_history(path)


@pytest.mark.parametrize("kind", ["folder", "pipe", "no rights"])
def test_a_history_that_can_not_be_written_fails_no_save(
    store: PlanStore, history: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.unlink()
    if kind == "folder":
        history.mkdir()
    elif kind == "pipe":
        os.mkfifo(history)
    else:
        real = os.open

        def refusing(path: Any, flags: int, *rest: Any) -> int:
            if flags & os.O_APPEND:
                raise OSError(errno.EACCES, "")
            return real(path, flags, *rest)

        monkeypatch.setattr(os, "open", refusing)
    plan = store.apply([SetMark("2а/8А", "created", NOW)], who="Петров", at=NOW).plan
    assert plan.done.mark("2а/8А") == "created"


def test_a_line_that_is_written_in_part_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.history"
    write = os.write
    monkeypatch.setattr("sferum_tui.plan.history.os.write", lambda to, data: write(to, data[:7]))
    with pytest.raises(OSError, match=str(errno.ENOSPC)):
        append(path, record(NOW, "я", "дело"), tmp_path.stat())
