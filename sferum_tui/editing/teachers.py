"""Who teaches which class what, as a table of typed names: classes down, subjects across."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.school import ClassNameError, canonical_class
from sferum_tui.text import look_alike, tidy

#: The column of class teachers, before those of the subjects.
CLASS_TEACHER = "классный руководитель"
#: Characters of the names in a cell, at most.
LONGEST = 120

#: A cell: the name of a class, and a subject or `CLASS_TEACHER`.
Cell = tuple[str, str]


def columns_of(rollout: Rollout) -> tuple[str, ...]:
    """The class teacher, then every subject that a class has chats for."""
    subjects = (chat.subject for chat in rollout.of_scope("subject"))
    return tuple(dict.fromkeys((CLASS_TEACHER, *subjects)))


def taught_cells(rollout: Rollout) -> frozenset[Cell]:
    """The cells in which a name may stand."""
    lessons = {(chat.class_name, chat.subject) for chat in rollout.of_scope("subject")}
    return frozenset(lessons.union((item.name, CLASS_TEACHER) for item in rollout.classes))


def names_in(answers: Answers, cells: Iterable[Cell]) -> dict[Cell, str]:
    """The names of the plan by cell; those of subgroups stand behind one another: «Ким; Ли»."""
    people = answers.people
    found = {}
    for name, subject in cells:
        if subject == CLASS_TEACHER:
            found[name, subject] = people.class_teachers.get(name, "")
            continue
        whole = people.subject_teachers.get(f"{name}/{subject}", "")
        groups = answers.subjects.subgroups.get(f"{name}/{subject}", ())
        own = [people.subject_teachers.get(f"{name}/{subject}/{it}", "") for it in groups]
        found[name, subject] = "; ".join(it or whole for it in own) if any(own) else whole
    return {cell: text for cell, text in found.items() if text}


def with_names(answers: Answers, names: Mapping[Cell, str]) -> Answers:
    """The answers with these names in their cells; other cells stay as they are."""
    people = answers.people
    leaders, teachers = dict(people.class_teachers), dict(people.subject_teachers)
    for (name, subject), text in names.items():
        if subject == CLASS_TEACHER:
            _put(leaders, name, tidy(text))
            continue
        key = f"{name}/{subject}"
        groups = answers.subjects.subgroups.get(key, ())
        parts = [tidy(part) for part in text.split(";")]
        apart = len(groups) > 1 and len(parts) > 1
        _put(teachers, key, "" if apart else tidy(text))
        for number, group in enumerate(groups):
            own = parts[number] if apart and number < len(parts) else ""
            _put(teachers, f"{key}/{group}", own)
    new = replace(people, class_teachers=leaders, subject_teachers=teachers)
    return replace(answers, people=new)


def _put(table: dict[str, str], key: str, name: str) -> None:
    if name:
        table[key] = name
    else:
        table.pop(key, None)


def pasted(
    text: str, at: tuple[int, int], classes: Sequence[str], columns: Sequence[str]
) -> dict[Cell, str]:
    """The cells that a pasted block fills, from a cell on, or by its own heads.

    Columns stand apart by tabs. A first line that names subjects, and a first column of classes,
    say themselves where the names go.
    """
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    known = {look_alike(title): title for title in columns}
    heads = [known.get(look_alike(tidy(cell))) for cell in lines[0]] if lines else []
    headed = any(heads)
    body = lines[1:] if headed else lines
    named = [_class_of(line[0], classes) for line in body]
    if not (body and all(named)):
        named = [classes[it] if it < len(classes) else "" for it in range(at[0], at[0] + len(body))]
        shift = 0
    else:
        shift = 1
    found = {}
    for name, line in zip(named, body, strict=True):
        for number, cell in enumerate(line[0 if headed else shift :]):
            place = at[1] + number
            title = heads[number] if headed and number < len(heads) else ""
            if not headed:
                title = columns[place] if place < len(columns) else ""
            if name and title and tidy(cell):
                found[name, title] = tidy(cell)[:LONGEST]
    return found


def _class_of(text: str, classes: Sequence[str]) -> str:
    try:
        name = canonical_class(tidy(text))
    except ClassNameError:
        return ""
    return name if name in classes else ""
