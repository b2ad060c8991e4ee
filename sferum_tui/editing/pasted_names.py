"""A block of names that is pasted into the table of those who teach, read as any table is.

Apart from the table, which most walks through the questions see without pasting.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from sferum_tui.editing.teachers import CLASS_TEACHER, Cell
from sferum_tui.rollout.class_names import known_names, only_class
from sferum_tui.rollout.imports.heads import head_roles, is_head
from sferum_tui.rollout.imports.subject_names import SubjectNames
from sferum_tui.text import LONGEST, tidy


class PasteError(ValueError):
    """A pasted block holds something else than names; the message says what, in Russian."""


def pasted(
    text: str,
    at: tuple[int, int],
    classes: Sequence[str],
    columns: Sequence[str],
    names: SubjectNames,
) -> dict[Cell, str]:
    """The cells that a pasted block fills, from a cell on, or by its own heads.

    Columns stand apart by tabs. A first line of subjects and a first column of classes, or the
    other way round, say themselves where the names go; cells that the table lacks are given back
    too, those beyond its edges under numbers. Raises `PasteError` where the block is a table of
    another layout.
    """
    head, *body = _lines(text) or [[]]
    heads = [_title(cell, columns, names) for cell in head]
    tops = [_class_of(cell, classes) for cell in head]
    down = [_class_of(line[0], classes) for line in body]
    found: Iterable[tuple[str, str, str]]
    if any(tops[1:]) and not any(down):
        subjects = [_title(line[0], columns, names) or tidy(line[0]) for line in body]
        found = _crossed(subjects, tops, body)
        found = [(name, subject, who) for subject, name, who in found]
    elif body and (any(heads) or (all(down) and not tops[0] and is_head(head[0]))):
        titles = [heads[it] or tidy(cell) for it, cell in enumerate(head)]
        apart = bool(body) and all(down)
        named = down if apart else list(classes[at[0] :])
        found = _crossed(named, ["", *titles[1:]] if apart else titles, body)
    else:
        apart = all((*down, tops[0]))
        titles = [*([""] if apart else []), *columns[at[1] :]]
        named = [tops[0], *down] if apart else list(classes[at[0] :])
        found = _crossed(named, titles, [head, *body])
    return {(name, title): _name(who, names) for name, title, who in found}


def _lines(text: str) -> list[list[str]]:
    """The lines of a block, of which a cell may hold several in quotation marks."""
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n")), delimiter="\t")
    try:
        return [row for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise PasteError("в этом тексте нет имён для таблицы") from error


def _crossed(
    named: Sequence[str], titles: Sequence[str], lines: Iterable[Sequence[str]]
) -> Iterator[tuple[str, str, str]]:
    """What stands in each row under each title; beyond the table both are numbers."""
    for row, line in enumerate(lines):
        name = named[row] if row < len(named) else str(row)
        for column, cell in enumerate(line):
            title = titles[column] if column < len(titles) else str(column)
            if name and title and cell.strip():
                yield name, title, "; ".join(map(tidy, cell.splitlines()))


def _name(text: str, names: SubjectNames) -> str:
    """A name of a block. Raises `PasteError`: a class, a subject or a head is none."""
    parts = text.split(";")
    shaped = all(re.search(r"[^\W\d_]{2}", part) and not _class_of(part, ()) for part in parts)
    if names.known(text) or is_head(text) or not shaped:
        raise PasteError(f"«{text[:30]}» — не имя: таблицу другого вида возьмёт «Из файла», F7")
    if len(text) > LONGEST:
        raise PasteError(f"«{text[:30]}…» длиннее {LONGEST} знаков")
    return text


def _title(text: str, columns: Sequence[str], names: SubjectNames) -> str:
    """The column that a head means; "" if none."""
    if "class_teacher" in head_roles(text):
        return CLASS_TEACHER
    subject = names.read(tidy(text), "", columns)
    return subject if subject in columns else names.united(subject, "") if subject else ""


def _class_of(text: str, classes: Sequence[str]) -> str:
    """The class that a cell names, in the table or not; "" if none."""
    found = only_class(tidy(text), known_names(classes))
    return found.name if found else ""
