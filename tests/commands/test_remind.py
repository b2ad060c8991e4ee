"""Reminders: who has not created what, the latest first, a block for each."""

from __future__ import annotations

from tests.commands.conftest import Cli, Small

NAMES = {
    "[subjects]": """[people.class_teachers]
"8А" = "Иванова Ирина Ивановна"

[people.subject_teachers]
"8А/математика" = "Иванова И. И."
"8Б/математика" = "И.И. ИВАНОВА"
"8А/физика" = "Петров П. П."

[subjects]"""
}


def test_one_person_gets_one_message_however_the_name_is_spelt(cli: Cli, small: Small) -> None:
    plan = small(replace=NAMES)
    ran = cli("remind", "--plan", plan, "--now", "2026-12-01T09:00", "--owner", "иванова")
    assert ran.code == 0
    assert ran.out == (
        "Иванова Ирина Ивановна, в «Сферуме» осталось создать 4 чата:\n"
        "до 3 декабря: 8А · класс; 8А · Математика; 8Б · Математика; 8А · родители.\n"
    )


def test_who_is_late_stands_first_and_is_told(cli: Cli, small: Small) -> None:
    plan = small(replace=NAMES)
    found = cli("remind", "--json", "--plan", plan, "--now", "2026-12-05T09:00").json
    assert found[0]["owner"] == "Директор"
    ivanova = next(item for item in found if item["owner"] == "Иванова Ирина Ивановна")
    assert (ivanova["open"], ivanova["overdue"], ivanova["next_day"]) == (4, 4, "2026-12-03")
    assert "до 3 декабря (срок прошёл): " in ivanova["text"]
    assert [item["overdue"] > 0 for item in found] == sorted(
        (item["overdue"] > 0 for item in found), reverse=True
    )


def test_what_is_created_or_not_needed_is_not_asked_for(cli: Cli, small: Small) -> None:
    plan = small(replace=NAMES)
    cli("mark", "8А/физика", "--as", "created", "--plan", plan)
    cli("mark", "2б/8А/физика", "--as", "skipped", "--plan", plan)
    ran = cli("remind", "--plan", plan, "--owner", "Петров")
    assert (ran.code, ran.out) == (0, "")
    assert "Напоминать некому" in ran.err


def test_due_leaves_out_what_has_time(cli: Cli, small: Small) -> None:
    plan = small(replace=NAMES)
    due = cli("remind", "--due", "--json", "--plan", plan, "--now", "2026-12-01T09:00").json
    every = cli("remind", "--json", "--plan", plan, "--now", "2026-12-01T09:00").json
    assert {item["owner"] for item in every} - {item["owner"] for item in due} == {
        "Классный руководитель 5А",
        "Учитель-предметник: математика",
    }


def test_a_name_that_nobody_bears_is_told_as_such_while_others_have_open_chats(
    cli: Cli, small: Small
) -> None:
    ran = cli("remind", "--plan", small(replace=NAMES), "--owner", "Сидоров")
    assert (ran.code, ran.out) == (0, "")
    assert "не найдено «Сидоров»" in ran.err
    assert "открытых чатов нет" not in ran.err
