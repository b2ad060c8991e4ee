"""Heads that belong together: columns under one class, a teacher's column for each group, tables
that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sferum_tui.rollout.imports.filled_down import carried
from sferum_tui.rollout.imports.heads import head_kind, head_roles, is_head
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow, plainly

#: So many columns make a group of them; no sheet has more tables beside one another.
_SEVERAL, _MOST = 2, 30
#: The group in the head of a teacher: «Учитель (1 подгруппа)», «Учитель 2».
_GROUP = re.compile(
    r"(\d) ?(?:я |ая |й )?(?:под)?гр|(?:под)?гр\w* ?(?:n )?(\d)|\D (\d)$"
    r"|^(\d) (?:й )?(?:учител|препод|педаг)"
)
#: Parts of a class that are called by a word.
_CALLED = re.compile(r"^(?:мальчики|девочки|юноши|девушки)$|^(?:баз|проф|углуб)\w*")
_LEVELS = ("баз", "проф", "углуб")
#: Halves of a year, in both of which a class has its lessons.
_TERM = re.compile(r"полугод|четверт|триместр|семестр")
_ORDINALS = ("перв", "втор", "трет")
_ORDINAL = re.compile(r"\b(перв|втор|трет)(?:ый|ой|ий|ая|ья)\b")


def columns_of_classes(
    rows: Sequence[SheetRow], is_class: Callable[[str], bool]
) -> tuple[dict[int, str], dict[int, int]]:
    """Classes that each stand over several columns: «5А» over «предмет» and «учитель».

    The columns that say most, by class, and the columns of teachers that stand beside them; nothing
    where no head beneath names teachers or lessons.
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
    subject = next((at for at, it in enumerate(roles) if "subject" in it), None)
    if teacher is None and subject is None:
        return {}, {}
    said = subject or 0
    classes = {columns[said][0]: text for text, columns in groups.items()}
    if teacher is None or said == teacher:
        # A lesson with its teacher may stand in one cell, beside the room.
        return classes, {}
    return classes, {them[said][0]: them[teacher][0] for them in groups.values()}


def columns_of_parts(
    rows: Sequence[SheetRow], is_class: Callable[[str], bool]
) -> tuple[dict[int, str], dict[int, str]]:
    """Classes whose groups each have a column: «5А» over «1 гр.» and «2 гр.».

    The columns by class, and those of groups by group; nothing where no class is parted so. The
    halves of a year, «1 полугодие» and «2 полугодие», are columns of the class without a group.
    """
    halves = False
    classes: dict[int, str] = {}
    groups: dict[int, str] = {}
    for name, columns in _under_classes(rows, is_class).items():
        named = {at: group for at, head in columns if (group := _group_of(head))}
        terms = [at for at, head in columns if _TERM.search(head)]
        if len(terms) >= _SEVERAL:
            named, halves = {}, True
            classes |= dict.fromkeys(terms, name)
            continue
        if len(named) < _SEVERAL:
            named, columns = {}, columns[:1]
        classes |= {at: name for at, _ in columns if at in named or not named}
        groups |= named
    return (classes, groups) if groups or halves else ({}, {})


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
        if name and (known or _group_of(head) or _TERM.search(head.lower())):
            found.setdefault(name, []).append((place, "" if head == name else plainly(head)))
    return found


def columns_of_groups(
    heads: Mapping[int, str], names_persons: Callable[[int], bool]
) -> dict[int, str]:
    """Columns of teachers, one for each group of the class, with the name of the group.

    «Группа 1» heads teachers where names stand below it.
    """
    if sum("subject" in head_roles(text) for text in heads.values()) > 1:
        return {}
    teachers = {
        at: text
        for at, text in heads.items()
        if "teacher" in (roles := head_roles(text)) or ("group" in roles and names_persons(at))
    }
    groups = {at: _group_of(text) for at, text in teachers.items()}
    if list(groups.values()).count("") == 1 and "1" not in groups.values():
        # «Учитель | Второй учитель»
        groups = {at: group or "1" for at, group in groups.items()}
    distinct = all(groups.values()) and len({*groups.values()}) == len(groups)
    return groups if distinct and len(groups) >= _SEVERAL else {}


def _group_of(head: str) -> str:
    plain = plainly(head.replace("№", " n "))
    if called := _CALLED.search(plain):
        return called[0]
    if re.fullmatch("i{1,3}", plain):
        return str(len(plain))
    found = _GROUP.search(_ORDINAL.sub(lambda word: str(_ORDINALS.index(word[1]) + 1), plain))
    return next(filter(None, found.groups()), "") if found else ""


def is_level(group: str) -> bool:
    """Whether a group is how deep a subject is taught, which all of a class may share."""
    return group.startswith(_LEVELS)


def spread_groups(rows: Sequence[SheetRow]) -> Sequence[SheetRow]:
    """Rows of heads in which «1 гр. | 2 гр.» stand below one cell: it heads each of them."""
    *above, last = rows
    if not above:
        return rows
    cells = list(above[-1].cells) + [""] * (len(last.cells) - len(above[-1].cells))
    for at in range(1, len(last.cells)):
        if not any(row.cell(at) for row in above) and _group_of(last.cell(at)) and cells[at - 1]:
            cells[at] = cells[at - 1] if _group_of(last.cell(at - 1)) else ""
    return (*above[:-1], replace(above[-1], cells=tuple(cells)), last)


# Tables beside one another -----------------------------------------------------------------------


def side_by_side(sheet: Sheet, head: Mapping[int, str], start: int) -> Iterator[Sheet]:
    """The tables of a sheet, where the same heads come again to the right of the first ones.

    What heads no part of them is of all: «Класс | Предмет 1 | Учитель 1 | Предмет 2 | Учитель 2».
    """
    places = sorted(head)
    texts = [re.sub(r"^n? ?\d+ | n? ?\d+$", "", plainly(head[at])) for at in places]
    first, width, times = _repeated(texts)
    whole = width * times == len(texts)
    if not 0 < times <= _MOST or (
        not is_head(head[places[whole and head_kind(head[places[0]]) == "other"]])
        if whole
        else not _says_lesson(texts[first:][:width])
    ):
        yield sheet
        return
    begins = [places[first + number * width] for number in range(times)]
    behind = first + width * times
    end = places[behind] if behind < len(places) else sheet.width
    parts = [range(*it) for it in zip(begins, (*begins[1:], end), strict=True)]
    for own in parts:
        yield replace(sheet, rows=tuple(_cut(sheet.rows, own, parts, start)))


def _repeated(texts: Sequence[str]) -> tuple[int, int, int]:
    """Where a run of heads that comes again begins, how long it is, how often; 0, 0, 0 if none."""
    for first in range(len(texts)):
        for width in range(_SEVERAL, (len(texts) - first) // 2 + 1):
            run = texts[first : first + width]
            times = 1
            while len({*run}) == width and run == texts[(at := first + times * width) : at + width]:
                times += 1
            if times > 1:
                return first, width, times
    return 0, 0, 0


def _says_lesson(heads: Sequence[str]) -> bool:
    """Whether heads name two of what makes a lesson: who teaches what in which class."""
    best = [max(roles, key=lambda it: roles[it]) for it in heads if (roles := head_roles(it))]
    return len({"teacher", "subject", "class"} & {*best}) > 1


def _cut(
    rows: Sequence[SheetRow], own: range, parts: Sequence[range], start: int
) -> Iterator[SheetRow]:
    """The rows without the other parts; what stands above the heads stays whole.

    What stands before the parts and is left empty is what the row above says there.
    """
    before = range(parts[0].start)
    lead: tuple[str, ...] = ()
    for number, row in enumerate(rows):
        if number < start - 1:
            yield row
            continue
        filled = [part for part in parts if any(row.cell(at) or at in row.faults for at in part)]
        lead = tuple(carried([row.lines(at) for at in before], lead))
        if filled and own not in filled:
            continue
        others = {at for part in parts if part != own for at in part}
        cells = tuple("" if at in others else it for at, it in enumerate(row.cells))
        faults = {at: it for at, it in row.faults.items() if at not in others}
        if any(cells) or faults:
            yield SheetRow(row.number, (*lead, *cells[len(before) :]) if filled else cells, faults)
