"""What the sheets of owners and the note to parents say."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sferum_tui.documents.facts import owners
from sferum_tui.documents.model import Heading
from sferum_tui.documents.owner_sheets import owner_sheets
from sferum_tui.documents.parents_note import parents_note
from sferum_tui.rollout.answers import ChatChoice, Primary
from tests.documents.papers import (
    AGREED,
    REFUSED,
    board,
    named,
    tables_of,
    text_of,
    words,
)

# Листы


def test_everybody_who_creates_a_chat_gets_a_sheet_on_a_new_page() -> None:
    source = board()
    found = owners(source)
    document = owner_sheets(source)
    heads = [block for block in document.blocks if isinstance(block, Heading) and block.new_page]
    assert len(heads) == len(found) == len({owner.title for owner in found})
    listed = tables_of(document)[0].rows
    assert len(listed) == len(found)
    assert sum(row[2] for row in listed if isinstance(row[2], int)) == sum(
        len(owner.chats) for owner in found
    )


def test_a_person_with_several_duties_gets_one_sheet() -> None:
    answers = named()
    people = replace(answers.people, class_teachers={"8А": "Иванова И. И."})
    found = [
        owner
        for owner in owners(board(replace(answers, people=people)))
        if owner.name == "Иванова И. И."
    ]
    assert len(found) == 1
    assert "руководитель МО: «начальные классы»" in found[0].told
    assert "классный руководитель 8А" in found[0].told


def test_without_names_every_class_and_subject_has_a_sheet() -> None:
    answers = named()
    people = replace(answers.people, class_teachers={}, subject_teachers={}, director="")
    titles = [owner.title for owner in owners(board(replace(answers, people=people)))]
    assert titles[0] == "Директор"
    assert "Классный руководитель 8А" in titles
    assert "Учитель-предметник: физика" in titles


def test_an_owner_that_the_school_has_chosen_gets_all_chats_of_the_kind() -> None:
    answers = replace(named(), chats=ChatChoice(owners={"2г": "социальный педагог"}))
    found = [owner for owner in owners(board(answers)) if owner.title == "Социальный педагог"]
    assert len(found) == 1
    assert len(found[0].chats) == 10


def test_a_sheet_says_what_to_post_and_the_first_message() -> None:
    text = words("owner-sheets")
    assert "Что рекомендуется писать: Классы (п. 7.2 а)" in text
    assert "план недели: классные, школьные и муниципальные мероприятия" in text
    assert "Это чат нашего класса (8А)" in text
    assert "√ 26.11.2026" in text


def test_a_message_for_several_classes_says_what_to_change() -> None:
    assert "В остальных чатах замените класс." in words("owner-sheets")


def test_sheets_leave_out_what_is_not_needed_or_not_decided() -> None:
    source = board()
    chats = {chat.id for owner in owners(source) for chat in owner.chats}
    assert not any(
        source.state_of(chat) in ("skipped", "preview")
        for chat in source.rollout.chats
        if chat.id in chats
    )
    assert "появятся после решения педсовета" in words("owner-sheets")
    assert "появятся после решения педсовета" not in words(
        "owner-sheets", board(named(primary=AGREED))
    )


# Памятка


def test_the_note_to_parents_marks_the_own_word_of_the_school() -> None:
    text = words("parents-note")
    paragraph = next(line for line in text.splitlines() if "добровольное" in line)
    assert paragraph.endswith("Это слово школы: в рекомендациях об этом не говорится.")
    assert text.count("(п. 6)") == 4
    assert "info@sferum.ru" in text


@pytest.mark.parametrize(
    ("primary", "said"),
    [
        (Primary(), "если так решит педагогический совет"),
        (REFUSED, "по решению педагогического совета чатов не будет"),
    ],
)
def test_parents_of_primary_classes_read_what_is_decided(primary: Primary, said: str) -> None:
    assert said in text_of(parents_note(board(named(primary=primary))))


def test_a_school_without_chats_for_parents_promises_none() -> None:
    document = parents_note(board(named("evening")))
    assert not tables_of(document)
