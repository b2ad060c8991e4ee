"""What the report says of one school and of many."""

from __future__ import annotations

import re
from datetime import date, datetime

from msgspec.structs import replace

from sferum_tui.documents.model import Heading, Table
from sferum_tui.documents.report import report
from sferum_tui.documents.report_many import Source, report_of, report_rows
from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.plan import Done, Joined
from tests.documents.papers import AGREED, REFUSED, board, named, tables_of, text_of
from tests.support.program import EVENT, aware

LATE = datetime(2026, 12, 5, 9)


def of_one(source: Board) -> str:
    """The report on one school as text."""
    return text_of(report(source))


def school(name: str, created: date, now: datetime = LATE, done: Done | None = None) -> Board:
    """The board of a school that made its structure on a day."""
    answers = named("lyceum")
    answers = replace(answers, school=replace(answers.school, name=name, structure_created=created))
    return board(answers, now, Done() if done is None else done)


def test_a_school_in_time_is_not_behind() -> None:
    text = of_one(board())
    assert "Из них не создано: нет" in text
    assert "К сегодняшнему дню по плану: 15" in text
    assert "Просрочено" not in text
    early = of_one(board(named(planned=True), datetime(2026, 11, 20)))
    assert "К сегодняшнему дню по плану: 0" in early
    assert "Из них не создано" not in early


def test_chats_past_their_last_day_are_counted_and_named() -> None:
    source = board(now=datetime(2026, 12, 4, 9))
    text = of_one(source)
    number = sum(1 for chat in source.rollout.chats if source.is_overdue(chat))
    assert number > 0
    assert f"Из них не создано: {number}" in text
    titles = [it.text for it in report(source).blocks if isinstance(it, Heading)]
    assert "Просрочено" in titles


def test_the_last_day_itself_still_counts_as_in_time() -> None:
    assert "Из них не создано: нет" in of_one(board(now=datetime(2026, 12, 3, 23, 59)))


def test_a_report_says_what_is_not_needed_and_why() -> None:
    text = of_one(board())
    assert "Не нужны" in text
    assert "пишем в общий чат" in text


def test_each_kind_of_chat_is_told_with_its_own_classes() -> None:
    """«Классы, Предметы: 8А, 9А» said that a teacher of one class and of a subject has two."""
    answers = named()
    people = answers.people
    teachers = {**people.class_teachers, "9А": "Ильина В. П."}
    subjects = {
        key: "Ильина В. П." if key.endswith("/биология") else name
        for key, name in people.subject_teachers.items()
    }
    people = replace(people, class_teachers=teachers, subject_teachers=subjects)
    source = board(replace(answers, people=people), datetime(2026, 12, 2), Done())
    rows = [row for table in tables_of(report(source)) for row in table.rows]
    told = {row[0]: row[2] for row in rows if len(row) == 4}
    assert told["Ильина В. П., классный руководитель, учитель-предметник"] == (
        "Классы, Родители: 9А; Предметы: 8А–8В, 9А–9В, 10А, 10Б, 11А, 11Б"
    )


def test_a_refused_stage_is_told_by_its_state_alone() -> None:
    row = tables_of(report(board(named(primary=REFUSED))))[0].rows[3]
    assert row[2] == "– не внедряется"
    assert row[3:7] == (None,) * 4


def test_an_unfinished_structure_is_called_planned() -> None:
    assert "Структура намечена" in of_one(board(named(planned=True), datetime(2026, 11, 20)))


def test_many_schools_stand_in_one_table_worst_first_with_totals() -> None:
    sources = [
        Source("а.toml", school("В срок", date(2026, 12, 3))),
        Source("б.toml", school("Просрочила", date(2026, 11, 20))),
        Source("в.toml", school("Просрочила больше", date(2026, 11, 10))),
    ]
    schools = tables_of(report_of(sources, "docx"))[0]
    assert [row[0] for row in schools.rows] == ["Просрочила больше", "Просрочила", "В срок"]
    assert schools.rows[0][1] == "▲ 1 этап: просрочено на 22 дня"
    late = [row[4] for row in schools.rows]
    assert late[2] == 0
    assert schools.total[:5] == ("Всего", "", 0, sum(row[3] for row in schools.rows), sum(late))  # type: ignore[misc, arg-type]
    assert schools.total[-2] == "0 из 0"


def test_totals_of_a_stage_add_up() -> None:
    sources = [
        Source("а.toml", board(named(primary=AGREED), LATE)),
        Source("б.toml", board(named("lyceum"), LATE)),
    ]
    for row in tables_of(report_of(sources, "docx"))[1].rows:
        _, schools, late, running, done, waiting, ready, wanted = row
        assert schools == sum(it for it in (late, running, done, waiting) if isinstance(it, int))
        assert isinstance(ready, int)
        assert isinstance(wanted, int)
        assert ready <= wanted


def test_a_plan_that_cannot_be_read_stands_first_with_the_reason() -> None:
    sources = [Source("а.toml", school("Школа", date(2026, 12, 3))), Source("б.toml", None, "нет")]
    assert tables_of(report_of(sources, "docx"))[0].rows == (("б.toml", "нет"),)
    rows = tables_of(report_rows(sources))[0].rows
    assert (rows[0][0], rows[0][-1]) == ("б.toml", "нет")


def test_schools_of_one_name_are_told_apart_by_their_plans() -> None:
    sources = [
        Source("а.toml", school("Школа № 1", date(2026, 12, 3))),
        Source("б.toml", school("Школа № 1", date(2026, 11, 20))),
        Source("в.toml", school("", date(2026, 11, 10))),
    ]
    names = [row[0] for row in tables_of(report_of(sources, "docx"))[0].rows]
    assert names == ["в.toml", "Школа № 1 (б.toml)", "Школа № 1 (а.toml)"]


def test_a_row_of_many_has_the_short_name_of_a_school_and_a_table_its_whole_name() -> None:
    source = school("МБОУ «Средняя школа № 5»", date(2026, 12, 3))
    answers = source.rollout.answers
    answers = replace(answers, school=replace(answers.school, short_name="СОШ № 5"))
    sources = [Source("a.toml", board(answers, LATE)), Source("b.toml", school("Б", EVENT))]
    names = {row[0] for row in tables_of(report_of(sources, "docx"))[0].rows}
    assert names == {"СОШ № 5", "Б"}
    assert "МБОУ «Средняя школа № 5»" in {row[1] for row in tables_of(report_rows(sources))[0].rows}


def test_whoever_is_not_named_is_called_by_his_role_with_a_capital() -> None:
    answers = completed(preset_answers("lyceum", EVENT))
    rows = tables_of(report(board(answers, LATE, Done())))[1].rows
    assert rows[0][0] == "Руководитель методического объединения"
    assert all(str(row[0])[0].isupper() for row in rows)


def test_what_comes_next_is_said_in_whole_words() -> None:
    text = of_one(board(done=Done(dict.fromkeys(("1а", "1г", "1д"), aware(LATE)))))
    assert "Что дальше: Учителя по уровням, 3 чата: создаёт заместитель" in text
    assert "по УР" not in text


def test_the_table_has_a_row_for_each_stage_of_each_plan() -> None:
    sources = [Source(f"{n}.toml", school("Ш", date(2026, 12, 3))) for n in range(3)]
    rows = tables_of(report_rows(sources))[0].rows
    assert len(rows) == 12
    assert rows[0][:4] == ("0.toml", "Ш", date(2026, 12, 3), 2)


def test_a_school_reads_who_is_late_with_each_last_day_of_his_own() -> None:
    source = board(now=datetime(2026, 12, 9, 9))
    titles = [it.text for it in report(source).blocks if isinstance(it, Heading)]
    assert titles[3].startswith("Просрочено: первые строки, 40 из ")
    late = tables_of(report(source))[2]
    days = [row[3] for row in late.rows]
    assert days[0] == "3 декабря 2026 г."
    assert any(str(row[0]).endswith(", классный руководитель") for row in late.rows)
    (table,) = (it.blocks[-1] for it in report(source, "xlsx").sections if it.title == "Просрочено")
    assert isinstance(table, Table)
    number = sum(source.is_overdue(chat) for chat in source.rollout.chats)
    assert sum(int(str(row[1])) for row in table.rows) == number
    assert {row[3] for row in table.rows} == {date(2026, 12, 3), date(2026, 12, 8)}


def test_who_has_joined_is_told_by_stage_and_by_class_where_most_is_late() -> None:
    source = board(replace(named(), sizes={"8А": 27, "11Б": 20, "5А": 30}), LATE)
    day = LATE.date()
    source.joined = {"2а/8А": Joined(20, day), "2г/8А": Joined(7, day), "2а/11Б": Joined(9, day)}
    text = text_of(report(source))
    assert "В чатах классов: 36 из 74 (48 %)" in text
    stages, *_, classes = (it for it in tables_of(report(source)) if len(it.columns) in (6, 9))
    assert stages.rows[1][7:] == ("36 из 74 (48 %)", "просрочено на 2 дня")
    rows = {row[0]: row[1:] for row in classes.rows}
    assert rows["8А"][3:] == ("20 из 27 (74 %)", "7 из 27 (25 %)")
    assert rows["11Б"][3:] == ("9 из 20 (45 %)", "")
    assert [int(str(row[3])) for row in classes.rows] == sorted(
        (int(str(row[3])) for row in classes.rows), reverse=True
    )
    assert text.count("не значит читать") == 1


def test_a_report_has_one_style_of_dates_and_whole_days() -> None:
    text = text_of(report(board(now=datetime(2026, 12, 4, 9))))
    assert "Состояние на 4 декабря 2026 г., 09:00" in text
    assert "30 ноября – 3 декабря 2026 г." in text
    assert not re.search(r"\d\d\.\d\d\.\d{4}|дек\.|\d:\d\d:\d\d|\bдо\b", text, re.IGNORECASE)


def test_a_workbook_has_a_sheet_for_each_part_of_the_report() -> None:
    titles = [it.title for it in report(board(), "xlsx").sections]
    assert titles == ["Итоги", "Не нужны", "Создать сейчас"]


def test_classes_are_named_to_the_last_one_and_by_the_word_where_they_have_no_letter() -> None:
    text = of_one(board(named("village"), LATE, Done()))
    assert "Предметы: 8–11 классы" in text
    assert re.search(r"\(\d+–11 классы\)", of_one(board(named("village"), LATE)))
    assert not re.search(r": \d+, \d+", text)
    text = of_one(board(completed(preset_answers("city", EVENT)), LATE, Done()))
    assert "Родители: 8А–8В, 9А–9В, 10А, 10Б, 11А, 11Б" in text
    assert "и ещё" not in text.replace("решения, ещё", "")


def test_columns_of_who_has_joined_stay_away_while_nothing_is_known() -> None:
    source = board(now=LATE)
    titles = [it.title for it in tables_of(report(source))[-1].columns]
    assert titles == ["Класс", "Чатов создано", "Чатов нужно", "Просрочено"]
    source.joined = {"2а/8А": Joined(20, date(2026, 11, 30), 25)}
    titles = [it.title for it in tables_of(report(source))[-1].columns]
    assert titles[4:] == ["Ученики в чате"]


def test_nothing_is_called_for_that_may_wait() -> None:
    def titles(source: Board) -> list[str]:
        return [it.text for it in report(source).blocks if isinstance(it, Heading)]

    assert any(it.startswith("Создать сейчас") for it in titles(board(done=Done())))
    early = titles(board(now=datetime(2026, 11, 24, 9), done=Done()))
    assert any(it.startswith("Можно начать") for it in early)
    assert not any("сейчас" in it for it in early)
    answers = named()
    planned = replace(answers, school=replace(answers.school, planned=True))
    assert any(
        it.startswith("Создать первыми, когда") for it in titles(board(planned, done=Done()))
    )


def test_the_decision_is_told_until_it_is_taken() -> None:
    said = "Решение: Принять решение на педсовете не позднее 8 декабря"
    assert said in of_one(board())
    assert f"{said}, срок прошёл" in of_one(board(now=datetime(2026, 12, 9, 9)))
    assert "Решение: " not in of_one(board(named(primary=AGREED)))


def test_nothing_is_wanted_of_a_structure_that_is_not_there() -> None:
    answers = named()
    source = replace(answers, school=replace(answers.school, planned=True))
    late = of_one(board(source, datetime(2027, 1, 15, 9), Done()))
    assert "К сегодняшнему дню по плану: 0" in late
    assert "Дней " not in late
    early = of_one(board(source, datetime(2026, 11, 20, 9), Done()))
    assert "Дней до создания структуры: 3" in early
    rows = tables_of(report_rows([Source("план.toml", board(source, LATE, Done()))]))[0].rows
    assert {row[14] for row in rows} == {0}
