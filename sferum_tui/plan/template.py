"""A new plan file: every key with a word on what it means, so that a person can edit it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sferum_tui.guidance.loading import load_recommendations
from sferum_tui.plan.tree import Tree, answers_tree
from sferum_tui.rollout.plan import Plan
from sferum_tui.toml.text import WIDTH, toml_key, toml_keys, toml_value, toml_wrapped

SCHEMA = 1
#: Where comments begin, in characters from the left.
_COLUMN = 36

_TITLES: dict[tuple[str, ...], str] = {
    ("classes",): 'класс = литеры или имена; "" = без литеры («8»)',
    ("classes", "mixed"): "класс-комплект: этап (обычно по старшему классу)",
    ("classes", "opened"): "открыт позже: срок считается отсюда",
    ("subjects",): "предметные чаты по параллелям; [] = не создаём",
    ("subjects", "subgroups"): '"8А/английский язык" = ["1", "2"]',
    ("people",): "имена необязательны",
    ("people", "class_teachers"): '"8А" = "Иванова И. И."',
    ("people", "subject_teachers"): '"8А/математика" = "Петров П. П."; "8А/математика/1" = …',
    ("chats", "names"): 'шаблоны имён по видам: "2г" = "{class} · родители"',
    ("chats", "owners"): 'кто создаёт, по видам: "1д" = "заместитель по ВР"',
    ("primary",): "решение педсовета о 1–4 классах (п. 7.4)",
    ("done", "created"): "чат создан: когда",
    ("done", "auto"): "создан платформой сам, состав проверен",
    ("done", "skipped"): "не нужен: почему",
    ("notes",): '"2г/8А" = "двое родителей без смартфона"',
}
_COMMENTS: dict[tuple[str, ...], str] = {
    ("school", "timezone"): "часовой пояс школы",
    ("school", "structure_created"): "день 0",
    ("school", "planned"): "true, если структура ещё не создана",
    ("school", "platform"): '"VK Мессенджер", "MAX" или другое имя',
    ("calendar", "counting"): "дни: calendar | working",
    ("calendar", "week"): "рабочих дней в неделе: 5 | 6",
    ("calendar", "move_last_day"): "с выходного на следующий рабочий день",
    ("calendar", "days_off"): "свои выходные: [2027-01-11]",
    ("calendar", "working_days"): "свои рабочие дни",
    ("calendar", "vacations"): '{title = "каникулы", first = 2026-12-31, last = 2027-01-10}',
    ("order", "mode"): "этапы: sequential | simultaneous",
    ("order", "stages"): 'иначе для этапа: {3 = "simultaneous"}',
    ("people", "deputies"): "заместители: обязанность, имя, кого ведут (levels)",
    ("people", "associations"): "МО: предметы и руководитель (head)",
    ("people", "bodies"): "органы родителей; together = true — в одном чате",
    ("people", "extra_education"): "есть педагоги дополнительного образования",
    ("chats", "without"): 'виды, которые не создаём: ["2г"]',
    ("primary", "decision"): "undecided | positive | negative",
    ("primary", "pupils"): "и чаты с учениками (4б)",
    ("primary", "grades"): "в каких классах 4б",
    ("primary", "date"): "когда решили",
    ("primary", "minutes"): "номер протокола",
    ("primary", "votes"): "голоса; quorum: half | two_thirds; chair: for | against",
}
#: What a decision may add, for a person who writes it by hand.
_MORE_OF_PRIMARY = (
    "# Здесь бывают ещё date (когда решили) и votes (голоса), например:",
    "#   date = 2026-11-20",
    "#   votes = {members = 40, present = 31, for = 25, against = 4, abstained = 2}",
    '#   в votes же: quorum = "half" | "two_thirds", chair = "for" | "against" (председатель)',
)


def new_plan(plan: Plan) -> tuple[str, Tree]:
    """The text of a new plan file, and what it says."""
    tree: Tree = {
        "schema": SCHEMA,
        **answers_tree(plan.answers),
        "done": {
            "created": dict(plan.done.created),
            "auto": dict(plan.done.auto),
            "skipped": dict(plan.done.skipped),
        },
        "notes": dict(plan.notes),
    }
    if not tree["groups"]:
        del tree["groups"]
    return "\n".join(_lines(tree)) + "\n", tree


def _lines(tree: Tree) -> Iterator[str]:
    yield "# План перехода школы в «Сферум». Правьте свободно: порядок, комментарии и свои ключи"
    yield "# программа сохранит. Проверить после правки: sferum-tui check ЭТОТ_ФАЙЛ"
    yield f"schema = {SCHEMA}"
    for name, table in tree.items():
        if name == "people":
            yield from _table((name,), table)
            yield from _groups(tree.get("groups", []))
        elif isinstance(table, Mapping):
            yield from _table((name,), table)


def _table(path: tuple[str, ...], table: Mapping[str, Any]) -> Iterator[str]:
    below = [
        key for key, value in table.items() if isinstance(value, Mapping) and _is_table(path, key)
    ]
    if len(below) < len(table) or not table:
        yield ""
        yield from _commented(f"[{toml_keys(path)}]", _TITLES.get(path, ""))
    for key, value in table.items():
        if key not in below:
            start = f"{toml_key(key)} = "
            text = start + toml_wrapped(value, len(start))
            if path == ("people",) and isinstance(value, list) and value:
                text = start + _items(value)
            yield from _commented(text, _COMMENTS.get((*path, key), ""))
    if path == ("primary",):
        yield from _MORE_OF_PRIMARY
    for key in below:
        yield from _table((*path, key), table[key])


def _is_table(path: tuple[str, ...], key: str) -> bool:
    return (*path, key) in _TITLES


def _items(value: list[Any]) -> str:
    return "\n".join(("[", *(f"  {toml_value(item)}," for item in value), "]"))


def _commented(text: str, comment: str) -> Iterator[str]:
    """A statement with its comment beside it, or above where there is no room."""
    lines = text.split("\n")
    if not comment:
        yield from lines
    elif len(lines) > 1:
        yield f"{lines[0]:<{_COLUMN - 1}} # {comment}"
        yield from lines[1:]
    elif len(text) < _COLUMN or len(text) + len(comment) + 4 <= WIDTH:
        yield f"{text:<{_COLUMN - 1}} # {comment}"
    else:
        yield f"# {comment}"
        yield text


def _groups(groups: list[Tree]) -> Iterator[str]:
    recommendations = load_recommendations()
    purposes = [f"{item.id} ({item.title})" for item in recommendations.purposes]
    yield ""
    yield "# Мини-группы: таблица [[groups]] на каждую. Зачем (purpose):"
    for purpose in purposes:
        yield f"#   {purpose}"
    if not groups:
        yield "#"
        yield from (
            f"# {line}"
            for line in (
                "[[groups]]",
                f'title = "{recommendations.purposes[0].suggestions[-1]}"',
                f'purpose = "{recommendations.purposes[0].id}"',
                f"stage = {recommendations.group_stages[0]}",
                "grades = [9, 10]",
                'owner = ""',
            )
        )
    for number, group in enumerate(groups):
        yield from [""] * bool(number)
        yield "[[groups]]"
        yield from (f"{toml_key(key)} = {toml_value(value)}" for key, value in group.items())
