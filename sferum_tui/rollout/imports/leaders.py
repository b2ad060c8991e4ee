"""Class teachers as a table names them, whichever of its columns does so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sferum_tui.rollout.imports.result import Leader, RowPlace
from sferum_tui.rollout.people import same_person

_SEVERAL = "в одной ячейке несколько классных руководителей"


class LeaderBook:
    """The class teacher of each class; another person for the same class is a fault."""

    def __init__(self) -> None:
        self.by_class: dict[str, Leader] = {}

    def take(self, place: RowPlace, classes: Iterable[str], persons: Sequence[str]) -> str:
        """Take who leads these classes, all or none; why that can't be, "" where it can."""
        if len(persons) > 1:
            return _SEVERAL
        classes = tuple(classes) if persons else ()
        for name in classes:
            old = self.by_class.get(name)
            if old and not same_person(old.teacher, persons[0]):
                return f"классный руководитель {name} уже назван: {old.teacher}, {old.place}"
        for name in classes:
            self.by_class.setdefault(name, Leader(place, name, persons[0]))
        return ""
