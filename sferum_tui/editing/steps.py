"""The eight questions in their order."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """One question: its stable name, its title, its class, its words where room is short: in a row
    of all, and in a narrow one."""

    name: str
    title: str
    class_name: str
    word: str
    short: str = ""


STEPS = (
    Step("school", "Школа", "SchoolQuestion", "Школа"),
    Step("classes", "Классы", "ClassesQuestion", "Классы"),
    Step("subjects", "Предметы", "SubjectsQuestion", "Предметы", "Предм."),
    Step("people", "Люди и органы", "PeopleQuestion", "Люди"),
    Step("groups", "Мини-группы", "GroupsQuestion", "Группы"),
    Step("primary", "Начальные классы", "PrimaryQuestion", "Решение", "Реш."),
    Step("order", "Порядок и календарь", "OrderQuestion", "Порядок"),
    Step("check", "Проверка", "CheckQuestion", "Проверка", "Итог"),
)
NAMES = tuple(step.name for step in STEPS)
CHECK = NAMES.index("check")
