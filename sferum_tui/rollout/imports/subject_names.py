"""Which subject of the plan or of the curriculum somebody else's name of it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from sferum_tui.rollout.imports.cells import parted
from sferum_tui.rollout.imports.sheets import plainly
from sferum_tui.rollout.reference import Curriculum

#: From this likeness on a name is taken for a misspelt one.
_MISSPELT = 0.85
#: «Иностранный язык (английский)», «Математика: алгебра»: a name, a closer one, the rest.
_CLOSER = re.compile(r"(.+?)(?:\s*[(/:]|\s+[-–—]\s)\s*([^)]+)\)?(.*)")
#: How deep a subject is taught: «химия, базовый», «физика (углублённый уровень)».
_LEVEL = re.compile(r"(?i)[\s,(–-]+(?:на )?(?:базов|углубл|профил)\w*\.?(?: уров\w*\.?)?\s*\)?$")
#: Dashes and colons between subjects.
_SIGNS = re.compile(r"\s[-–—]\s|:\s")
#: An abbreviation has so many letters at least.
_SHORTEST = 3


class SubjectNames:
    """Reads names of subjects; what was read once is remembered."""

    def __init__(self, curriculum: Curriculum) -> None:
        self.curriculum = curriculum
        merged = [
            name for item in curriculum.merged for them in item.courses.values() for name in them
        ]
        variants = [name for names in curriculum.variants.values() for name in names]
        self._closer = tuple(dict.fromkeys((*merged, *variants)))
        self._all = tuple(dict.fromkeys((*curriculum.subjects(), *self._closer)))
        self._keys: dict[str, frozenset[str]] = {}
        self._read: dict[tuple[str, str, tuple[str, ...]], str] = {}

    def read(self, text: str, grade: str, taught: Sequence[str]) -> str:
        """The name that a text means in a grade that is taught these subjects; "" if none.

        A name of the plan comes before one of the curriculum, a whole one before an abbreviation.
        """
        key = (text, grade, tuple(taught))
        if key not in self._read:
            self._read[key] = self._meant(text, grade, key[2])
        return self._read[key]

    def apart(self, text: str, grade: str, taught: Sequence[str]) -> tuple[str, ...]:
        """The subjects that a text names with signs between; the text alone where it is one.

        «Иностранный язык. Английский» is what the closer name says.
        """
        names = {it: self.read(it, grade, taught) for it in parted(_SIGNS.sub(", ", text))}
        if len(names) < 2 or self.read(text, grade, taught) or not all(names.values()):
            return (text,)
        general = {it for name in names.values() if (it := self.united(name, grade)) != name}
        return tuple(part for part, name in names.items() if name not in general)

    def known(self, text: str) -> bool:
        """Whether a text means a subject in any grade."""
        return bool(self.read(text, "", ()))

    def several(self, text: str, taught: Sequence[str]) -> tuple[str, ...]:
        """The names that a text may shorten, where it may be more than one."""
        names = dict.fromkeys((*taught, *self._all))
        return tuple(name for name in names if _abbreviates(plainly(text), name))

    def misspelt(self, text: str, taught: Sequence[str]) -> str:
        """The known name that a text is nearly; "" if none."""
        names = {plainly(name): name for name in (*self._all, *taught)}
        found = get_close_matches(plainly(text), list(names), n=1, cutoff=_MISSPELT)
        return names[found[0]] if found else ""

    def united(self, name: str, grade: str) -> str:
        """The subject that a course or variant is part of in a grade; the name itself if none."""
        for item in self.curriculum.merged:
            if name in item.courses.get(grade, ()):
                return item.title
        for title, names in self.curriculum.variants.items():
            if name in names:
                return title
        return name

    def courses(self, title: str, grade: str) -> tuple[str, ...]:
        """The courses that a subject unites in a grade; none for any other subject."""
        for item in self.curriculum.merged:
            if item.title == title:
                return item.courses.get(grade, ())
        return ()

    def often_parted(self, name: str) -> bool:
        """Whether a subject is usually taught in groups, as languages are."""
        often = self.curriculum.often_in_subgroups
        return name in often or any(name in self.curriculum.variants.get(it, ()) for it in often)

    # How it is read ----------------------------------------------------------------------------

    def _meant(self, text: str, grade: str, taught: tuple[str, ...]) -> str:
        courses = [name for it in self.curriculum.merged for name in it.courses.get(grade, ())]
        layers = (taught, courses, self._all)
        text = _LEVEL.sub("", text)
        closer = _CLOSER.fullmatch(text)
        if found := self._found(text, layers):
            return found
        if closer and (found := self._found(closer[2], (courses, self._closer))):
            return found
        # «Физика / химия» are two; what stands in brackets only says more of one.
        apart = closer and text[len(closer[1]) :].lstrip()[0] != "("
        if closer and not (apart and self._found(closer[2], layers)):
            return self._found(f"{closer[1]} {closer[3]}", layers)
        return ""

    def _found(self, text: str, layers: Iterable[Sequence[str]]) -> str:
        plain = plainly(text)
        if not plain:
            return ""
        for matches in (self._is_called, _abbreviates):
            for names in layers:
                found = [name for name in names if matches(plain, name)]
                if len(found) == 1:
                    return found[0]
                if plain in map(plainly, found):
                    return next(name for name in found if plainly(name) == plain)
        return ""

    def _is_called(self, plain: str, name: str) -> bool:
        if name not in self._keys:
            self._keys[name] = frozenset(map(plainly, self._names(name)))
        return plain in self._keys[name]

    def _names(self, name: str) -> Iterator[str]:
        yield name
        yield self.curriculum.short.get(name, name)
        yield from self.curriculum.also.get(name, ())


def own_name(text: str) -> str:
    """A new subject as a plan writes it: «Черчение» → «черчение», «ОРКСЭ» as it is."""
    return text[:1].lower() + text[1:] if text[1:] == text[1:].lower() else text


def _abbreviates(plain: str, name: str) -> bool:
    """Whether a text shortens a name: «рус яз», «изо», «лит ра», «вис»."""
    whole = plainly(name)
    given, full = plain.split(), whole.split()
    if len(plain) < _SHORTEST:
        return False
    if len(given) <= len(full) and all(map(str.startswith, full, given)):
        return True
    if len(given) == len(full) + 1 and _cut_inside(given, full):
        return True
    if len(given) == 2 and whole.startswith(given[0]) and whole.endswith(given[1]):
        return True
    return len(full) >= _SHORTEST and plain == "".join(word[0] for word in full)


def _cut_inside(given: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one of the words is cut in its middle: «изобразительное иск во»."""
    for at, word in enumerate(full):
        rest = [*given[:at], *given[at + 2 :]]
        others = [*full[:at], *full[at + 1 :]]
        cut = word.startswith(given[at]) and word.endswith(given[at + 1])
        if cut and all(map(str.startswith, others, rest)):
            return True
    return False
