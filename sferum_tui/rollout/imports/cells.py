"""What the columns of a table hold: classes, persons, subjects, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from sferum_tui.rollout.class_names import DoubtfulClassError, read_classes
from sferum_tui.rollout.class_notes import grade_in
from sferum_tui.rollout.imports.groups import split_subject
from sferum_tui.rollout.imports.heads import is_head
from sferum_tui.rollout.imports.sheets import SheetRow
from sferum_tui.rollout.people import looks_like_name, people_in
from sferum_tui.rollout.school import LETTERS, ClassNameError, normal_letter

Test = Callable[[str], bool]

#: What no lesson is, in the cell of a matrix.
NO_LESSON = frozenset(("", "0", "-", "–", "—", "0,0", "нет"))
#: More pupils than that no class has.
LARGEST_CLASS = 60
_SIZE = re.compile(r"(\d{1,4})(?:,0)?(?:\s*(?:чел\w*|уч\w*|дет\w*|ребен\w*)\.?)?")

_NUMBER = re.compile(r"\d+(?:[.,/+]\d+)?")
#: What cells of a kind look like.
_SHAPES: Mapping[str, Callable[[str], object]] = {
    "any_number": _NUMBER.fullmatch,
    "number": grade_in,
    "count": lambda text: 0 < size_in(text) <= LARGEST_CLASS,
    "counted": lambda text: 0 < size_in(text) <= LARGEST_CLASS and not text.isdecimal(),
    "few": re.compile(r"[123]").fullmatch,
    "letter": re.compile(r"[«\"]?[^\W\d_][»\"]?").fullmatch,
    "letters": re.compile(r"[«\"]?[^\W\d_][»\"]?(?:[\s,;и]+[^\W\d_])*").fullmatch,
    "given": re.compile(r"[А-ЯЁ][а-яё-]+").fullmatch,
    "day": re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}").fullmatch,
}
#: A number of hours behind a lesson: «математика 5», «физика - 2 ч», «химия (2)».
_HOURS = re.compile(r"[\s,:(–—-]*\d+(?:[.,]\d+)?\s*(?:ч(?:\.|ас\w*)?)?\s*\)?\s*$")
_BETWEEN = re.compile(r"[,;/+&\n]|\.\s(?!\(|\d\s*(?:под)?гр)|\s[иИ]\s")
#: A subject and the classes behind it.
_WITH_CLASSES = re.compile(r"((?:[^\d:(]|\([^\d()]+\))+?)\s*[:(–—-]?\s*(\d.*)")
#: Classes and the subject behind them.
_CLASSES_FIRST = re.compile(
    r"((?:\d{1,2}\s?-?\s?[«\"„]?[^\W\d_][»\"“]?[,\s]*)+)(?:[-–—:(]|(?<=\s))\s*([^\d;,()]+)\)?[,;\s]*"
)
#: Classes in brackets: «математика (5А, 5Б) – 10 ч».
_BRACKETED = re.compile(r"((?:^|[;,\n]\s*)[^\d(;,\n]+)\((?!\d+\s*ч)(\d[^()]*)\)")
#: Where the next lesson of a cell begins that has its teacher behind it.
_NEXT_TAUGHT = re.compile(r"[;\n]+|,\s+(?=[^\W\d_]{3}[^,;]*\s[-–—]\s|[^\W\d_]{3}[^,;]*[:(])")
#: Where the next lesson of a cell begins.
_NEXT = re.compile(r"[;\n]\s*|[,.]\s+(?=[^\W\d_]{3})")


class Cells:
    """What the columns of the first rows hold: which share of their cells is of a kind."""

    def __init__(
        self, rows: Sequence[SheetRow], known: Mapping[str, str], is_subject: Test
    ) -> None:
        self._rows = rows
        self._width = max((len(row.cells) for row in rows), default=0)
        self._known = known
        self._tests: dict[str, Callable[[str], object]] = {
            **_SHAPES,
            "class": has_letter,
            "doubtful": self._doubtful,
            "person": looks_like_name,
            "nameish": _nameish,
            "subject": is_subject,
            "lessons": lambda text: lessons_of(text, is_subject),
            "group": lambda text: len(text) <= 60 and not has_letter(text),
        }
        self._shares: dict[tuple[int, str], float] = {}

    def share(self, place: int, kind: str) -> float:
        """The share of a column's cells that are of this kind, empty ones left out."""
        if (place, kind) not in self._shares:
            cells = self.texts(place)
            test = self._tests[kind]
            self._shares[place, kind] = (
                sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0
            )
        return self._shares[place, kind]

    def texts(self, place: int) -> list[str]:
        """What stands in a column, heads that come again left out."""
        found = (row.lines(place) for row in self._rows)
        return [text for text in found if text and not (is_head(text) and not has_letter(text))]

    def counts_rows(self, place: int) -> bool:
        """Whether the numbers of a column only count the rows beside them: 1 2 3, 1 2."""
        if not any(self.texts(at) for at in range(self._width) if at != place):
            return False
        numbers = [int(text) for text in self.texts(place) if text.isdecimal() and len(text) < 5]
        steps = [b - a for a, b in pairwise(numbers)]
        return numbers[:1] == [1] and 2 * steps.count(1) >= len(steps)

    def mostly_empty(self, place: int) -> bool:
        """Whether less than half of the rows say something in a column."""
        return 2 * len(self.texts(place)) < len(self._rows)

    def empty(self, place: int) -> bool:
        """Whether nothing stands in a column."""
        return not self.texts(place)

    def _doubtful(self, text: str) -> bool:
        """Whether a text is a class or may be one."""
        try:
            return bool(read_classes(text, self._known))
        except DoubtfulClassError:
            return True
        except ClassNameError:
            return False


@lru_cache(8192)
def has_letter(text: str) -> bool:
    """Whether a text names classes, at least one of them by more than its number."""
    if len(text) > 200 or not re.search(r"[\dIVXХ]", text):
        return False
    try:
        return any(item.letter for item in read_classes(text))
    except ClassNameError:
        return False


def lessons_of(text: str, is_subject: Test) -> tuple[tuple[str, str], ...]:
    """The subjects of a cell with their classes: «математика: 5А, 5Б (10 ч); физика: 7А».

    Nothing where a part of the cell is no lesson.
    """
    first = [(it[0], it[1], it[2].strip()) for it in _CLASSES_FIRST.finditer(text)]
    if first and "".join(whole for whole, _, _ in first) == text:
        lessons = tuple((subject, classes) for _, classes, subject in first)
        return lessons if all(is_subject(subject) for subject, _ in lessons) else ()
    found: list[tuple[str, str]] = []
    waiting: list[str] = []
    for part in (it.strip(" ,.") for it in _NEXT.split(_BRACKETED.sub(r"\1: \2", text))):
        match = _WITH_CLASSES.fullmatch(part)
        if match and is_subject(match[1]) and _is_load(classes := _closed(match[2])):
            found += [(subject, classes) for subject in (*waiting, match[1])]
            waiting = []
        elif part and is_subject(part):
            # «алгебра, геометрия 7А»
            waiting.append(part)
        elif found and _is_load(part):
            found[-1] = (found[-1][0], f"{found[-1][1]}; {part}")
        elif part:
            return ()
    return () if waiting else tuple(found)


def subjects_of(text: str, is_subject: Test) -> tuple[str, ...]:
    """The subjects of a cell without their hours: «русский язык 6, литература 3».

    A group stays behind its subject. Nothing where a part of the cell is no subject.
    """
    parts = [_HOURS.sub("", part).strip() for part in parted(text)]
    known = (is_subject(it) or is_subject(split_subject(it)[0]) for it in parts)
    return tuple(parts) if all(known) else ()


@lru_cache(4096)
def lesson_in(cell: str) -> tuple[str, str]:
    """The subject and the teachers of a cell of a timetable: «Физика», «Бор Н. Н., каб. 5»."""
    cell = re.sub(r"^\d{1,2}[.)]\s+", "", cell)
    first, _, rest = cell.partition("\n")
    if rest:
        return first, rest
    name = re.search(r"[\s,(/-]+([А-ЯЁ][а-яё-]+ [А-ЯЁ]\..*?)\)?(?:\s*\d+\w?)?$", cell)
    return (cell[: name.start()], name[1]) if name else (cell, "")


def taught_by(text: str, is_subject: Test) -> tuple[tuple[str, str], ...]:
    """The subjects of a cell with their teachers: «математика - Гаусс К. Ф., музыка - Бах И. С.».

    Nothing where a part of the cell is no such lesson.
    """
    found = tuple(lesson_in(part.strip()) for part in _NEXT_TAUGHT.split(text) if part.strip())
    whole = all(is_subject(it) and looks_like_name(who) and " - " not in who for it, who in found)
    return found if whole else ()


def parted(text: str) -> list[str]:
    """What stands between commas, slashes, «и» and ends of lines."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _is_load(text: str) -> bool:
    """Whether a text names classes and no hours: «5А, 5Б», «5, 6 кл.»."""
    return has_letter(text) or bool(re.fullmatch(r"\d{1,2}(?:\s*[,и]\s*\d{1,2})*\s*кл\w*", text))


def is_letter(text: str) -> bool:
    """Whether a text is the letter of a class."""
    return len(text) == 1 and text.isalpha() and normal_letter(text) in LETTERS


def size_in(text: str) -> int:
    """How many pupils a cell tells, «25», «25 чел.»; 0 where it tells no number of them."""
    number = _SIZE.fullmatch(text)
    return int(number[1]) if number else 0


def _closed(text: str) -> str:
    """The text without a bracket that closes what began before it."""
    return text.rstrip(" )") if text.count(")") > text.count("(") else text


def _nameish(text: str) -> bool:
    named = people_in(text)
    return bool(named.people) and not named.doubt and text[:1].isupper()


def is_number(text: str) -> bool:
    """Whether a text is a number of hours, also «3+1» and «0,5»."""
    return bool(_NUMBER.fullmatch(text))
