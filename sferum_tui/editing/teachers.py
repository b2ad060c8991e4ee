"""Who teaches which class what, as a table of typed names: classes down, subjects across."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Rollout
from sferum_tui.text import tidy

#: The column of class teachers, before those of the subjects.
CLASS_TEACHER = "классный руководитель"
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
