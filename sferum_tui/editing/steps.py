"""The eight questions in their order."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """One question: its stable name, its word in the list of steps, and where its class is."""

    name: str
    title: str
    class_name: str


STEPS = (
    Step("school", "Школа", "SchoolQuestion"),
    Step("classes", "Классы", "ClassesQuestion"),
    Step("subjects", "Предметы", "SubjectsQuestion"),
    Step("people", "Люди и органы", "PeopleQuestion"),
    Step("groups", "Мини-группы", "GroupsQuestion"),
    Step("primary", "Начальные классы", "PrimaryQuestion"),
    Step("order", "Порядок и календарь", "OrderQuestion"),
    Step("check", "Проверка", "CheckQuestion"),
)
NAMES = tuple(step.name for step in STEPS)
CHECK = NAMES.index("check")
