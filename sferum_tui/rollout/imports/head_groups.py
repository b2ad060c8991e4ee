"""Heads that belong together: columns under one class, a teacher's column for each group, tables
that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sferum_tui.rollout.imports.heads import head_kind, head_roles, is_head
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow, plainly

#: So many columns make a group of them.
_SEVERAL = 2
#: The group in the head of a teacher: «Учитель (1 подгруппа)», «Учитель 2».
_GROUP = re.compile(r"(\d) ?(?:я |ая )?(?:под)?гр|(?:под)?гр\w* ?(?:n )?(\d)|\D (\d)$")


def columns_of_classes(
    rows: Sequence[SheetRow], is_class: Callable[[str], bool]
) -> tuple[dict[int, str], dict[int, int]]:
    """Classes that each stand over several columns: «5А» over «предмет» and «учитель».

    The columns that say most, by class, and the columns of teachers that stand beside them; nothing
    where no head beneath names teachers.
    """
    groups = _under_classes(rows, is_class)
    heads = [[text for _, text in columns] for columns in groups.values()]
    if len(groups) < _SEVERAL or not heads[0]:
        return {}, {}
    # Behind the last class there may be sums and notes.
    length = len(heads[0])
    if any(them[:length] != heads[0] for them in heads) or any(
        len(them) > length for them in heads[:-1]
    ):
        return {}, {}
    roles = [head_roles(text) for text in heads[0]]
    teacher = next((at for at, it in enumerate(roles) if "teacher" in it), None)
    if teacher is None:
        return {}, {}
    said = next((at for at, it in enumerate(roles) if "subject" in it), 0)
    classes = {columns[said][0]: text for text, columns in groups.items()}
    if said == teacher:
        return classes, {}
    return classes, {them[said][0]: them[teacher][0] for them in groups.values()}


def columns_of_parts(
    rows: Sequence[SheetRow], is_class: Callable[[str], bool]
) -> tuple[dict[int, str], dict[int, str]]:
    """Classes whose groups each have a column: «5А» over «1 гр.» and «2 гр.».

    The columns by class, and those of groups by group; nothing where no class is parted so.
    """
    classes: dict[int, str] = {}
    groups: dict[int, str] = {}
    for name, columns in _under_classes(rows, is_class).items():
        named = {at: group for at, head in columns if (group := _group_of(head))}
        if len(named) < _SEVERAL:
            named, columns = {}, columns[:1]
        classes |= {at: name for at, _ in columns if at in named or not named}
        groups |= named
    return (classes, groups) if groups else ({}, {})


def _under_classes(
    rows: Sequence[SheetRow], is_class: Callable[[str], bool]
) -> dict[str, list[tuple[int, str]]]:
    """By class, the columns beneath it, or from it on, with their own heads."""
    *above, last = rows
    upper = above[-1] if above else last
    found: dict[str, list[tuple[int, str]]] = {}
    name = ""
    for place in range(max(len(upper.cells), len(last.cells))):
        if text := upper.cell(place):
            name = text if is_class(text) else name if not above else ""
        head = last.cell(place)
        known = not head or is_class(head) or head_kind(head) or head_roles(head)
        if name and (known or _group_of(head)):
            found.setdefault(name, []).append((place, "" if head == name else plainly(head)))
    return found


def columns_of_groups(heads: Mapping[int, str]) -> dict[int, str]:
    """Columns of teachers, one for each group of the class, with the name of the group."""
    if sum("subject" in head_roles(text) for text in heads.values()) > 1:
        return {}
    teachers = {at: text for at, text in heads.items() if "teacher" in head_roles(text)}
    groups = {at: _group_of(text) for at, text in teachers.items()}
    distinct = all(groups.values()) and len({*groups.values()}) == len(groups)
    return groups if distinct and len(groups) >= _SEVERAL else {}


def _group_of(head: str) -> str:
    found = _GROUP.search(plainly(head.replace("№", " n ")))
    return next(filter(None, found.groups()), "") if found else ""


def side_by_side(sheet: Sheet, heads: Mapping[int, str], start: int) -> Iterator[Sheet]:
    """The tables of a sheet, where the same heads come again to the right of the first ones."""
    places = sorted(heads)
    texts = [plainly(heads[at]) for at in places]
    begins = [at for at, text in zip(places, texts, strict=True) if text == texts[0]]
    width = len(texts) // len(begins) if begins else 0
    parts = [texts[at : at + width] for at in range(0, len(texts), width)] if width > 1 else []
    if len(parts) < _SEVERAL or parts.count(parts[0]) < len(parts) or not is_head(heads[places[0]]):
        yield sheet
        return
    for first, behind in zip(begins, (*begins[1:], sheet.width), strict=True):
        yield replace(sheet, rows=tuple(_cut(sheet.rows, first, behind, start)))


def _cut(rows: Sequence[SheetRow], first: int, behind: int, start: int) -> Iterator[SheetRow]:
    """The rows with the cells of some columns alone; what stands above the heads stays whole."""
    for number, row in enumerate(rows):
        if number >= start - 1:
            cells = tuple("" if at < first else it for at, it in enumerate(row.cells[:behind]))
            faults = {at: it for at, it in row.faults.items() if first <= at < behind}
            row = SheetRow(row.number, cells, faults)
        if any(row.cells) or row.faults:
            yield row
