"""Names of classes as people write them: one reader for typing, pasting and every table.

«5абв», «5А–В», «5А, Б», «5А и Б», «5А+5Б», «5 „А“ класс», «6А (каб. 12)», «VIII Б» are classes.
What may be something else («5.1», «1-3», «8 классы», «8 ОВЗ») is a `DoubtfulClassError`: a person
is asked, and nothing is made of it. A class that the school has already is never in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sferum_tui.rollout.answers import Classes
from sferum_tui.rollout.class_notes import (
    NAME,
    arabic,
    compared,
    counts_things,
    spaced,
    tells_private,
    unfolded,
    unquoted,
    without_group,
    without_numbers,
    without_word,
)
from sferum_tui.rollout.school import (
    GRADES,
    LETTERS,
    ClassNameError,
    class_name,
    letter_key,
    mixed_grades,
    normal_letter,
    parse_class,
)
from sferum_tui.text import silenced, to_cyrillic

_LOOK_ALIKES = frozenset("ABCEHKMOPTXYaceopxy")
#: Letters of parallels that run on without a space: «5абв», «6АБ».
_SERIES = LETTERS[:12]
#: The most classes that «5А–К» stands for.
_LONGEST_RANGE = 12


class DoubtfulClassError(ClassNameError):
    """A text that may name a class, and may as well mean something else."""


class NamedClass(NamedTuple):
    """A class that a text names: grade and letter as in `parse_class`, and a group of it."""

    grade: str
    letter: str
    group: str = ""

    @property
    def name(self) -> str:
        """The name as ids spell it."""
        return class_name(self.grade, self.letter)


class ClassPart(NamedTuple):
    """One part of a text: the classes it names, or why it names none."""

    text: str
    classes: tuple[NamedClass, ...] = ()
    error: ClassNameError | None = None


class ListRead(NamedTuple):
    """A list: its classes, and the parts that are none, each with what is wrong with it."""

    classes: Classes
    faults: tuple[tuple[str, str], ...]

    @property
    def number(self) -> int:
        """How many classes were found."""
        return sum(map(len, self.classes.by_grade.values())) + len(self.classes.mixed)

    @property
    def rest(self) -> str:
        """The faulty parts as a list of their own."""
        return "; ".join(part for part, _ in self.faults)


def read_classes(text: str, known: Mapping[str, str] | None = None) -> tuple[NamedClass, ...]:
    """All classes that a cell names; `known` are those of the school, see `known_names`.

    Raises `ClassNameError`, or `DoubtfulClassError` where a person should be asked.
    """
    found: dict[NamedClass, None] = {}
    for part in read_parts(text, known):
        if part.error:
            raise part.error
        found.update(dict.fromkeys(part.classes))
    if not found:
        raise ClassNameError("не указан класс")
    return tuple(found)


def only_class(text: str, known: Mapping[str, str] | None = None) -> NamedClass | None:
    """The class that a text names; None where it names none, several or a doubtful one."""
    try:
        found = read_classes(text, known)
    except ClassNameError:
        return None
    return found[0] if len(found) == 1 else None


def read_list(text: str, known: Mapping[str, str] | None = None) -> ListRead:
    """Read a pasted list («5А 5Б, 6 А; 1–3») part by part, so that a faulty one hides no other."""
    found: dict[str, list[str]] = {}
    mixed: dict[str, int] = {}
    faults: list[tuple[str, str]] = []
    for part in read_parts(text, known):
        if part.error:
            faults.append((part.text, str(part.error)))
        for item in part.classes:
            if not item.grade:
                mixed[item.letter] = 0
            elif item.letter not in (letters := found.setdefault(item.grade, [])):
                letters.append(item.letter)
    by_grade = {
        grade: tuple(sorted(found[grade], key=letter_key)) for grade in GRADES if grade in found
    }
    return ListRead(Classes(by_grade=by_grade, mixed=mixed), tuple(faults))


#: The number of a line before its class: «1. 5А».
_COUNT = re.compile(r"\s*\d{1,3}\s*[.)]\s+(?=\d{1,2}\s?-?\s?[«\"„]?[^\W\d_])")


def known_names(names: Iterable[str]) -> dict[str, str]:
    """Names of classes by the words they are made of, for `read_classes`."""
    return {compared(name): name for name in names}


def read_parts(text: str, known: Mapping[str, str] | None = None) -> Iterator[ClassPart]:
    """The parts of a text. Lines, «;» and tabs begin anew; behind a comma a letter may stand alone.

    «7А, Б, В» are three classes of grade 7.
    """
    known = known or {}
    plain = unfolded(silenced(text))
    for line in re.split(r"[;\t\r\n]+", plain):
        line = _COUNT.sub("", line, count=1) if _COUNT.match(line) else line
        grade = ""
        for piece in _pieces(line, known):
            part = _read(piece, known, grade)
            yield part
            lettered = [it for it in part.classes if it.letter and it.grade]
            grade = lettered[-1].grade if lettered else "" if not part.classes else grade


def _read(piece: str, known: Mapping[str, str], grade: str) -> ClassPart:
    group, rest = without_group(without_numbers(piece)) if grade else ("", "")
    bare = "" if tells_private(piece) else re.sub(r"\s*\([^()]*\)", "", rest).strip()
    if re.fullmatch(r"[«\"„“]?[^\W\d_][»\"“”]?", bare):
        return ClassPart(piece, (NamedClass(grade, normal_letter(unquoted(bare)), group),))
    try:
        return ClassPart(piece, _classes(piece, known))
    except ClassNameError as error:
        return ClassPart(piece, error=error)


# Parts -------------------------------------------------------------------------------------------


def _pieces(line: str, known: Mapping[str, str]) -> Iterator[str]:
    """What stands between commas, «и», «+» and «/», and before each further number of a grade."""
    line = spaced(line)
    if not line:
        return
    if compared(line) in known or _is_mixed(line):
        yield line
        return
    if found := re.fullmatch(r"(\d{1,2})[.,](\d{1,2})", line):
        yield from _two_grades(found, known)
        return
    # A comma between digits is that of hours: «5А 2,5».
    commas = r"(?:(?<![^\W\d_]\s\d),|,(?!\d))(?!\s*(?:под)?гр)"
    signs = r"\s+и\s+|\s*[+&]\s*|/(?=\s*(?:\d{1,2}\s*-?\s*)?[«\"„]?[^\W\d_](?![^\W\d_]{2}))"
    for piece in re.split(rf"(?:{commas}|{signs})(?![^()]*\))", line):
        if piece.strip(" .-–—/№"):
            yield from _numbered(piece.strip())


def _two_grades(found: re.Match[str], known: Mapping[str, str]) -> Iterator[str]:
    """«10,11» are two classes of a school that calls both by their grades; else it is one text."""
    one, two = found.groups()
    both = "," in found[0] and int(one) < int(two) and {one, two} <= known.keys()
    yield from (one, two) if both else (found[0],)


def _numbered(piece: str) -> Iterator[str]:
    """«5А 5Б» and «5А5Б» → «5А», «5Б»; the number of a group or of hours begins nothing."""
    if re.fullmatch(r"\d{1,2}[ _]\d{1,2}", piece):
        yield piece
        return
    start = 0
    begins = re.compile(
        r"(?:(?<=\s)(?=\d{1,2}(?:[\s«\"„-]*[^\W\d_]|[–+]\d|\s|$))|(?<=[^\W\d_])(?=\d{1,2}[^\W\d_]))"
        r"(?!\d+(?:[.,]\d+)?\s*-?\s*(?:[яй]\s+)?(?:ч\b|час|(?:под)?гр|чел|уч))(?![^()]*\))"
        # «5А англ. 1»: a group of it.
        r"(?!(?<=[^\W\d_]{3}[\s.])[1-4]$)(?!(?<=[^\W\d_]{3}\.\s)[1-4]$)"
    )
    for match in begins.finditer(piece):
        before = piece[start : match.start()].strip()
        ends = re.search(r"(?i)(?:гр(?:уппа|\.)?|каб(?:инет)?\.?|№|доп\.?|[-–(])\s*$", before)
        ends = ends or re.fullmatch(r"(?i)кл(?:асс[ыа]?)?[.:]?", before)
        if before and not ends:
            yield before
            start = match.start()
    yield piece[start:].strip()


def _is_mixed(text: str) -> bool:
    return bool(mixed_grades(text.replace(" ", "")))


# One part ----------------------------------------------------------------------------------------


def _classes(text: str, known: Mapping[str, str]) -> tuple[NamedClass, ...]:
    """The classes of one part: one, or those of «5абв» and «5А–В». Raises `ClassNameError`."""
    if (name := known.get(compared(text))) and not _fraction(text):
        return (_named(name),)
    _refuse_dates(text)
    if not re.search(r"\d|[IVXХ]", text):
        raise ClassNameError(_no_class(text))
    group, rest = without_group(without_numbers(text))
    noted = " ".join(re.findall(r"\(([^()]*)\)?", rest))
    plain = spaced(re.sub(r"\([^()]*\)?|\[[^\[\]]*\]?", " ", rest))
    if (name := known.get(compared(plain))) and not tells_private(noted):
        return (_named(name, group),)
    if tells_private(f"{plain} {noted}"):
        # The text is not told: it may hold the name of a child.
        raise DoubtfulClassError(
            "похоже на обучение на дому, по здоровью или на имя ученика: "
            "если это класс, добавьте его в программе сами"
        )
    plain, word = without_word(plain)
    plain = arabic(plain)
    if name := known.get(compared(plain)):
        return (_named(name, group),)
    return tuple(NamedClass(*it, group) for it in _read_name(plain, word, text))


def _named(name: str, group: str = "") -> NamedClass:
    return NamedClass(*parse_class(name), group)


def _read_name(plain: str, word: str, text: str) -> list[tuple[str, str]]:
    """Grade and letters of a bare name. Raises `ClassNameError`."""
    if _is_mixed(plain):
        if word:
            raise DoubtfulClassError(f"«{_told(text)}» — это целые параллели: назовите их классы")
        return [("", plain.replace(" ", ""))]
    match = re.fullmatch(
        r"(?i)(1\s*доп\.?|\d{1,2})"
        r"((?:\s*-\s*(?:[йяе]|[ыио]й|[ао]я|[ыо]е)\s+(?=[«\"„]?[^\W\d_]))?[\s.:_–—-]*)(.*)",
        plain,
    )
    if not match:
        raise ClassNameError(_no_class(text))
    grade, gap, rest = match.groups()
    grade, _ = parse_class(grade)
    all_of = word == "classes" and rest.lower() in ("", "е", "ые", "х")
    if all_of or (word and gap.strip() == "-" and rest in ("е", "ые", "х")):
        raise DoubtfulClassError(f"«{_told(text)}» — целая параллель: назовите её классы")
    if not (rest := rest.strip(" ,.:")):
        return [(grade, "")]
    if counts_things(rest):
        raise ClassNameError(_no_class(text))
    if rest.isdecimal() and len(rest) > 2:
        raise ClassNameError(_no_class(text))
    if rest.isdecimal():
        return [(grade, _number(grade, gap, rest, text))]
    return [(grade, letter) for letter in _letters(grade, gap, rest, text)]


def _number(grade: str, gap: str, rest: str, text: str) -> str:
    """The number that is a class's letter: «5-1». Raises `DoubtfulClassError`."""
    number = str(int(rest))
    if gap.strip() != "-":
        raise DoubtfulClassError(
            f"«{_told(text)}» — класс {grade}-{number}, дата или дробь? Напишите {grade}-{number}"
        )
    if grade.isdecimal() and int(grade) < int(number) <= 12:
        raise DoubtfulClassError(
            f"«{_told(text)}» — класс-комплект, класс с номером или несколько классов? Напишите "
            f"{grade}–{number} через тире, если это комплект; классы — через запятую"
        )
    return number


def _letters(grade: str, gap: str, rest: str, text: str) -> list[str]:
    """The letters behind a grade: one, several in a row, a range, or a name of its own."""
    quoted = re.fullmatch(r"[«\"„“'](.+?)[»\"“”'](.*)", rest)
    bare = unquoted(rest)
    if quoted and len(quoted[1]) == 1:
        bare = f"{quoted[1]} {quoted[2].strip()}".strip()
    if re.fullmatch(r"[^\W\d_](?:\s+[^\W\d_])+", bare):
        return list(dict.fromkeys(map(normal_letter, bare.split())))
    far = re.fullmatch(r"([^\W\d_])\s*[-–—]\s*(\d{0,2})\s*([^\W\d_])", bare)
    if far and far[2] in ("", grade):
        return _range(far[1], far[3], text)
    if far or re.fullmatch(r"[^\W\d_](?:\d+|\s*\d+[.,]\d.*)", bare):
        raise DoubtfulClassError(f"«{_told(text)}» — какие это классы? Напишите через запятую")
    if re.fullmatch(r"[^\W\d_](?:[\s.:_–—-]+\d{1,2}|[\s.,:;_–—-]+[^\d].*)?[\s.–—-]*", bare):
        # What stands behind the letter is a profile, a number of hours, a word.
        return [normal_letter(bare[0])]
    if re.fullmatch(r"[^\W\d_]{2,6}", bare) and not gap.strip() and not quoted:
        if series := _series(bare):
            return series
        if not gap and (len(bare) < 5 or bare.isupper()):
            raise DoubtfulClassError(
                f"«{_told(text)}» — один класс или несколько? Напишите {grade} {bare} "
                "через пробел, если это имя класса"
            )
    if "/" in bare or not re.match(r"[^\W\d_]|\d+[^\W\d_]", bare):
        raise ClassNameError(_no_class(text))
    return [normal_letter(bare)]


def _series(word: str) -> list[str]:
    """«абв» → А, Б, В; nothing where the letters do not follow one another."""
    if set(word) <= _LOOK_ALIKES:
        word = "".join(map(to_cyrillic, word))
    letters = list(word.upper())
    places = [_SERIES.find(letter) for letter in letters]
    if -1 in places or places != sorted(set(places)):
        return []
    follows = places == list(range(places[0], places[0] + len(places)))
    return letters if follows or places[0] == 0 else []


def _range(first: str, last: str, text: str) -> list[str]:
    one, two = (LETTERS.find(normal_letter(it)) for it in (first, last))
    if -1 in (one, two) or not 0 < two - one < _LONGEST_RANGE:
        raise ClassNameError(f"«{_told(text)}» не похоже на ряд классов: нужно, например, 5А–В")
    return list(LETTERS[one : two + 1])


def _refuse_dates(text: str) -> None:
    """Raise `DoubtfulClassError` where a spreadsheet has taken a class for a date or a fraction."""
    if re.fullmatch(
        r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.(?:0\d|[а-я]{3})|\d{4}-\d\d-\d\d.*", text
    ):
        what = f"«{_told(text)}» — дата: таблица приняла за неё класс; сделайте столбец текстовым"
        raise DoubtfulClassError(what)
    if found := _fraction(text):
        name = f"{found[1]}-{int(found[2])}"
        raise DoubtfulClassError(f"«{text}» — класс {name}, дата или дробь? Напишите {name}")


def _fraction(text: str) -> re.Match[str] | None:
    return re.fullmatch(r"(\d{1,2})\s?[.,/_]\s?(\d{1,2})", text)


def _no_class(text: str) -> str:
    if NAME.search(text):
        # It may be the name of a child.
        return "здесь имя человека, а не класс: нужно, например, 5А или 5-1"
    return f"«{_told(text)}» не похоже на класс: нужно, например, 5А или 5-1"


def _told(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"
