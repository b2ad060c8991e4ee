"""What the sheets of owners and the note to parents say."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from sferum_tui.documents.model import (
    Document,
    Facts,
    Heading,
    Items,
    NoDocumentError,
    Paragraph,
    Table,
)
from sferum_tui.documents.owner_sheets import owner_sheets
from sferum_tui.documents.parents_note import parents_note
from sferum_tui.documents.requisites import remarks
from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.rollout.answers import ChatChoice, Group, Primary
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.owners import owners
from sferum_tui.rollout.plan import Done
from tests.documents.papers import (
    AGREED,
    REFUSED,
    board,
    named,
    tables_of,
    text_of,
    words,
)
from tests.support.program import EVENT, NOW

# Листы


def sheets_of(document: Document) -> dict[str, str]:
    """The text of every sheet by its title without the number, the list of sheets left out."""
    return {
        re.sub(r"^Лист \d+\. ", "", section.title): text_of(Document(title="", sections=(section,)))
        for section in document.sections
        if section.title.startswith("Лист ")
    }


def open_board(preset: str = "city") -> Board:
    """A typical school where nothing is created yet."""
    return board(named(preset), done=Done())


def test_everybody_with_open_chats_gets_a_sheet_of_them() -> None:
    source = board()
    document = owner_sheets(source)
    listed = tables_of(document)[0]
    opened = [chat for chat in source.rollout.chats if source.is_open(chat)]
    assert listed.total[2] == sum(int(str(row[2])) for row in listed.rows) == len(opened)
    tables = tables_of(document)[1:]
    assert [len(table.rows) for table in tables] == [row[2] for row in listed.rows]
    names = {row[0] for table in tables for row in table.rows}
    assert names == {chat.name for chat in opened}


def test_what_is_created_stands_as_done_and_whoever_is_ready_gets_no_sheet() -> None:
    found = sheets_of(owner_sheets(board()))
    assert "Уже созданы: 10А · класс (26 ноября 2026 г.)" in found["Классная 10А"]
    assert "Орлова М. К." not in found


def test_a_short_sheet_takes_half_a_page_and_a_long_one_counts_its_own_pages() -> None:
    sections = owner_sheets(board()).sections
    places = {section.title.partition(". ")[2]: section.place for section in sections}
    assert places["Классная 8А"] == "slip"
    assert places["Предметник История"] == "pages"


def test_a_sheet_of_a_few_chats_is_cut_off_and_one_of_nine_is_not() -> None:
    def place(*chosen: str) -> str:
        answers = replace(named(), chats=ChatChoice(owners=dict.fromkeys(chosen, "диспетчер")))
        return owner_sheets(board(answers, done=Done()), owner="диспетчер").sections[0].place

    assert place("1а", "1г", "1д") == "slip"
    # The city has nine methodical associations.
    assert place("1в") == "pages"


def test_what_was_created_on_one_day_stands_together() -> None:
    early, late = datetime(2026, 11, 25, 9, tzinfo=UTC), datetime(2026, 11, 26, 9, tzinfo=UTC)
    made = {"2а/8А": early, "2б/8А/музыка": late, "2б/8Б/музыка": late}
    teachers = dict.fromkeys(("8А/музыка", "8Б/музыка", "8В/музыка"), "Петров П. П.")
    people = replace(named().people, class_teachers={"8А": "Петров П. П."},
                     subject_teachers=teachers)  # fmt: skip
    document = owner_sheets(board(replace(named(), people=people), done=Done(created=made)))
    told = (
        "Уже созданы: 8А · класс (25 ноября 2026 г.); 8А · Музыка, 8Б · Музыка (26 ноября 2026 г.)"
    )
    assert told in sheets_of(document)["Петров П. П."]


def test_names_of_chats_get_the_room_that_a_box_does_not_need() -> None:
    def first_table(made: bool) -> Table:
        chats = ChatChoice(made=dict.fromkeys(("2а", "2г"), True)) if made else ChatChoice()
        source = board(replace(named(), chats=chats), done=Done())
        return tables_of(owner_sheets(source, owner="Классная 8А"))[0]

    assert [column.width for column in first_table(made=False).columns] == [36, 37, 23, 10]
    assert [column.width for column in first_table(made=True).columns] == [27, 36, 23, 20]
    assert "появится сам, проверьте состав □" in first_table(made=True).rows[0]


def test_the_classes_of_somebody_follow_each_other_as_in_the_school() -> None:
    people = replace(named().people, class_teachers=dict.fromkeys(("10А", "5Б", "8А"), "Ян Я. Я."))
    source = board(replace(named(), people=people), done=Done())
    text = sheets_of(owner_sheets(source))["Ян Я. Я."]
    assert "классный руководитель 5 «Б», 8 «А» и 10 «А» классов" in text
    assert [it.told for it in owners(source) if it.name == "Ян Я. Я."] == [
        "классный руководитель: 5Б, 8А, 10А"
    ]


def test_the_chats_of_a_sheet_stand_by_their_last_day() -> None:
    opened = {"9А": date(2027, 3, 1)}
    people = replace(named().people, subject_teachers=dict.fromkeys(
        ("9А/математика", "9Б/математика", "5А/математика"), "Рыбин Ф. Ф."))  # fmt: skip
    classes = replace(named().classes, opened=opened)
    answers = replace(named(), people=people, classes=classes)
    (table,) = tables_of(owner_sheets(board(answers, done=Done()), owner="Рыбин Ф. Ф."))
    assert [row[0] for row in table.rows] == [
        "9Б · Математика",
        "5А · Математика",
        "9А · Математика",
    ]


def test_sheets_lie_by_surname() -> None:
    answers = named("village")
    teachers = {"5": "Юдина А. А.", "6": "Яшина Б. Б.", "7": "Абрамова В. В."}
    people = replace(answers.people, class_teachers=teachers, subject_teachers={})
    found = list(sheets_of(owner_sheets(board(replace(answers, people=people)))))
    order = [found.index(name) for name in ("Абрамова В. В.", "Юдина А. А.", "Яшина Б. Б.")]
    assert order == sorted(order)


def test_the_sheets_of_one_owner_or_one_class_can_be_had_alone() -> None:
    source = open_board()
    assert list(sheets_of(owner_sheets(source, owner="петров"))) == ["Петров П. П."]
    of_class = tables_of(owner_sheets(source, class_name="8А"))
    assert {str(row[0]).partition(" · ")[0] for it in of_class for row in it.rows} == {"8А"}
    with pytest.raises(NoDocumentError, match="нет открытых чатов"):
        owner_sheets(source, owner="никого такого")


def test_a_school_that_is_ready_has_no_sheets_to_hand_out() -> None:
    rollout = board(named("evening")).rollout
    done = Done(created=dict.fromkeys((chat.id for chat in rollout.chats), NOW))
    with pytest.raises(NoDocumentError, match="все чаты созданы"):
        owner_sheets(rollout.board(done, NOW))


def test_an_owner_that_the_school_has_chosen_gets_all_chats_of_the_kind() -> None:
    answers = replace(named(), chats=ChatChoice(owners={"2г": "социальный педагог"}))
    text = sheets_of(owner_sheets(board(answers)))["Социальный педагог"]
    assert "10 чатов" in text


def test_a_sheet_says_what_to_post_the_first_message_and_where_help_is() -> None:
    text = sheets_of(owner_sheets(open_board()))["Классная 8А"]
    assert "Что писать, чат класса (пункт 7.2 Рекомендаций): план недели" in text
    assert "Это чат нашего класса (8А)" in text
    assert "info@sferum.ru" in text


def test_the_source_is_named_in_full_before_its_points_are_cited() -> None:
    for text in (
        text_of(owner_sheets(open_board())),
        text_of(owner_sheets(open_board(), owner="Классная 8А")),
    ):
        named_at = text.index("«Использование российского программного обеспечения")
        assert text.count("(далее — Рекомендации)") == 1
        assert named_at < text.index("(пункт 7.")


def test_a_class_without_a_letter_takes_the_word() -> None:
    found = sheets_of(owner_sheets(board(completed(preset_answers("village", EVENT)), done=Done())))
    text = found["Классный руководитель 8 класса"]
    assert "ученики 8 класса" in text
    assert "(8 класс)" in text
    assert "чат класса 8 в" in text


def test_a_message_for_several_classes_says_what_to_change() -> None:
    assert "В остальных чатах замените класс." in words("owner-sheets")


def test_a_mini_group_gets_its_own_purpose_and_no_other() -> None:
    groups = (Group("Олимпиада по физике", "needs", 2, (9,), "Петров П. П."),)
    text = sheets_of(owner_sheets(board(replace(named(), groups=groups))))["Петров П. П."]
    assert "Для чего группа (пункт 7.2 Рекомендаций): работа с учениками" in text
    assert "факультатив" not in text


def test_sheets_leave_out_what_is_not_needed_or_not_decided() -> None:
    source = board()
    names = {row[0] for table in tables_of(owner_sheets(source))[1:] for row in table.rows}
    assert not any(
        chat.name in names
        for chat in source.rollout.chats
        if source.state_of(chat) in ("skipped", "preview")
    )
    assert "Листы 1–4 классов появятся после решения" in words("owner-sheets")
    assert "появятся после решения" not in words("owner-sheets", board(named(primary=AGREED)))


def test_every_owner_of_the_plan_is_an_owner_on_paper() -> None:
    source = open_board()
    assert list(sheets_of(owner_sheets(source)))[:3] == [it.title for it in owners(source)[:3]]


# Памятка


def items(document: Document) -> list[str]:
    """The items of all lists."""
    return [text for it in document.blocks if isinstance(it, Items) for text in it.texts]


def test_the_note_says_until_when_the_chat_of_a_class_comes() -> None:
    found = items(parents_note(board(named(primary=AGREED))))
    assert found[:3] == [
        "8–11 классы — не позднее 3 декабря 2026 г.",
        "5–7 классы — не позднее 8 декабря 2026 г.",
        "1–4 классы — не позднее 14 декабря 2026 г.",
    ]


def test_the_note_speaks_to_parents_and_cites_no_paragraph() -> None:
    document = parents_note(board())
    text = text_of(document)
    assert document.twice
    assert not re.search(r"\bп\. \d|пункт", text)
    assert "добровольное" in text
    assert "получит те же сведения другим способом" in text
    assert "info@sferum.ru" in text
    assert "Приглашение пришлёт классный руководитель" in text


@pytest.mark.parametrize(
    ("primary", "said"),
    [
        (Primary(), "1–4 классы — если так решит педагогический совет, не позднее 14 декабря"),
        (
            REFUSED,
            "1–4 классы — чата не будет: так решил педагогический совет 20.11.2026 (протокол № 4)",
        ),
    ],
)
def test_parents_of_primary_classes_read_what_is_decided(primary: Primary, said: str) -> None:
    assert said in text_of(parents_note(board(named(primary=primary))))


@pytest.mark.parametrize(
    ("preset", "primary", "said"),
    [
        ("city", REFUSED, ["чат класса в 5–11 классах", "чаты по предметам в 5–11 классах"]),
        ("city", AGREED, ["чат класса в 3–11 классах", "чаты по предметам в 5–11 классах"]),
        ("lyceum", Primary(), ["чат класса в 8–11 классах", "чаты по предметам в 8–11 классах"]),
        ("primary", AGREED, ["чат класса в 3–4 классах"]),
        ("primary", Primary(), []),
    ],
)
def test_chats_with_pupils_are_those_of_the_plan(
    preset: str, primary: Primary, said: list[str]
) -> None:
    answers = replace(completed(preset_answers(preset, EVENT)), primary=primary)
    found = items(parents_note(board(answers, done=Done())))
    assert [it for it in found if it.startswith(("чат класса", "чаты по"))] == said


@pytest.mark.parametrize(("preset", "primary"), [("evening", Primary()), ("primary", REFUSED)])
def test_a_school_without_chats_for_parents_gets_no_note(preset: str, primary: Primary) -> None:
    with pytest.raises(NoDocumentError, match="нет чатов с родителями"):
        parents_note(board(named(preset, primary)))


def test_no_paragraph_of_the_sheets_is_empty() -> None:
    for block in owner_sheets(open_board()).blocks:
        if isinstance(block, Paragraph):
            assert block.text
        if isinstance(block, Facts):
            assert all(label and text for label, text in block.pairs)


def test_the_note_tells_the_nearest_day_first() -> None:
    answers = named()
    classes = replace(answers.classes, opened={"8А": date(2027, 3, 1)})
    days = items(parents_note(board(replace(answers, classes=classes))))
    mine = [text for text in days if " — не позднее" in text]
    assert mine[0].startswith("8–11 классы — не позднее 3 декабря 2026 г.")
    assert mine[1].startswith("5–7 классы — не позднее 8 декабря 2026 г.")
    assert mine[2].startswith("8А — не позднее 11 марта 2027 г.")


def test_a_class_without_a_chat_is_told_apart_from_its_grade() -> None:
    """Its parents read that the chat of grades 8–11 comes by December and waited for it."""
    skipped = {"2г/8А": "пишем в дневнике", "2г/8В": "нет"}
    found = items(parents_note(board(named(), done=Done(skipped=skipped))))
    assert "8–11 классы — не позднее 3 декабря 2026 г." in found
    assert "8А, 8В — чата с родителями не будет" in found
    everybody = items(parents_note(board(named(), done=Done())))
    assert not any("не будет" in text for text in everybody)
    # A grade that has none is not told at all.
    whole = {f"2г/9{letter}": "нет" for letter in "АБВ"}
    found = items(parents_note(board(named(), done=Done(skipped=whole))))
    assert "8 и 10–11 классы — не позднее 3 декабря 2026 г." in found


def test_stages_that_end_on_one_day_have_one_line_in_the_note() -> None:
    deadlines = {2: date(2026, 12, 11), 3: date(2026, 12, 11)}
    found = items(parents_note(board(replace(named(), deadlines=deadlines))))
    assert "5–11 классы — не позднее 11 декабря 2026 г." in found
    # What waits for a decision is not told together with what is sure.
    days = {**deadlines, 4: date(2026, 12, 11)}
    found = items(parents_note(board(replace(named(), deadlines=days))))
    assert found[:2] == [
        "5–11 классы — не позднее 11 декабря 2026 г.",
        "1–4 классы — если так решит педагогический совет, не позднее 11 декабря 2026 г.",
    ]


def test_a_note_has_one_line_for_many_classes_that_opened_on_days_of_their_own() -> None:
    def lines(*names: str) -> list[str]:
        opened = {name: date(2027, 2, place) for place, name in enumerate(names, 1)}
        answers = replace(named(), classes=replace(named().classes, opened=opened))
        (days, *_) = (it for it in parents_note(board(answers)).blocks if isinstance(it, Items))
        return list(days.texts)

    assert "5А — не позднее 16 февраля 2027 г." in lines("5А")
    many = lines("5А", "6А", "7А", "8А")
    assert len(many) == len(lines("8А"))
    told = "8А — 15 февраля, 5А — 16 февраля, 6А — 17 февраля, 7А — 18 февраля 2027 г."
    assert f"классы, открытые позже, — не позднее этих дней: {told}" in many


def test_a_note_that_half_a_sheet_can_not_hold_leaves_out_what_is_convenient() -> None:
    def heads(name: str, opened: int) -> list[str]:
        answers = named("complex")
        late = [f"{grade}{letter}" for grade in range(1, 12) for letter in "АБ"][:opened]
        days = {name: date(2027, 2, place) for place, name in enumerate(late, 1)}
        answers = replace(
            answers,
            school=replace(answers.school, name=name),
            classes=replace(answers.classes, opened=days),
        )
        note = parents_note(board(answers, done=Done()))
        return [it.text for it in note.blocks if isinstance(it, Heading)]

    whole = heads("МБОУ «СОШ № 12»", 0)
    assert "Чем это удобно" in whole
    assert heads("Очень длинное название школы " * 7, 0) == whole
    short = [text for text in whole if text != "Чем это удобно"]
    assert heads("Очень длинное название школы " * 7, 17) == short


def test_a_sheet_says_once_what_is_to_be_pinned() -> None:
    text = text_of(owner_sheets(board(done=Done())))
    assert "цели — цель урока или большой темы, по которой" in text
    assert "закрепите" not in text
    assert "понятна (закрепить); " in text


def test_whoever_hands_out_sheets_is_told_which_of_their_days_are_past() -> None:
    source = board(named(), done=Done())
    assert remarks("owner-sheets", source)[0] == "уже в прошлом: 1 этап — 26 ноября"
    assert remarks("forms", source)[0] == "уже в прошлом: 1 этап — 26 ноября"
    # No chat with the parents of a class is late yet.
    assert remarks("parents-note", source) == ()
    later = source.rollout.board(Done(), datetime(2026, 12, 4, 9))
    assert remarks("parents-note", later) == ("уже в прошлом: 2 этап — 3 декабря",)


def test_a_school_without_a_name_leaves_no_blank_on_the_list_of_sheets() -> None:
    school = replace(named().school, name="")
    text = text_of(owner_sheets(board(replace(named(), school=school), done=Done())))
    assert "____" not in text
