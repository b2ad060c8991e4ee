"""Cells left empty below the one that says something for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sferum_tui.rollout.imports.heads import Role
from sferum_tui.rollout.imports.sheets import SheetRow

#: From this share of empty cells on a column is one whose cells are left empty below.
_LEFT_EMPTY = 0.25


def carried(texts: Sequence[str], above: Sequence[str]) -> list[str]:
    """The texts, where those left empty at the beginning are what stands above them.

    The number of a row says nothing of where its beginning ends.
    """
    found: list[str] = []
    begins = True
    for at, text in enumerate(texts):
        begins = begins and (not text or text.rstrip(".").isdecimal())
        found.append(text or (above[at] if begins and at < len(above) else ""))
    return found


class FilledDown:
    """Texts of rows, where the leading column says something once for all rows below it.

    Only the leftmost of the columns may be so: it is often empty, and hardly ever says the same
    twice. What stands behind it is filled with it, where it is empty too.
    """

    def __init__(self, rows: Sequence[SheetRow], places: Mapping[Role, int]) -> None:
        self.places = places
        keys: tuple[Role, ...] = ("class", "grade", "letter", "subject", "teacher", "surname")
        self.order = sorted((it for it in keys if it in places), key=lambda it: places[it])
        self.leads = bool(self.order) and self._leads(rows, self.order[0])
        self.above: dict[Role, str] = {}

    def _leads(self, rows: Sequence[SheetRow], role: Role) -> bool:
        place = self.places[role]
        others = [self.places[it] for it in self.order[1:]]
        used = [row for row in rows if any(row.cell(at) for at in (*others, place))]
        if not used or not others or not used[0].cell(place):
            return False
        said = [row.cell(place) for row in used if row.cell(place)]
        empty = len(used) - len(said)
        if empty < max(1, _LEFT_EMPTY * len(used)) or len(set(said)) < 0.8 * len(said):
            return False
        # A subject may come again in a class, with the teacher of another group.
        lesson = [self.places[it] for it in self.order[1:] if it not in ("teacher", "surname")]
        return not self._repeats(used, place, others if role == "subject" else lesson or others)

    def _repeats(self, rows: Sequence[SheetRow], place: int, others: Sequence[int]) -> bool:
        """Whether a row, filled, would only say again what the one above it does."""
        seen: set[tuple[str, ...]] = set()
        text = ""
        for row in rows:
            text = row.cell(place) or text
            key = (text, *(row.cell(at) for at in others))
            if not row.cell(place) and key in seen:
                return True
            seen.add(key)
        return False

    def _second_teacher(self, found: dict[Role, str]) -> dict[Role, str]:
        """A row of a teacher alone, who has the lesson of the row above too."""
        said = {it for it in self.order if found[it]}
        if said == {"teacher"} and {"class", "subject"} <= found.keys() and self.above:
            return {**found, **{it: self.above[it] for it in self.order if it not in said}}
        self.above = {role: found[role] for role in self.order} if said else self.above
        return found

    def texts(self, row: SheetRow) -> dict[Role, str]:
        """The texts of a row by role."""
        found = {
            role: row.lines(place)
            if role in ("teacher", "class_teacher", "class", "subject")
            else row.cell(place)
            for role, place in self.places.items()
        }
        if not self.leads or not any(found[it] for it in self.order):
            return self._second_teacher(found)
        first, *rest = self.order
        if found[first]:
            self.above = {role: found[role] for role in self.order}
            return found
        found[first] = self.above[first]
        for role in rest:
            if found[role]:
                break
            found[role] = self.above[role]
        self.above = {role: found[role] for role in self.order}
        return found
