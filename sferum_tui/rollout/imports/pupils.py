"""Lists of pupils: told apart from lists of teachers, and read for classes and their sizes alone.

No name of a child goes into any value that this package gives back.
"""

from __future__ import annotations

import re
from collections import defaultdict

from sferum_tui.rollout.imports.columns import PERSONS
from sferum_tui.rollout.imports.entries import Entry, SheetReading
from sferum_tui.rollout.imports.heads import PUPIL, head_kind
from sferum_tui.rollout.imports.sheets import plainly
from sferum_tui.rollout.people import people_in

#: A class or a lesson that so many different persons stand for is one of pupils.
_MANY = 5
#: So many persons for a class on the average are no class teachers.
_SEVERAL = 1.6

_TEACHERS = re.compile("учител|преподават|педагог|руковод")
#: A person in a title or a message.
_SOMEBODY = re.compile(r"[А-ЯЁ][а-яё-]+\s+[А-ЯЁ](?:\.|[а-яё])")
#: Columns that staff alone have.
_STAFF = re.compile(r"стаж|ставк|квалификац")

#: What the preview says of such a table.
PUPILS_NOTE = (
    "Это список учеников: берутся только названия классов и сколько в них человек. "
    "Имена программа не берёт и нигде не хранит"
)
_WHO = "кто эти люди, в таблице не сказано: классные руководители ли это?"
_POINTS = "заголовков нет, а числа похожи на баллы: не ученики ли это?"
#: No class has more hours of a lesson in a week.
_MOST_HOURS = 12
_CHILDREN = "имена без отчеств, и нигде не сказано, что это учителя: не ученики ли это?"
#: What is wrong with a row of persons who may be pupils.
NOT_TOLD = "непонятно, какой это класс или кто это: нужно, например, 5А или 5-1 и одно имя"
#: Why such a table names no teachers.
PUPILS_REFUSED = (
    "это похоже на список учеников, а не учителей: из него не берётся ни одно имя. "
    "Названия классов и численность возьмёт импорт классов"
)


def is_of_pupils(reading: SheetReading) -> bool:
    """Whether a table lists pupils: their own columns, or many persons for one class."""
    columns = reading.columns
    if any(it.who in ("pupil", "parent") for it in reading.entries):
        return True
    if columns.kinds & PUPIL and not _of_teachers(reading):
        return True
    if _title_names_pupils(reading):
        return True
    if columns.has("class_teacher") or _of_teachers(reading):
        return False
    persons: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in reading.entries:
        if entry.teacher and entry.classes and not (columns.matrix and entry.subject):
            key = plainly(entry.classes), plainly(entry.subject)
            persons[key].add(plainly(entry.teacher))
    if not persons or any(it.who == "staff" for it in reading.entries):
        return False
    most = max(map(len, persons.values()))
    if is_unclear(reading):
        # No class has two class teachers: where nothing says who they are, they are no teachers.
        return most > 1 or "private" in columns.kinds
    return most >= _MANY or sum(map(len, persons.values())) / len(persons) > _SEVERAL


def _title_names_pupils(reading: SheetReading) -> bool:
    """Whether a title says that the persons below are pupils: «Список обучающихся»."""
    columns = reading.columns
    if not any(map(columns.has, PERSONS)) or columns.has("size") or _of_teachers(reading):
        return False
    return any(
        head_kind(text) in ("pupil", "elected", "parent") and not _TEACHERS.search(text.lower())
        for text in reading.titles
    )


def _of_teachers(reading: SheetReading) -> bool:
    """Whether a head says in words that the persons are teachers, or tells what staff alone has."""
    columns = reading.columns
    if any(_STAFF.search(plainly(it.head)) for it in columns.columns):
        return True
    heads = [plainly(it.head) for it in columns.columns if it.role]
    # Those of groups and of columns beside lessons stand in no list of columns.
    crossed = (*columns.groups, *columns.beside.values())
    heads += [row.cell(at).lower() for row in reading.sheet.rows[: columns.start] for at in crossed]
    return any(map(_TEACHERS.search, heads))


def may_name_pupils(reading: SheetReading) -> bool:
    """Whether what stands in a table, though it is no list of pupils, must not be told."""
    return bool(why_unclear(reading)) or bool(reading.columns.kinds & PUPIL)


def why_unclear(reading: SheetReading) -> str:
    """Why the persons of a table may be no teachers, in Russian; "" where that is clear."""
    if is_unclear(reading):
        return _WHO
    if _tells_points(reading):
        return _POINTS
    return _CHILDREN if _named_as_children(reading) and not _of_teachers(reading) else ""


def _tells_points(reading: SheetReading) -> bool:
    """Whether numbers without a head are too large for hours: points of an examination."""
    if reading.columns.headed or not reading.has("teacher"):
        return False
    rows = reading.sheet.rows
    columns = (
        [row.cell(it.place) for row in rows] for it in reading.columns.columns if not it.role
    )
    return any(
        2 * sum(_MOST_HOURS < _number(it) <= 100 for it in them) > len(rows) for them in columns
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _named_as_children(reading: SheetReading) -> bool:
    """Whether most persons have a full first name and no patronymic."""
    people = [it for e in reading.entries for it in people_in(e.teacher).people if e.teacher]
    bare = sum(bool(it.first and not it.first.endswith(".") and not it.patronymic) for it in people)
    return 2 * bare > len(people)


def _says_teachers(reading: SheetReading) -> bool:
    """Whether a head says that the persons are teachers, or a title where no name is a child's."""
    # «Классный руководитель: Ландау Л. Д.» above a list does not say who stands in it.
    titles = (text for text in reading.titles if not _SOMEBODY.search(text))
    titled = any(_TEACHERS.search(text.lower()) for text in titles)
    return _of_teachers(reading) or (titled and not _named_as_children(reading))


def is_unclear(reading: SheetReading) -> bool:
    """Whether nothing in a table says who its persons are."""
    columns = reading.columns
    if not any(it.teacher or it.leader for it in reading.entries):
        return False
    if not columns.headed and any(text.startswith("«учитель»") for text in columns.weak):
        # Of two columns of persons without heads one may be that of pupils.
        return True
    clear = columns.has("class_teacher") or reading.names_subjects
    said = clear or (columns.matrix and any(it.leader for it in reading.entries))
    return not said and not _says_teachers(reading)


def harmless(fault: str, private: bool) -> str:
    """A fault that tells nothing of what stands in a list of persons who may be pupils."""
    return NOT_TOLD if private and ("«" in fault or _SOMEBODY.search(fault)) else fault


def counted(entries: tuple[Entry, ...]) -> int:
    """How many different persons entries name; rows without a name count each.

    Where rows call some persons pupils, these alone are; parents never are.
    """
    called = {entry.who for entry in entries}
    entries = tuple(it for it in entries if it.who == ("pupil" if "pupil" in called else ""))
    named = {plainly(entry.teacher) for entry in entries if entry.teacher}
    return len(named) + sum(not entry.teacher for entry in entries)


def tells_sizes(reading: SheetReading) -> bool:
    """Whether the rows of a list of pupils are all pupils, not their marks, lessons or monitors."""
    named = any(reading.columns.has(it) for it in PERSONS) or "pupil" in reading.columns.kinds
    if not named:
        return False
    other = {"mark", "time", "absent", "elected"} & reading.columns.kinds
    return not other and not reading.columns.has("subject")
