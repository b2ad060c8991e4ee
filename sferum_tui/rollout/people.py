"""One rule for persons: how a name is spelt, and which spellings are one person.

Names come from a person's typing, from tables and from other programs: «Иванова Ирина Ивановна»,
«ИВАНОВА И.И», «И. И. Иванова», «Иванова И. И. (совм.) до 01.12». Lists of owners, papers and
imports ask this module; it knows spellings alone, not who works in a school.

- `people_in` reads a cell that may name nobody, one or several: `Named`.
- `read_person` reads one name: `Person`, or None where the text is no name of one person.
- `same_person` compares two spellings; `PersonBook` merges many and says what is in doubt.
- `surname_key` sorts; `initials_first` («М. В. Соколова») signs, `in_short` («Соколова М. В.»)
  lists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sferum_tui.rollout.person_names import (
    Named,
    Person,
    folded_name,
    looks_like_name,
    people_in,
    read_person,
)

__all__ = [
    "Doubt", "Named", "Person", "PersonBook", "in_short", "initials_first",
    "looks_like_name", "names_person", "people_in", "read_person", "same_person",
    "surname_key",
]  # fmt: skip


class Doubt(NamedTuple):
    """A spelling that may mean one of several persons, or one who is only perhaps the same."""

    spelling: str
    candidates: tuple[str, ...]


class PersonBook:
    """Many spellings, merged: each means one person, and what can't be decided is in `doubts`.

    A full name and initials are one person where only one fits; a bare surname is never merged
    with a name that says more, but told as a doubt. A text that is no name stands for itself.
    """

    def __init__(self, spellings: Iterable[str]) -> None:
        self._canonical: dict[str, str] = {}
        self._spellings: dict[str, list[str]] = {}
        self.doubts: tuple[Doubt, ...] = ()
        by_surname: dict[str, list[tuple[str, Person]]] = {}
        others: dict[str, str] = {}
        read = {spelling: read_person(spelling) for spelling in dict.fromkeys(spellings)}
        turned = _turned(person for person in read.values() if person)
        for spelling, found in read.items():
            if found:
                person = turned.get(found, found)
                by_surname.setdefault(person.key[0], []).append((spelling, person))
            else:
                plain = others.setdefault(folded_name(spelling), " ".join(spelling.split()))
                self._put(plain, spelling)
        for them in by_surname.values():
            self._merge(them)

    def person(self, spelling: str) -> str:
        """The name of the person that a spelling means, at its fullest."""
        if spelling not in self._canonical:
            person = read_person(spelling)
            return str(person) if person else " ".join(spelling.split())
        return self._canonical[spelling]

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody once, by surname."""
        return tuple(sorted(self._spellings, key=surname_key))

    def spellings(self, name: str) -> tuple[str, ...]:
        """All spellings of a person, as `people` names him."""
        return tuple(self._spellings.get(name, ()))

    def _put(self, name: str, spelling: str) -> None:
        self._canonical[spelling] = name
        self._spellings.setdefault(name, []).append(spelling)

    def _merge(self, them: Sequence[tuple[str, Person]]) -> None:
        """Merge the spellings of one surname, the fullest first."""
        clusters: list[list[Person]] = []
        doubtful: dict[Person, list[list[Person]]] = {}
        distinct = {person.key: person for _, person in reversed(them)}
        place: dict[tuple[str, str, str], list[Person]] = {}
        for person in sorted(distinct.values(), key=lambda it: it.detail, reverse=True):
            fitting = [it for it in clusters if all(person.fits(other) for other in it)]
            if len(fitting) != 1:
                if not fitting and not person.first:
                    fitting = list(clusters)
                if fitting:
                    doubtful[person] = fitting
                clusters.append([])
                fitting = clusters[-1:]
            fitting[0].append(person)
            place[person.key] = fitting[0]
        for spelling, person in them:
            self._put(str(place[person.key][0]), spelling)
        self.doubts += tuple(
            Doubt(str(person), tuple(str(it[0]) for it in fitting))
            for person, fitting in doubtful.items()
        )


def _turned(people: Iterable[Person]) -> dict[Person, Person]:
    """Those whose first name stands first, «Мария Кюри», as the others are spelt: «Кюри Мария».

    The order that a patronymic or else the first spelling has is the right one.
    """
    seen: dict[tuple[str, str], Person] = {}
    found: dict[Person, Person] = {}
    for person in sorted(people, key=lambda it: not it.patronymic):
        surname, first, patronymic = person.key
        if (first, surname) in seen and not patronymic and len(first) > 1:
            found[person] = Person(person.first, person.surname)
        else:
            seen.setdefault((surname, first), person)
    return found


def same_person(one: str, other: str) -> bool:
    """Whether two spellings may be one person, as far as these two tell."""
    first, second = read_person(one), read_person(other)
    if first is None or second is None:
        return folded_name(one) == folded_name(other)
    return first.fits(second)


def surname_key(name: str) -> tuple[str, ...]:
    """Sort key by surname, then first name; ё beside е. What is no name sorts as it is."""
    person = read_person(name)
    return (*person.key, name) if person else (folded_name(name), "", "", name)


def in_short(names: Iterable[str]) -> dict[str, str]:
    """Each name with what lists call it, «Соколова М. В.»; namesakes keep what tells them apart."""
    people = {name: read_person(name) for name in names}
    short = {name: person.short if person else name for name, person in people.items()}
    times = Counter(short.values())
    return {name: text if times[text] == 1 else name for name, text in short.items()}


def initials_first(name: str) -> str:
    """«М. В. Соколова»; a text that is no name of one person stays as it is."""
    person = read_person(name)
    return person.signed if person and names_person(name) else name


def names_person(text: str) -> bool:
    """Whether a line names one person, with or without a post; «Отдел кадров» names nobody."""
    words = re.sub(r"\([^()]*\)?", " ", text)
    return read_person(text) is not None and looks_like_name(words)
