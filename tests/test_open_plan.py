"""The open plan: ticks at once, undo across saves, other sessions, answers key by key."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from sferum_tui.issues import PlanError
from sferum_tui.locations import history_path
from sferum_tui.open_plan import OpenPlan
from sferum_tui.plan.changes import SetAnswer, SetMark
from sferum_tui.plan.history import details
from sferum_tui.plan.store import Loaded, PlanStore
from sferum_tui.plan.taking_back import TakenBack
from sferum_tui.rollout.answers import Answers, Group, Vacation, Votes
from sferum_tui.rollout.plan import Done, Joined
from tests.support.program import NOW, Standing, aware, city, save_plan

FIRST, SECOND, THIRD = "2а/8А", "2а/8Б", "2г/8А"
TEN = aware(datetime(2026, 11, 30, 10))
Open = Callable[[], OpenPlan]


class Reports:
    """What the saver said."""

    def __init__(self) -> None:
        self.all: list[Loaded | PlanError] = []

    def __call__(self, outcome: Loaded | PlanError) -> None:
        self.all.append(outcome)


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def open_plan(tmp_path: Path, reports: Reports) -> Iterator[Open]:
    save_plan(tmp_path)
    opened: list[OpenPlan] = []

    def open_one() -> OpenPlan:
        desk = OpenPlan(PlanStore(tmp_path / "plan.toml"), "учитель", Standing(NOW), reports)
        opened.append(desk)
        return desk

    yield open_one
    for desk in opened:
        desk.close(5)


def on_disk(folder: Path) -> Loaded:
    return PlanStore(folder / "plan.toml").load()


def test_a_tick_shows_at_once_and_reaches_the_disk(open_plan: Open, tmp_path: Path) -> None:
    desk = open_plan()
    desk.mark([FIRST], "created")
    assert desk.board().done.mark(FIRST) == "created"
    assert desk.board().stage(2).counts.created == 1
    assert desk.saver.flush(5)
    assert on_disk(tmp_path).plan.done.created == {FIRST: aware(NOW)}


def test_what_an_earlier_time_could_not_write_shows_everywhere_at_once(open_plan: Open) -> None:
    desk = open_plan()
    desk.restore([SetAnswer(("sizes", "8А"), 27)])
    assert desk.plan.answers.sizes == {"8А": 27}
    assert desk.rollout.answers == desk.plan.answers


def test_a_chat_that_goes_while_it_is_asked_about_gets_no_mark(open_plan: Open) -> None:
    desk = open_plan()
    answers = desk.plan.answers
    without = replace(answers, chats=replace(answers.chats, without=("2а",)))
    desk.take(replace(desk.loaded, plan=replace(desk.plan, answers=without)))
    desk.mark([FIRST, SECOND], "created")
    assert (desk.plan.done, desk.saver.pending) == (Done(), ())
    desk.mark([FIRST, THIRD], "created")
    assert [*desk.plan.done.created] == [THIRD]


def test_a_board_is_worked_out_once_a_second(tmp_path: Path, reports: Reports) -> None:
    save_plan(tmp_path)
    clock = Standing(NOW)
    desk = OpenPlan(PlanStore(tmp_path / "plan.toml"), "учитель", clock, reports)
    first = desk.board()
    clock.moment = NOW + timedelta(milliseconds=900)
    assert desk.board() is first
    clock.moment = NOW + timedelta(seconds=1)
    assert desk.board().now == aware(NOW + timedelta(seconds=1))
    desk.close(5)


def test_undo_and_redo_go_across_saves(open_plan: Open, tmp_path: Path) -> None:
    desk = open_plan()
    desk.mark([FIRST, SECOND], "created")
    desk.mark([FIRST], "skipped", "есть общий")
    assert desk.saver.flush(5)
    assert desk.undo() == ("не нужен: 8А · класс", frozenset({FIRST}))
    assert desk.plan.done.mark(FIRST) == "created"
    assert desk.undo() == ("создан: 2 чата", frozenset({FIRST, SECOND}))
    assert desk.saver.flush(5)
    done = on_disk(tmp_path).plan.done
    assert (done.created, done.skipped) == ({}, {})
    desk.redo()
    desk.redo()
    assert desk.undo()[0] == "не нужен: 8А · класс"
    desk.redo()
    assert desk.saver.flush(5)
    assert on_disk(tmp_path).plan.done.skipped == {FIRST: "есть общий"}
    assert desk.redo() == ("", frozenset())


def test_undo_brings_back_the_moment_of_an_earlier_tick(open_plan: Open, tmp_path: Path) -> None:
    PlanStore(tmp_path / "plan.toml").apply([SetMark(FIRST, "created", TEN)], who="а", at=TEN)
    desk = open_plan()
    desk.mark([FIRST], "planned")
    desk.undo()
    assert desk.plan.done.created == {FIRST: TEN}


def test_a_new_deed_ends_what_could_be_done_again(open_plan: Open) -> None:
    desk = open_plan()
    desk.mark([FIRST], "created")
    desk.undo()
    desk.mark([SECOND], "created")
    assert desk.redo() == ("", frozenset())


def test_notes_can_be_written_and_taken_back(open_plan: Open, tmp_path: Path) -> None:
    desk = open_plan()
    desk.set_note(FIRST, "двое без телефона")
    assert desk.saver.flush(5)
    assert on_disk(tmp_path).plan.notes == {FIRST: "двое без телефона"}
    assert desk.undo() == ("заметка: 8А · класс", frozenset({FIRST}))
    assert desk.saver.flush(5)
    assert on_disk(tmp_path).plan.notes == {}


def test_how_many_have_joined_can_be_written_and_taken_back(
    open_plan: Open, tmp_path: Path
) -> None:
    desk = open_plan()
    chat = desk.rollout.by_id[THIRD]
    desk.set_joined(chat, 24, 27)
    desk.set_joined(chat, 25, 27)
    today = desk.now().date()
    assert desk.plan.joined == {THIRD: Joined(25, today, 27)}
    assert desk.undo() == ("вступили: 8А · родители", frozenset({THIRD}))
    assert desk.saver.flush(5)
    assert on_disk(tmp_path).plan.joined == {THIRD: Joined(24, today, 27)}
    desk.undo()
    assert desk.saver.flush(5)
    assert on_disk(tmp_path).plan.joined == {}
    desk.redo()
    assert desk.plan.joined == {THIRD: Joined(24, today, 27)}


def test_of_how_many_pupils_is_the_size_of_the_class_and_is_taken_back_with_their_number(
    open_plan: Open, tmp_path: Path
) -> None:
    desk = open_plan()
    today, chat = desk.now().date(), desk.rollout.by_id[FIRST]
    desk.set_joined(chat, 24, 27)
    assert desk.plan.joined == {FIRST: Joined(24, today, None)}
    assert desk.plan.answers.sizes == desk.board().rollout.answers.sizes == {"8А": 27}
    assert desk.saver.flush(5)
    assert on_disk(tmp_path).plan.answers.sizes == {"8А": 27}
    parents = desk.rollout.by_id[THIRD]
    desk.set_joined(parents, 20, 27)
    assert desk.plan.joined[THIRD] == Joined(20, today, None)
    desk.undo()
    title, changed = desk.undo()
    assert title == "вступили: 8А · класс"
    assert {FIRST, THIRD} <= changed
    assert desk.saver.flush(5)
    plan = on_disk(tmp_path).plan
    assert (plan.joined, plan.answers.sizes) == ({}, {})
    desk.redo()
    assert desk.plan.answers.sizes == {"8А": 27}


def test_undo_leaves_alone_what_somebody_else_has_changed(open_plan: Open, tmp_path: Path) -> None:
    mine, other = open_plan(), open_plan()
    mine.mark([FIRST, SECOND], "created")
    assert mine.saver.flush(5)
    other.mark([FIRST], "skipped", "не нужен")
    assert other.saver.flush(5)
    mine.take(on_disk(tmp_path))
    assert mine.undo() == ("создан: 2 чата", frozenset({SECOND}))
    assert mine.plan.done.skipped == {FIRST: "не нужен"}


def test_ticks_of_two_sessions_meet_on_disk(open_plan: Open, tmp_path: Path) -> None:
    mine, other = open_plan(), open_plan()
    mine.mark([FIRST], "created")
    other.mark([SECOND], "auto")
    assert mine.saver.flush(5)
    assert other.saver.flush(5)
    done = on_disk(tmp_path).plan.done
    assert (set(done.created), set(done.auto)) == ({FIRST}, {SECOND})


def test_another_session_shows_which_chats_changed(open_plan: Open, tmp_path: Path) -> None:
    desk = open_plan()
    changed = PlanStore(tmp_path / "plan.toml").apply(
        [SetMark(THIRD, "created", TEN)], who="другой", at=TEN
    )
    assert desk.take(changed) == frozenset({THIRD})
    assert desk.board().state_of(desk.rollout.by_id[THIRD]) == "created"


def test_own_ticks_stay_on_top_of_what_is_read(
    open_plan: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_plan()
    before = on_disk(tmp_path)
    # As long as a save is on its way, the file does not know of the tick yet.
    monkeypatch.setattr(
        type(desk.saver), "pending", property(lambda saver: (SetMark(FIRST, "created", TEN),))
    )
    desk.take(before)
    assert desk.plan.done.created == {FIRST: TEN}


def test_answers_merge_key_by_key(open_plan: Open, tmp_path: Path) -> None:
    mine, other = open_plan(), open_plan()
    base = mine.plan.answers
    named = replace(base, school=replace(base.school, name="Лицей"))
    moved = replace(base, people=replace(base.people, director="Орлова А. А."))
    other.change(base, moved, {})
    assert other.saver.flush(5)
    mine.change(base, named, {})
    assert mine.saver.flush(5)
    answers = on_disk(tmp_path).plan.answers
    assert answers.school.name == "Лицей"
    assert answers.people.director == "Орлова А. А."


def test_changed_answers_make_a_new_rollout(open_plan: Open, tmp_path: Path) -> None:
    desk = open_plan()
    base = desk.plan.answers
    fewer = replace(base, classes=replace(base.classes, by_grade={"8": ("А",)}))
    desk.change(base, fewer, {})
    assert desk.saver.flush(5)
    assert desk.take(on_disk(tmp_path)) is None
    assert [item.name for item in desk.rollout.classes] == ["8А"]


def test_ticks_go_along_with_renamed_chats(open_plan: Open, tmp_path: Path) -> None:
    desk = open_plan()
    desk.mark([FIRST], "created")
    desk.change(city(), city(), {FIRST: "2а/8Г"})
    assert desk.saver.flush(5)
    assert set(on_disk(tmp_path).plan.done.created) == {"2а/8Г"}


def renamed_8a() -> Answers:
    """The city school whose 8А has become 8Э."""
    old = city()
    letters = tuple("Э" if it == "А" else it for it in old.classes.by_grade["8"])
    grades = {**old.classes.by_grade, "8": letters}
    return replace(old, classes=replace(old.classes, by_grade=grades))


def test_undo_follows_a_class_that_was_renamed(
    open_plan: Open, tmp_path: Path, reports: Reports
) -> None:
    desk = open_plan()
    desk.mark([FIRST], "created")
    desk.change(city(), renamed_8a(), {FIRST: "2а/8Э"})
    assert desk.saver.flush(5)
    desk.take(on_disk(tmp_path))
    assert desk.undo() == ("создан: 8А · класс", frozenset({"2а/8Э"}))
    assert desk.redo() == ("создан: 8А · класс", frozenset({"2а/8Э"}))
    assert desk.saver.flush(5)
    assert set(on_disk(tmp_path).plan.done.created) == {"2а/8Э"}


def test_undo_and_redo_leave_alone_what_another_session_renamed(
    open_plan: Open, tmp_path: Path
) -> None:
    desk, other = open_plan(), open_plan()
    desk.mark([FIRST], "created")
    assert desk.saver.flush(5)
    other.change(city(), renamed_8a(), {FIRST: "2а/8Э"})
    assert other.saver.flush(5)
    desk.take(on_disk(tmp_path))
    for turn in (desk.undo, desk.redo):
        assert turn() == ("создан: 8А · класс (такого чата в плане больше нет)", frozenset())
    assert desk.saver.flush(5)
    assert set(on_disk(tmp_path).plan.done.created) == {"2а/8Э"}


def test_nothing_of_an_old_plan_is_done_again_in_the_new_one(
    open_plan: Open, tmp_path: Path
) -> None:
    desk = open_plan()
    desk.mark([FIRST], "created")
    assert desk.undo()[1]
    assert desk.saver.flush(5)
    path = tmp_path / "plan.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'id = "{desk.plan.answers.id}"', 'id = "aaaaaaaa"'))
    desk.take(on_disk(tmp_path))
    assert desk.redo() == ("", frozenset())


def test_a_file_of_a_newer_program_is_not_changed(tmp_path: Path, reports: Reports) -> None:
    save_plan(tmp_path)
    path = tmp_path / "plan.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("schema = 1", "schema = 2", 1))
    before = path.read_bytes()
    desk = OpenPlan(PlanStore(path), "учитель", Standing(NOW), reports)
    assert desk.loaded.read_only_reason
    desk.mark([FIRST], "created")
    desk.change(city(), replace(city(), groups=()), {FIRST: SECOND})
    assert desk.close(5)
    assert path.read_bytes() == before
    assert desk.plan.done.mark(FIRST) == "planned"


def test_many_ticked_at_once_keep_the_moments_they_have(tmp_path: Path, reports: Reports) -> None:
    save_plan(tmp_path)
    clock = Standing(NOW)
    desk = OpenPlan(PlanStore(tmp_path / "plan.toml"), "учитель", clock, reports)
    desk.mark([FIRST], "created")
    clock.moment = NOW + timedelta(days=20)
    desk.mark([FIRST, SECOND], "created")
    desk.close(5)
    for found in (desk.plan.done.created, on_disk(tmp_path).plan.done.created):
        assert [found[it].day for it in (FIRST, SECOND)] == [NOW.day, clock.moment.day]


# Taken back out of the history -------------------------------------------------------------------


def take_back(desk: OpenPlan, folder: Path, number: int = 0) -> TakenBack:
    """Set back an entry of the history, the newest first."""
    assert desk.saver.flush(5)
    desk.take(on_disk(folder))
    entry = PlanStore(folder / "plan.toml").history()[number]
    back = desk.take_back(details(entry, {}))
    assert desk.saver.flush(5)
    desk.take(on_disk(folder))
    return back


def test_a_reason_and_a_moment_come_back_with_the_mark_that_had_them(
    open_plan: Open, tmp_path: Path
) -> None:
    desk = open_plan()
    desk.mark([FIRST], "skipped", "пишем в общий чат")
    desk.mark([FIRST], "created")
    desk.undo()
    assert desk.plan.done.skipped == {FIRST: "пишем в общий чат"}
    desk.redo()
    take_back(desk, tmp_path)
    assert desk.plan.done.skipped == {FIRST: "пишем в общий чат"}
    desk.mark([FIRST], "skipped", "другая причина")
    assert desk.saver.flush(5)
    assert PlanStore(tmp_path / "plan.toml").history(1)[0].what == (
        f"почему не нужен {FIRST}: «другая причина»"
    )
    take_back(desk, tmp_path)
    assert desk.plan.done.skipped == {FIRST: "пишем в общий чат"}
    desk.saver.put([SetMark(FIRST, "created", TEN)])
    desk.saver.put([SetMark(FIRST, "planned")])
    take_back(desk, tmp_path)
    assert desk.plan.done.created == {FIRST: TEN}


def test_how_many_have_joined_is_taken_back(open_plan: Open, tmp_path: Path) -> None:
    desk = open_plan()
    chat = desk.rollout.by_id[FIRST]
    desk.set_joined(chat, 20, 27)
    desk.set_joined(chat, 24, 27)
    take_back(desk, tmp_path)
    assert desk.plan.joined[FIRST].count == 20
    assert take_back(desk, tmp_path, 1).left == 1
    back = take_back(desk, tmp_path, 2)
    assert (desk.plan.joined, desk.plan.answers.sizes) == ({}, {})
    assert "Взято обратно: 1 чат и 1 ответ" in back.words


def test_answers_are_taken_back_and_the_chats_with_them(open_plan: Open, tmp_path: Path) -> None:
    desk = open_plan()
    old = desk.plan.answers
    days = (date(2027, 1, 11), date(2027, 2, 22))
    new = replace(
        old,
        school=replace(old.school, structure_created=date(2026, 11, 20), planned=True),
        calendar=replace(
            old.calendar, days_off=days, vacations=(Vacation(days[0], days[1], "весна"),)
        ),
        deadlines={2: date(2026, 12, 5)},
        groups=(Group("Театр. 5 кл.", "elective", 2), Group("Хор", "elective", 2)),
        people=replace(
            old.people,
            director="Соколова М. В.",
            deputies=(),
            class_teachers={"8А": "Иванова И. И."},
        ),
        primary=replace(old.primary, votes=Votes(40, 31, 25, 4, 2)),
        sizes={"8А": 27},
    )
    desk.change(old, new, {})
    back = take_back(desk, tmp_path)
    assert (back.left, back.fault) == (0, "")
    assert desk.plan.answers == old
    assert back.words.startswith("Взято обратно: ")
    # What was taken back is an entry too.
    take_back(desk, tmp_path)
    assert desk.plan.answers == new


def test_an_entry_that_no_session_wrote_takes_nothing_back(open_plan: Open, tmp_path: Path) -> None:
    desk = open_plan()
    odd = {"at": "2026-11-25T10:00:00+03:00", "who": "я", "answers": [["groups.А", None, {"a": 1}]]}
    history_path(tmp_path / "plan.toml").write_text(json.dumps(odd) + "\n", "utf-8")
    assert take_back(desk, tmp_path).words.startswith("Брать обратно нечего")


def test_a_group_that_got_another_name_gets_its_name_back(open_plan: Open, tmp_path: Path) -> None:
    desk = open_plan()
    old = desk.plan.answers
    groups = (Group("Театр", "elective", 2), Group("Хор", "elective", 2))
    desk.change(old, replace(old, groups=groups), {})
    assert desk.saver.flush(5)
    desk.take(on_disk(tmp_path))
    desk.mark(["2в/Театр"], "created")
    given = desk.plan.answers
    named = (replace(groups[0], title="Драма"), groups[1])
    desk.change(given, replace(given, groups=named), {"2в/Театр": "2в/Драма"})
    back = take_back(desk, tmp_path)
    assert (len(back.answers), len(back.renamed)) == (1, 1)
    assert desk.plan.answers.groups == groups
    assert desk.plan.done.created == {"2в/Театр": aware(NOW)}


def test_an_answer_that_changed_again_stays_and_is_told(open_plan: Open, tmp_path: Path) -> None:
    desk = open_plan()
    old = desk.plan.answers
    both = replace(
        old,
        people=replace(old.people, director="Первая"),
        school=replace(old.school, name="Школа № 7"),
    )
    desk.change(old, both, {})
    desk.change(both, replace(both, people=replace(both.people, director="Вторая")), {})
    back = take_back(desk, tmp_path, 1)
    assert desk.plan.answers.people.director == "Вторая"
    assert desk.plan.answers.school.name == old.school.name
    assert "Взято обратно: 1 ответ; 1 изменено с тех пор и остаётся" in back.words
    assert take_back(desk, tmp_path, 2).words == ("Брать обратно нечего: с тех пор это изменено")


def test_answers_that_make_no_plan_any_more_are_not_taken_back(
    open_plan: Open, tmp_path: Path
) -> None:
    desk = open_plan()
    day, old = date(2027, 1, 11), desk.plan.answers

    def calendar(**parts: tuple[date, ...]) -> Answers:
        return replace(old, calendar=replace(old.calendar, **parts))

    desk.change(old, calendar(days_off=(day,)), {})
    desk.change(calendar(days_off=(day,)), old, {})
    desk.change(old, calendar(working_days=(day,)), {})
    back = take_back(desk, tmp_path, 1)
    assert desk.plan.answers == calendar(working_days=(day,))
    assert (back.edit, back.left) == ((), 1)
    assert "С прежними ответами план не сложится: 2027-01-11 стоит и в days_off" in back.words
