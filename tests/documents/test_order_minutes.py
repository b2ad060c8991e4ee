"""What the order and the minutes say."""

from __future__ import annotations

import re
from datetime import date

import pytest
from msgspec.structs import replace

from sferum_tui.documents import catalogue
from sferum_tui.documents.familiarisation import familiarisation
from sferum_tui.documents.minutes import minutes
from sferum_tui.documents.model import Heading, NoDocumentError, Paragraph, Point, Signature
from sferum_tui.documents.order import order
from sferum_tui.documents.requisites import blanks, remarks
from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.rollout.answers import (
    Answers,
    CalendarChoice,
    Classes,
    Deputy,
    Papers,
    Primary,
    Votes,
)
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.plan import Done
from tests.documents.papers import (
    AGREED,
    REFUSED,
    VOTES,
    board,
    named,
    tables_of,
    text_of,
    words,
)
from tests.documents.schools import School, board_of
from tests.support.program import EVENT

SOURCE = (
    "«Использование российского программного обеспечения при взаимодействии участников"
    " образовательных отношений в общеобразовательных организациях общего образования»"
)


def points(source: Board) -> list[str]:
    """The points of the order."""
    return [block.text for block in order(source).blocks if isinstance(block, Point)]


def packed() -> Board:
    """A city school on MAX with the pack, everybody named."""
    school = School(
        "city", "positive", "yes", "MAX with the pack", "all", "sequential", "yes", "none"
    )
    return board_of(school)


def nameless(preset: str = "city") -> Answers:
    """A typical school in which nobody is named."""
    return completed(preset_answers(preset, EVENT))


# Приказ


def test_the_order_begins_with_one_sentence_on_its_aim_and_its_grounds() -> None:
    (text,) = [
        block.text
        for block in order(board()).blocks
        if isinstance(block, Paragraph) and "ПРИКАЗЫВАЮ" in block.text
    ]
    assert text.startswith("В целях ")
    assert text.endswith(" ПРИКАЗЫВАЮ:")
    assert not re.search(r"[.;] ", text)
    assert (
        "на основании постановления Правительства Российской Федерации от 07.12.2020 № 2040"
        " «О порядке проведения эксперимента по внедрению цифровой образовательной среды»" in text
    )
    for act in ("письма Министерства", "от 22.02.2022 № 04-127", "от 26.08.2022 № 04-643"):
        assert act in text


@pytest.mark.parametrize("name", ["order", "minutes", "roadmap"])
def test_the_source_is_named_in_full_once_and_then_in_short(name: str) -> None:
    text = words(name)
    assert text.count(SOURCE) == 1
    assert text.index("(далее — Рекомендации)") > text.index(SOURCE)
    assert "пункт" in text[text.index("(далее — Рекомендации)") :]
    assert not re.search(r"\bп\. \d", text)


def test_every_point_commands_and_all_are_numbered_in_a_row() -> None:
    found = [block for block in order(board()).blocks if isinstance(block, Point)]
    assert [point.number for point in found] == [f"{n}." for n in range(1, len(found) + 1)]
    assert not any(re.search(r"\bдо \d", point.text) for point in found)
    assert found[-1].text == (
        "Контроль за исполнением приказа в течение всего срока его действия оставляю за собой."
    )


def test_the_instruction_is_read_before_the_first_stage_and_the_note_before_the_parents() -> None:
    text = "\n".join(points(board()))
    assert "ознакомить под подпись" in text
    assert "«Инструкцией по работе на платформе Сферум» не позднее 24 ноября 2026 г." in text
    # The second stage begins on Monday the 30th; the day before is a day off.
    assert (
        "памятку и довести до их сведения, что вступление в чат добровольное,"
        " не позднее 27 ноября 2026 г." in text
    )


def test_a_deputy_is_called_by_whole_words() -> None:
    people = replace(nameless().people, deputies=(Deputy("ВР"),))
    text = "\n".join(points(board(replace(nameless(), people=people))))
    assert "Заместителю директора по воспитательной работе ознакомить" in text


def test_the_deputies_who_lead_teachers_acquaint_them_with_the_instruction() -> None:
    def told(*deputies: Deputy) -> str:
        people = replace(nameless().people, deputies=deputies)
        return "\n".join(points(board(replace(nameless(), people=people))))

    leads = Deputy("УР", levels=("subject",))
    assert "Заместителю директора по учебной работе ознакомить" in told(leads, Deputy("АХР"))
    both = told(leads, Deputy("ВР", levels=("extra",)), Deputy("АХР"))
    assert "Заместителям директора по учебной работе и по воспитательной работе ознако" in both
    # Where nobody is said to lead teachers, all of them do it.
    assert "по учебной работе и по воспитательной работе" in told(Deputy("УР"), Deputy("ВР"))


def test_one_class_has_one_teacher_in_the_order() -> None:
    one = replace(named("village"), groups=())
    one = replace(one, classes=Classes({"9": ("А",)}))
    text = "\n".join(points(board(one)))
    assert "Классному руководителю раздать родителям" in text
    assert "(пункты 7.1 и 7.2 Рекомендаций)" in text
    first = replace(named("primary", AGREED), classes=Classes({"4": ("А",)}), groups=())
    text = "\n".join(points(board(first)))
    assert "Учителю начальных классов раздать" in text
    assert "Учителю 4 «А» класса создать чаты с родителями" in text
    assert "(пункты 7.1 и 7.4 Рекомендаций)" in text
    declined = "\n".join(points(board(replace(first, primary=REFUSED))))
    assert "Учителю 4 «А» класса чаты с родителями" in declined


def test_a_name_at_the_end_of_a_sentence_brings_its_full_stop() -> None:
    papers = Papers(coordinator="Ким А. Б.", control="Мельников О. Д.")
    text = "\n".join(points(board(replace(named(), papers=papers))))
    assert "приказа: Ким А. Б.\n" in text
    assert text.endswith("возложить на следующее лицо: Мельников О. Д.")


def test_a_coordinator_called_by_the_post_alone_begins_the_sentence_in_whole_words() -> None:
    papers = Papers(coordinator="заместитель директора по ВР")
    text = words("minutes", board(replace(named(), papers=papers)))
    assert "\nЗаместитель директора по воспитательной работе. Методические рекомендации" in text
    text = words("minutes", board(replace(named("lyceum"), papers=papers)))
    assert "\nЗаместитель директора по воспитательной работе. Методические рекомендации" in text
    assert "за переход: заместитель директора по воспитательной работе." in text


def test_who_hands_out_the_note_is_told_with_an_and() -> None:
    text = "\n".join(points(board(named(primary=AGREED))))
    assert "Классным руководителям и учителям начальных классов раздать" in text


def test_a_last_day_set_on_a_day_off_is_named_before_the_order_is_signed() -> None:
    source = board(replace(named(primary=REFUSED), deadlines={2: date(2026, 12, 5), 4: EVENT}))
    said = "2 этап: назначенный срок 5 дек. — выходной день"
    assert said in [text.replace("\N{NO-BREAK SPACE}", " ") for text in remarks("order", source)]
    assert said in [text.replace("\N{NO-BREAK SPACE}", " ") for text in remarks("roadmap", source)]
    assert not any("4 этап" in text for text in remarks("order", source))
    assert not any("выходной" in text for text in remarks("parents-note", source))


@pytest.mark.parametrize("preset", ["city", "primary"])
@pytest.mark.parametrize("primary", [Primary(), AGREED, REFUSED])
def test_the_results_are_reported_on_the_day_of_the_road_map(preset: str, primary: Primary) -> None:
    """The order of an undecided school had them reported on before the council has met."""
    source = board(named(preset, primary))
    steps = tables_of(catalogue.document("roadmap", "docx", source, {}))[0].rows
    (day,) = (row[3] for row in steps if str(row[1]).endswith("подвести итоги"))
    assert f"представить отчёт об итогах не позднее {day}" in "\n".join(points(source))


@pytest.mark.parametrize("paper", ["order", "minutes", "roadmap"])
def test_a_decision_of_a_day_to_come_is_named_before_a_paper_is_signed(paper: str) -> None:
    later = replace(AGREED, date=date(2026, 12, 28))
    said = "решение датировано 28.12.2026, этот день ещё не настал"
    assert said in remarks(paper, board(named(primary=later)))
    assert said not in remarks(paper, board(named(primary=AGREED)))


def test_a_teacher_with_chats_in_two_stages_has_both_days() -> None:
    rows = {row[1]: row for row in tables_of(order(board()))[1].rows}
    assert rows["Предметник История"][4] == "8–11 классы: 3 декабря, 5–7 классы: 8 декабря 2026 г."
    assert rows["Классная 8А"][4] == "3 декабря 2026 г."
    assert rows["Классная 8А"][2] == "Классный руководитель 8 «А» класса"


def test_a_year_stands_once_behind_its_days() -> None:
    answers = named()
    classes = replace(answers.classes, opened={"11Б": date(2027, 3, 1)})
    tables = tables_of(order(board(replace(answers, classes=classes))))
    (days,) = {str(row[4]) for row in tables[1].rows if "Биология" in str(row[1])}
    said = "8–11 классы: 3 декабря, 5–7 классы: 8 декабря 2026 г., 11Б: 11 марта 2027 г."
    assert days == said


def test_the_list_of_readers_has_everybody_once_by_surname_and_not_the_head() -> None:
    (table,) = [it for it in tables_of(order(board())) if it.tall]
    names = [str(row[1]) for row in table.rows]
    assert "Орлова М. К." not in names
    found = [name for name in names if name]
    assert len(found) == len(set(found)) > 30
    assert found.index("Завуч 1-й") < found.index("Иванова И. И.") < found.index("Петров П. П.")


@pytest.mark.parametrize(
    ("names", "rows"),
    # 28 fit on the first page and about 31 on each other: no page has only rows to write on.
    [(0, 28), (5, 28), (25, 28), (28, 28), (29, 29), (45, 57), (58, 58)],
)
def test_free_rows_to_sign_fill_a_page_that_is_there(names: int, rows: int) -> None:
    teachers = {
        f"{n // 6 + 1}{'АБВГДЕ'[n % 6]}": f"{chr(0x410 + n % 28)}ва Б. {chr(0x410 + n // 28)}."
        for n in range(names)
    }
    answers = nameless("city")
    by_grade = {str(grade): tuple("АБВГДЕ") for grade in range(1, 12)}
    answers = replace(
        answers,
        classes=replace(answers.classes, by_grade=by_grade),
        people=replace(answers.people, class_teachers=teachers),
        primary=replace(AGREED, pupils=False),
    )
    (table,) = [it for it in tables_of(order(board(answers))) if it.tall]
    assert sum(1 for row in table.rows if row[1]) == names
    assert len(table.rows) == rows


def test_where_all_are_named_few_free_rows_are_left() -> None:
    school = ("lyceum", "undecided", "no", "MAX", "all", "sequential", "yes", "none")
    (table,) = [it for it in tables_of(order(board_of(School(*school)))) if it.tall]
    assert 0 < sum(1 for row in table.rows if not row[1]) <= 8


def test_one_person_stands_once_however_the_name_is_spelt() -> None:
    answers = named("village")
    teachers = {"5": "Сидорова Анна Петровна", "6": "СИДОРОВА А.П.", "7": "А. П. Сидорова"}
    people = replace(answers.people, class_teachers=teachers)
    table = tables_of(order(board(replace(answers, people=people))))[1]
    (row,) = [row for row in table.rows if "идорова" in str(row[1])]
    assert row[1] == "Сидорова Анна Петровна"
    assert row[2] == "Классный руководитель 5, 6 и 7 классов"


def readers(answers: Answers) -> list[str]:
    """Who signs that the order is known, as far as the plan names them."""
    (table,) = [it for it in tables_of(order(board(answers))) if it.tall]
    return [str(row[1]) for row in table.rows if row[1]]


def test_whoever_the_order_commands_something_signs_that_it_is_known() -> None:
    answers = nameless("city")
    answers = replace(
        answers,
        papers=Papers("Ершов Пётр Павлович, заместитель директора по НМР", "Ли В. Г., завуч"),
        people=replace(
            answers.people,
            director="Ильина И. И.",
            deputies=(Deputy("АХР", "Ступин Г. Г."), Deputy("НМР", "Ершов П. П.")),
            class_teachers={"1А": "Белова Б. Б."},
        ),
        primary=REFUSED,
    )
    names = ["Белова Б. Б.", "Ершов Пётр Павлович", "Ли В. Г.", "Ступин Г. Г."]
    assert readers(answers) == names
    undecided = replace(answers, primary=Primary())
    assert readers(undecided) == names[1:]


def test_a_post_is_no_part_of_a_name() -> None:
    answers = replace(
        nameless(), papers=Papers("", "заместитель директора по УВР Саввинова Туйаара Егоровна")
    )
    assert readers(answers) == ["Саввинова Туйаара Егоровна"]


def test_who_acts_for_the_head_signs_as_such() -> None:
    answers = named()
    people = replace(answers.people, director="и. о. директора Римская-Корсакова Анна-Мария")
    source = board(replace(answers, people=people))
    (signature,) = [it for it in order(source).blocks if isinstance(it, Signature)]
    assert (signature.role, signature.name) == ("И. о. директора", "А.-М. Римская-Корсакова")
    for name in ("order", "roadmap", "register", "familiarisation", "report"):
        text = words(name, source).replace("\u00a0", " ").lower()
        assert "директор и. о." not in text
        assert "и. о. директора римская-корсакова, директор" not in text
        assert "\nдиректор римская" not in text
    assert "И. о. директора" in words("roadmap", source)


@pytest.mark.parametrize("minutes", ["№ 4", "№4", "№\u00a04"])
def test_the_sign_of_a_number_stands_once(minutes: str) -> None:
    primary = replace(AGREED, minutes=minutes)
    for name in ("order", "minutes", "parents-note", "roadmap"):
        assert words(name, board(named(primary=primary))) == words(
            name, board(named(primary=AGREED))
        )


def test_what_is_no_person_is_no_person_on_paper() -> None:
    answers = nameless("city")
    head = "Отдел цифровизации (рук. Семёнова А. А.)"
    people = replace(answers.people, class_teachers={"5А": "вакансия", "6А": "Вакант"})
    answers = replace(answers, papers=Papers(head, "себя", "Директор"), people=people)
    assert readers(answers) == []
    source = board(replace(answers, primary=AGREED))
    assert f"{head}. Методические рекомендации" in words("minutes", source)
    for name in ("order", "familiarisation", "owner-sheets", "register"):
        assert "акан" not in words(name, source)
    rows = tables_of(familiarisation(source))[0].rows
    assert not any(row[1] for row in rows)


def test_days_of_several_things_are_parted_by_semicolons() -> None:
    answers = named("village")
    people = replace(answers.people, class_teachers={"5": answers.people.director})
    source = board(replace(answers, people=people))
    (days,) = [row[4] for row in tables_of(order(source))[1].rows if row[1] == "Орлова М. К."]
    assert days == (
        "администрация, педагогический коллектив, родительский комитет: 26 ноября;"
        " 5 класс: 8 декабря 2026 г."
    )


def test_a_school_with_one_deputy_has_one_deputy_on_paper() -> None:
    answers = named("city")
    people = replace(answers.people, deputies=(Deputy("УВР", "Ким А. А.", ("primary",)),))
    rows = tables_of(order(board(replace(answers, people=people))))[1].rows
    (row,) = [row for row in rows if "аместитель" in str(row[2])]
    assert row[1:4] == ("Ким А. А.", "Заместитель директора по учебно-воспитательной работе", 3)


def test_classes_that_opened_later_stand_in_their_order() -> None:
    answers = named(primary=AGREED)
    opened = dict.fromkeys(("9Б", "7В", "4В"), date(2026, 12, 1))
    classes = replace(answers.classes, opened=opened)
    assert "открыты позже (4В, 7В, 9Б)" in words("order", board(replace(answers, classes=classes)))


def test_a_primary_teacher_is_called_so_where_she_reads_the_instruction() -> None:
    answers = replace(named(), papers=Papers())
    rows = {row[1]: row[2] for row in tables_of(familiarisation(board(answers)))[0].rows}
    assert rows["Классная 4А"] == "Учитель начальных классов"
    assert rows["Классная 5А"] == "Классный руководитель"


def test_without_names_there_is_no_list_of_persons() -> None:
    text = words("order", board(nameless()))
    assert "приложении № 1" in text
    assert "Приложение № 2" not in text
    assert "поимённо" not in text
    assert "Лист ознакомления" in text


def test_only_the_bodies_that_the_school_has_are_named() -> None:
    for name in ("order", "roadmap", "owner-sheets"):
        text = words(name, board(named(), done=Done())).lower()
        assert "родительский комитет" in text
        assert "попечительск" not in text, name


def test_the_table_of_kinds_ends_with_the_sum() -> None:
    source = board(named(primary=AGREED))
    table = tables_of(order(source))[0]
    needed = [it for it in source.rollout.chats if source.state_of(it) != "skipped"]
    assert table.total[3] == sum(int(str(row[3])) for row in table.rows) == len(needed)


@pytest.mark.parametrize(
    ("primary", "said"),
    [
        (Primary(), "о переходе 1–4 классов на заседание педагогического совета не позднее 8 дек"),
        (AGREED, "а 3–4 классов также с обучающимися не позднее 14 декабря 2026 г."),
        (AGREED, "(протокол педагогического совета от 20.11.2026 № 4)"),
        (REFUSED, "Учителям 1–4 классов чаты с родителями (законными представителями) и"),
        (REFUSED, "не создавать по решению (протокол педагогического совета от 20.11.2026 № 4)"),
        (replace(AGREED, grades=(1, 2, 3, 4)), "с родителями (законными представителями) и обуч"),
    ],
)
def test_the_order_says_what_becomes_of_the_primary_classes(primary: Primary, said: str) -> None:
    assert said in words("order", board(named(primary=primary)))


def test_the_day_of_the_decision_is_never_a_day_off() -> None:
    # Day 15 after Friday the 20th is Saturday the 5th.
    friday = nameless()
    friday = replace(friday, school=replace(friday.school, structure_created=date(2026, 11, 20)))
    assert "не позднее 4 декабря 2026 г. (пункт 7.4" in words("order", board(friday))
    six = replace(friday, calendar=CalendarChoice(week=6))
    assert "не позднее 5 декабря 2026 г. (пункт 7.4" in words("order", board(six))


def test_the_order_says_which_days_do_not_count_from_the_structure() -> None:
    answers = replace(
        named(primary=replace(AGREED, date=date(2027, 1, 20))),
        deadlines={2: date(2026, 12, 10), 3: date(2026, 12, 18)},
    )
    answers = replace(answers, classes=replace(answers.classes, opened={"8А": date(2027, 3, 1)}))
    text = "\n".join(points(board(answers)))
    assert "от создания структуры школы на платформе — 23 ноября 2026 г.; последний день" in text
    assert "последний день 2 и 3 этапов назначен школой" in text
    assert "срок 4 этапа — от решения педагогического совета" in text
    assert "срок класса, который открыт позже (8А), — от дня его открытия." in text
    assert "на платформе — 23 ноября 2026 г.\n" in "\n".join(points(board()))


def test_a_class_that_opened_later_has_its_own_day_in_the_point_on_primary_classes() -> None:
    answers = named(primary=AGREED)
    answers = replace(answers, classes=replace(answers.classes, opened={"4В": date(2027, 3, 1)}))
    assert (
        "не позднее следующих дней: 1–4 классы — 14 декабря 2026 г., 4В — 22 марта 2027 г. по"
        in words("order", board(answers))
    )


def test_stages_that_are_not_ordered_are_not_cited() -> None:
    for primary in (Primary(), REFUSED):
        text = words("order", board(named(primary=primary)))
        assert "по приложению № 1 (пункты 7.1–7.3 Рекомендаций)" in text


def test_what_the_platform_makes_is_checked_and_not_created() -> None:
    text = "\n".join(points(packed()))
    assert "Учителям 1–4 классов проверить состав чатов с родителями" in text
    assert "проверить состав чатов, которые платформа создаёт сама." in words("minutes", packed())


def test_a_planned_structure_becomes_a_point_of_the_order() -> None:
    assert "создать структуру школы" not in words("order")
    assert "создать структуру школы" in words("order", board(named(planned=True)))


def test_chats_that_wait_for_a_decision_are_not_ordered() -> None:
    table = tables_of(order(board()))[0]
    assert {row[0] for row in table.rows} == {1, 2, 3}
    assert "Чаты 1–4 классов внесут в приложения" in words("order")
    # The days are those of the chats that are ordered; the results are told when all is over.
    assert "с 23 ноября по 8 декабря 2026 г." in words("order")
    assert "отчёт об итогах не позднее 14 декабря 2026 г." in words("order")


def test_the_head_signs_with_initials_first_and_without_slashes() -> None:
    (signed,) = [block for block in order(board()).blocks if isinstance(block, Signature)]
    assert (signed.role, signed.name) == ("Директор", "М. К. Орлова")
    assert "/" not in words("order")


# Выписка


def test_the_extract_has_the_parts_of_an_extract_in_their_order() -> None:
    text = words("minutes", board(named(primary=AGREED)))
    parts = ["ВЫПИСКА ИЗ ПРОТОКОЛА", "20 ноября 2026 г.", "ПРИСУТСТВОВАЛИ", "ПОВЕСТКА ДНЯ"]
    parts += ["СЛУШАЛИ", "РЕШИЛИ", "Голосовали", "Верно"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "31 из 40 членов педагогического совета; кворум имеется (требуется не менее 20)" in text
    assert "«за» — 25, «против» — 4, «воздержались» — 2." in text
    assert "Создать чаты с обучающимися 3–4 классов." in text


def test_one_person_certifies_the_extract() -> None:
    document = minutes(board(named(primary=AGREED)))
    (signed,) = [block for block in document.blocks if isinstance(block, Signature)]
    assert signed.role == "Секретарь педагогического совета"


def test_the_extract_tells_the_facts_as_of_the_day_of_the_meeting() -> None:
    # The council met on the 20th, the structure was created on the 23rd.
    text = words("minutes", board(named(primary=AGREED)))
    assert "Создание структуры школы планируется 23 ноября 2026 г." in text
    later = replace(AGREED, date=date(2026, 11, 25))
    text = words("minutes", board(named(primary=later)))
    assert "Структура школы создана 23 ноября 2026 г." in text


def test_the_recommended_window_is_told_unshifted_and_the_shift_beside_it() -> None:
    text = words("minutes", board(named(primary=AGREED)))
    assert "Срок по Рекомендациям — 8–13 декабря 2026 г." in text
    assert "с учётом выходного дня последний день — 14 декабря 2026 г." in text
    assert "Учителям создать чаты с 8 по 14 декабря 2026 г." in text


def test_a_window_of_one_day_is_that_day() -> None:
    # An order set a day before the recommended window begins.
    answers = replace(named(), deadlines={4: date(2026, 12, 4)})
    text = words("minutes", board(answers))
    assert "в «Сферум» (VK Мессенджер), создать чаты 4 декабря 2026 г." in text
    assert "школе назначен последний день — 4 декабря 2026 г." in text
    assert "не позднее 4 декабря 2026 г. (пункт 7.4" in words("order", board(answers))


def test_grades_without_classes_are_not_resolved_upon() -> None:
    answers = named(primary=replace(AGREED, grades=(1, 4)))
    left = {grade: it for grade, it in answers.classes.by_grade.items() if grade not in ("1", "2")}
    answers = replace(answers, classes=replace(answers.classes, by_grade=left))
    text = words("minutes", board(answers))
    assert "с родителями (законными представителями) 3–4 классов" in text
    assert "Создать чаты с обучающимися 4 класса." in text


def test_a_refusal_is_said_once() -> None:
    text = words("minutes", board(named(primary=REFUSED)))
    assert text.count("не переводить") == 1
    assert "не принято" not in text
    assert "Создать" not in text


def test_an_undecided_school_gets_the_draft_of_a_decision_and_no_extract() -> None:
    document = minutes(board())
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert heads == ["ПРОЕКТ РЕШЕНИЯ"]
    text = text_of(document)
    assert "ВЫПИСКА" not in text
    assert "Верно" not in text
    found = [block for block in document.blocks if isinstance(block, Point)]
    assert [point.number for point in found] == ["1.", "□", "□", "□"]
    assert "«за» — ____" in text


@pytest.mark.parametrize(("chair", "said"), [("for", True), ("against", True), ("", False)])
def test_a_tie_is_explained_by_the_chair(chair: str, said: bool) -> None:
    votes = Votes(40, 30, 15, 15, 0, chair=chair)  # type: ignore[arg-type]
    outcome = "positive" if chair == "for" else "negative"
    primary = replace(AGREED, decision=outcome, votes=votes)
    text = words("minutes", board(named(primary=primary)))
    assert ("решающим стал голос председателя" in text) is said


def test_a_decision_without_a_count_leaves_blanks_and_is_a_draft() -> None:
    primary = replace(AGREED, votes=None, minutes="", date=None)
    text = words("minutes", board(named(primary=primary)))
    assert "«за» — ____" in text
    assert "ПРОЕКТ" in text


def test_a_quorum_of_two_thirds_is_reckoned() -> None:
    primary = replace(AGREED, votes=replace(VOTES, quorum="two_thirds"))
    assert "требуется не менее 27" in words("minutes", board(named(primary=primary)))


def test_a_school_without_primary_classes_has_a_draft_about_the_move() -> None:
    text = words("minutes", board(named("lyceum")))
    assert "О переходе школы" in text
    assert "начальных классов" not in text
    assert "пункты 7.1 и 7.2 Рекомендаций" in text
    answers = replace(named("lyceum"), groups=())
    answers = replace(answers, classes=replace(answers.classes, opened={"11А": date(2027, 3, 1)}))
    assert (
        "создать чаты работников не позднее 26 ноября 2026 г., остальные чаты не позднее следующих"
        " дней: 8–11 классы — 3 декабря 2026 г., 11А — 11 марта 2027 г."
        in words("minutes", board(answers))
    )


# С пакетом указаний


def test_with_the_pack_the_order_checks_what_the_platform_makes_and_leaves_a_line() -> None:
    text = words("order", packed())
    assert "акта органа управления образованием о переходе на MAX ____" in text
    assert "В чатах, которые платформа создаёт сама, проверить в те же дни состав" in text
    assert "(появится сам, проверить состав)" in text
    assert "Инструкцией" not in text
    assert "Инструкцией" not in words("roadmap", packed())
    assert "22.02.2022" not in text


# Лист ознакомления


def test_the_instruction_is_signed_for_by_everybody_of_the_staff_by_surname() -> None:
    (table,) = tables_of(familiarisation(board(named("village"))))
    names = [str(row[1]) for row in table.rows if row[1]]
    assert "Орлова М. К." in names
    assert len(names) == len(set(names))
    assert names.index("Завуч 1-й") < names.index("Иванова И. И.") < names.index("Орлова М. К.")
    roles = {row[1]: row[2] for row in table.rows}
    assert roles["Завуч 1-й"] == "Заместитель директора по учебной работе"
    assert roles["Классная 8"] == "Классный руководитель"


def test_whoever_the_papers_name_signs_for_the_instruction_too() -> None:
    papers = Papers("Соколова Мария Викторовна", "по должности", "Орлова М. К.", "Титова Е. Е.")
    (table,) = tables_of(familiarisation(board(replace(named("village"), papers=papers))))
    roles = {row[1]: row[2] for row in table.rows}
    assert roles["Соколова Мария Викторовна"] == "Ответственный за переход"
    assert roles["Орлова М. К."] == "Директор, председатель педагогического совета"
    assert "по должности" not in roles


def test_a_school_without_names_signs_on_free_rows_of_one_page() -> None:
    (table,) = tables_of(familiarisation(board(nameless())))
    assert [row[1:] for row in table.rows] == [("", "", "", "")] * 23


def test_a_pack_without_the_instruction_has_no_list_to_sign() -> None:
    with pytest.raises(NoDocumentError, match="инструкция 2022 года не применяется"):
        familiarisation(packed())


# Реквизиты


def test_requisites_of_the_plan_stand_on_the_papers_and_end_the_draft() -> None:
    answers = named(primary=AGREED, place="г. Курган")
    papers = Papers("Соколова Мария Викторовна", "Белова В. С.", "Орлова А. П.", "Титова Е. Е.")
    source = board(replace(answers, papers=papers))
    order_text, minutes_text = words("order", source), words("minutes", source)
    assert "ПРОЕКТ" not in order_text + minutes_text + words("roadmap", source)
    assert "с даты подписания приказа: Соколова Мария Викторовна." in order_text
    assert "возложить на следующее лицо: Белова В. С." in order_text
    assert "г. Курган" in order_text
    assert "Председатель — А. П. Орлова." in minutes_text
    (signed,) = [it for it in minutes(source).blocks if isinstance(it, Signature)]
    assert signed.name == "Е. Е. Титова"
    assert remarks("minutes", source) == ()


def test_an_undecided_matter_keeps_the_draft() -> None:
    papers = Papers("Соколова М. В.")
    source = board(replace(named(place="г. Курган"), papers=papers))
    assert "ПРОЕКТ" in words("order", source)
    assert blanks("order", source) == ()


def test_an_appointed_last_day_is_told_beside_the_recommended_window() -> None:
    answers = replace(named(primary=AGREED), deadlines={2: date(2026, 12, 10)})
    text = words("roadmap", board(answers))
    assert "30 ноября – 3 декабря 2026 г." in text
    assert "30 ноября – 10 декабря 2026 г.; назначен школой" in text
    assert "8–11 классы — не позднее 10 декабря 2026 г." in words("parents-note", board(answers))


def test_a_post_behind_a_name_is_said_in_whole_words() -> None:
    papers = Papers(
        "Абрамова А. А., заместитель директора по УР", "Громова А. Е., заместитель директора по ВР"
    )
    for primary in (AGREED, Primary()):
        source = board(replace(named(primary=primary), papers=papers))
        post = "заместитель директора по учебной работе"
        assert f"подписания приказа: Абрамова А. А., {post}." in words("order", source)
        assert "лицо: Громова А. Е., заместитель директора по воспитательной" in words(
            "order", source
        )
        assert f"А. А. Абрамова, {post}. Методические" in words("minutes", source)
        assert f"Абрамова А. А., {post}" in words("roadmap", source)


@pytest.mark.parametrize("name", ["order", "roadmap", "familiarisation", "report"])
def test_a_whole_first_name_stands_once_on_a_paper(name: str) -> None:
    answers = named(primary=AGREED)
    people = replace(answers.people, director="Соколова Мария Викторовна")
    text = words(name, board(replace(answers, people=people), done=Done()))
    assert text.count("Соколова Мария Викторовна") == 1
    assert name == "familiarisation" or "Соколова М. В." in text.replace("М. В. Соколова", "")


def test_whoever_does_two_steps_of_the_road_map_is_called_in_full_once() -> None:
    papers = Papers("Абрамова Анна Андреевна, заместитель директора по УР")
    steps = tables_of(
        catalogue.document("roadmap", "docx", board(replace(named(), papers=papers)), {})
    )[0]
    told = [str(row[2]) for row in steps.rows if "Абрамова" in str(row[2])]
    post = "заместитель директора по учебной работе"
    assert told == [f"Абрамова Анна Андреевна, {post}", f"Абрамова А. А., {post}"]


@pytest.mark.parametrize("name", ["order", "roadmap"])
@pytest.mark.parametrize("primary", [AGREED, REFUSED])
def test_whose_decision_it_was_is_said_once_in_a_breath(name: str, primary: Primary) -> None:
    told = words(name, board(named(primary=primary)))
    assert "совета (протокол педагогического" not in told
    text = words(name, board(named(primary=Primary(primary.decision))))
    assert "протокол" not in text
    if name == "order" or primary is REFUSED:
        assert "по решению (протокол педагогического совета от 20.11.2026 № 4)" in told
        assert "по решению педагогического совета" in text


def test_a_line_to_write_on_says_what_to_write() -> None:
    place = "(место составления или издания)"
    school = "(полное наименование образовательной организации)"
    bare = board(nameless())
    for name in ("order", "minutes", "roadmap", "familiarisation"):
        assert school in words(name, bare), name
        assert school not in words(name), name
    assert place in words("order", bare)
    assert place in words("minutes", bare)
    assert place not in words("minutes", board(named(place="г. Курган")))


def test_the_person_hears_of_an_act_that_is_to_be_written_into_the_order() -> None:
    said = "впишите в приказ: акт органа управления образованием о переходе на MAX"
    assert any(text.startswith(said) for text in remarks("order", packed()))
    assert not any("впишите" in text for text in remarks("order", board()))


def test_chats_that_the_platform_makes_are_checked_in_every_draft() -> None:
    def draft(preset: str) -> str:
        school = (
            preset,
            "undecided",
            "no",
            "MAX with the pack",
            "none",
            "sequential",
            "yes",
            "none",
        )
        return words("minutes", board_of(School(*school)))

    primary, lyceum = draft("primary"), draft("lyceum")
    assert "(MAX), проверить состав чатов с 8 по 14 декабря 2026 г." in primary
    assert "создать чаты с 8" not in primary
    assert "В чатах, которые платформа создаёт сама, проверить в те же дни" in lyceum
    assert "платформа создаёт сама" not in words("minutes", board(named("lyceum")))


def test_a_class_that_had_opened_by_the_meeting_has_the_same_day_in_minutes_and_order() -> None:
    said = "Срок 4 «В» класса отсчитан от дня его открытия: с 3 по 8 декабря 2026 г."
    for opened, told in ((date(2026, 11, 18), True), (date(2026, 12, 1), False)):
        answers = named(primary=AGREED, structure_created=date(2026, 11, 9))
        classes = replace(answers.classes, opened={"4В": opened})
        source = board(replace(answers, classes=classes), done=Done())
        assert (said in words("minutes", source)) is told
        if told:
            assert "4В: 8 декабря 2026 г." in words("order", source).replace(" —", ":")
