"""What the report says of one school and of many."""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace

from sferum_tui.documents.model import Heading
from sferum_tui.documents.report import Source, report, report_rows
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.plan import Done
from tests.documents.papers import AGREED, REFUSED, board, named, tables_of, text_of

LATE = datetime(2026, 12, 5, 9)


def of_one(source: Board) -> str:
    """The report on one school as text."""
    return text_of(report([Source("план.toml", source)]))


def school(name: str, created: date, now: datetime = LATE, done: Done | None = None) -> Board:
    """The board of a school that made its structure on a day."""
    answers = named("lyceum")
    answers = replace(answers, school=replace(answers.school, name=name, structure_created=created))
    return board(answers, now, Done() if done is None else done)


def test_a_school_in_time_is_not_behind() -> None:
    text = of_one(board())
    assert "Отставание: нет" in text
    assert "К сегодняшнему дню по плану: 15" in text
    assert "Просрочено" not in text


def test_chats_past_their_last_day_are_counted_and_named() -> None:
    source = board(now=datetime(2026, 12, 4, 9))
    text = of_one(source)
    number = sum(1 for chat in source.rollout.chats if source.is_overdue(chat))
    assert number > 0
    assert f"Отставание: {number}" in text
    titles = [it.text for it in report([Source("", source)]).blocks if isinstance(it, Heading)]
    assert "Просрочено" in titles


def test_the_last_day_itself_still_counts_as_in_time() -> None:
    assert "Отставание: нет" in of_one(board(now=datetime(2026, 12, 3, 23, 59)))


def test_a_report_says_what_is_not_needed_and_why() -> None:
    text = of_one(board())
    assert "Не нужны" in text
    assert "пишем в общий чат" in text


def test_a_refused_stage_is_told_by_its_state_alone() -> None:
    row = tables_of(report([Source("", board(named(primary=REFUSED)))]))[0].rows[3]
    assert row[2] == "– не внедряется"
    assert row[3:7] == (None,) * 4


def test_an_unfinished_structure_is_called_planned() -> None:
    assert "Структура намечена" in of_one(board(named(planned=True), datetime(2026, 11, 20)))


def test_many_schools_stand_worst_first_in_every_stage() -> None:
    sources = [
        Source("а.toml", school("В срок", date(2026, 12, 3))),
        Source("б.toml", school("Просрочила", date(2026, 11, 20))),
        Source("в.toml", school("Просрочила больше", date(2026, 11, 10))),
    ]
    document = report(sources)
    schools, first_stage = tables_of(document)[1], tables_of(document)[2]
    worst_first = ["Просрочила больше", "Просрочила", "В срок"]
    assert [row[0] for row in schools.rows] == worst_first
    assert [row[0] for row in first_stage.rows] == worst_first
    titles = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert "2 этап. 8–11 классы" in titles


def test_totals_of_a_stage_add_up() -> None:
    sources = [
        Source("а.toml", board(named(primary=AGREED), LATE)),
        Source("б.toml", board(named("lyceum"), LATE)),
    ]
    for row in tables_of(report(sources))[0].rows:
        _, schools, late, running, done, waiting, ready, wanted = row
        assert schools == sum(it for it in (late, running, done, waiting) if isinstance(it, int))
        assert isinstance(ready, int)
        assert isinstance(wanted, int)
        assert ready <= wanted


def test_a_plan_that_cannot_be_read_stands_first_with_the_reason() -> None:
    sources = [Source("а.toml", school("Школа", date(2026, 12, 3))), Source("б.toml", None, "нет")]
    assert tables_of(report(sources))[0].rows == (("б.toml", "нет"),)
    rows = tables_of(report_rows(sources))[0].rows
    assert (rows[0][0], rows[0][-1]) == ("б.toml", "нет")


def test_schools_of_one_name_are_told_apart_by_their_plans() -> None:
    sources = [
        Source("а.toml", school("Школа № 1", date(2026, 12, 3))),
        Source("б.toml", school("Школа № 1", date(2026, 11, 20))),
        Source("в.toml", school("", date(2026, 11, 10))),
    ]
    names = [row[0] for row in tables_of(report(sources))[1].rows]
    assert names == ["в.toml", "Школа № 1 (б.toml)", "Школа № 1 (а.toml)"]


def test_the_table_has_a_row_for_each_stage_of_each_plan() -> None:
    sources = [Source(f"{n}.toml", school("Ш", date(2026, 12, 3))) for n in range(3)]
    rows = tables_of(report_rows(sources))[0].rows
    assert len(rows) == 12
    assert rows[0][:4] == ("0.toml", "Ш", date(2026, 12, 3), 2)
