"""Choosing the columns of a sheet: heads and cells weighed together, all candidates compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sferum_tui.rollout.class_notes import grade_of
from sferum_tui.rollout.imports.cells import Cells, Test, is_letter
from sferum_tui.rollout.imports.columns import Columns, SheetColumn
from sferum_tui.rollout.imports.head_rows import Head, find_head, named_head
from sferum_tui.rollout.imports.heads import (
    ROLE_TITLES,
    ROLES,
    Kind,
    Role,
    head_kind,
    head_roles,
)
from sferum_tui.rollout.imports.sheets import Sheet, column_letter, is_total, plainly
from sferum_tui.text import to_latin

#: So many rows tell what a column holds.
_SAMPLE = 200
#: How much cells count beside a head that fits.
_CELLS = 1.2
#: Without a head a column is what this share of its cells is at least.
_SHARE = 0.5
#: Two candidates nearer than that can't be told from one another.
_NEAR = 0.12


def columns_of(
    sheet: Sheet,
    known: Mapping[str, str],
    is_subject: Test,
    told: Mapping[Role, str] | None = None,
    head: Head | None = None,
) -> Columns:
    """Choose the columns of a sheet.

    Args:
        sheet: the rows.
        known: the classes of the school, for `read_classes`.
        is_subject: whether a text is the name of a subject.
        told: what a person said, role → «B», «2», a head, or «-»; it goes before every guess.
        head: where the heads stand, where that is known already.

    Raises `LookupError` with a Russian reason where a named column is not there.
    """
    head = head or find_head(sheet, known, is_subject)
    head = named_head(sheet, (told or {}).values(), head) or head
    rows = [it for it in sheet.rows[head.start : head.start + _SAMPLE] if not is_total(it)]
    cells = Cells(rows, known, is_subject)
    found = _Chooser(head, cells, sheet.width)
    found.obey(told or {})
    found.choose()
    if _COUNTS.search(" ".join(text for row in sheet.rows[: head.start] for text in row.cells)):
        found.take_sum()
    return found.chosen()


class _Chooser:
    """Weighs every column for every role, and gives each role to the best of them."""

    def __init__(self, head: Head, cells: Cells, width: int) -> None:
        self.head = head
        self.heads = head.texts
        self.cells = cells
        self.width = width
        #: Columns that are no candidates: each stands for a class, a subject or a group.
        self.matrix = {*head.classes, *head.subjects, *head.groups, *head.beside.values()}
        self.weak: list[str] = []
        self.taken: dict[Role, int] = {}
        self.given: set[Role] = set()

    def chosen(self) -> Columns:
        """The columns as they were chosen."""
        head, left = self.head, self.matrix
        return Columns(
            self._columns(),
            head.start,
            {at: text for at, text in head.classes.items() if at in left},
            {at: text for at, text in head.subjects.items() if at in left},
            {at: beside for at, beside in head.beside.items() if beside in left},
            head.groups if "teacher" not in self.given else {},
            {at: name for at, name in head.led.items() if at in left},
            tuple(self.weak),
        )

    def _columns(self) -> tuple[SheetColumn, ...]:
        """Every column that has a head or cells."""
        role_of = {place: role for role, place in self.taken.items()}
        role_of |= dict.fromkeys(self._more_classes(), "class")
        return tuple(
            SheetColumn(
                place,
                self.heads.get(place, ""),
                role_of.get(place),
                self._kind(place) if place not in role_of else None,
                role_of.get(place) in self.given,
            )
            for place in range(self.width)
            if place not in self.matrix and (place in self.heads or not self.cells.empty(place))
        )

    def _kind(self, place: int) -> Kind | None:
        """The kind of a column; numbers of pupils or hours of their circles are no pupils."""
        kind = head_kind(self.heads.get(place, ""))
        counts = self.cells.empty(place) or self.cells.share(place, "any_number") >= _SHARE
        return "other" if counts and kind in ("elected", "work") else kind

    def _more_classes(self) -> Iterator[int]:
        """Columns that go on with the classes of the column before them: «5А | 5Б | 5В»."""
        place = self.taken.get("class", self.width) + 1
        while place < self.width and not self.matrix and place not in self.taken.values():
            head = self.heads.get(place, "")
            roles = head_roles(head)
            if head_kind(head) not in (None, "time") or (roles and "class" not in roles):
                return
            if not self.cells.empty(place):
                if self.cells.share(place, "class") < _SHARE:
                    return
                yield place
            place += 1

    def obey(self, told: Mapping[Role, str]) -> None:
        """Take what a person said. Raises `LookupError`."""
        for role, text in told.items():
            self.given.add(role)
            if text != "-":
                place = self._place(text)
                self.taken = {it: at for it, at in self.taken.items() if at != place}
                self.taken[role] = place
                self.matrix.discard(place)

    def _place(self, text: str) -> int:
        """The column that «B», «2» or a head names."""
        letters = {column_letter(at): at for at in range(self.width)}
        heads = {plainly(head): at for at, head in reversed(list(self.heads.items()))}
        if plainly(text) in heads:
            return heads[plainly(text)]
        latin = to_latin(text)
        if latin in letters:
            return letters[latin]
        if text.isdecimal() and 1 <= int(text) <= self.width:
            return int(text) - 1
        names = ", ".join(f"{column_letter(at)} „{head}“" for at, head in self.heads.items())
        raise LookupError(f"столбца «{text}» нет; есть {names or ', '.join(letters)}")

    def choose(self) -> None:
        """Give every role to the column that fits it best."""
        scores = self._scores()
        # Of columns below one merged head the fuller one is meant.
        filled = {place: len(self.cells.texts(place)) for place in range(self.width)}
        order = sorted(scores, key=lambda it: (-it[0], -filled[it[2]], it[2]))
        for score, role, place in order:
            if role in self.taken or role in self.given or place in self.taken.values():
                continue
            if self._needless(role) or (self.head.classes and role in _CLASS):
                continue
            self.taken[role] = place
            self._compare(role, place, score, scores)
        self._settle_class()
        self._by_order()
        self._leave_others()

    def _scores(self) -> list[tuple[float, Role, int]]:
        found: list[tuple[float, Role, int]] = []
        for place in range(self.width):
            if place in self.matrix or place in self.taken.values():
                continue
            if self.cells.empty(place) and not self.heads.get(place):
                continue
            fits = ((self._fit(role, place), role, place) for role in ROLES)
            found.extend(it for it in fits if it[0])
        return found

    def _fit(self, role: Role, place: int) -> float:
        """How well a column fits a role; 0 where it can't be."""
        head = self.heads.get(place, "")
        kind = head_kind(head)
        lessons = role == "subject" and self.cells.share(place, "lessons") >= _SHARE
        timed = role == "class" and kind == "time" and self.cells.share(place, "class") >= _SHARE
        if kind and role not in head_roles(head) and not (lessons or timed):
            return 0.0
        by_head = head_roles(head).get(role, 0.0) if head else 0.0
        other = grade_of(head) or (head and not by_head)
        if role == "class" and other and self.cells.share(place, "class") < _SHARE:
            # «5 класс», «1 полугодие» over hours.
            return 0.0
        cells = _share_for(role, self.cells, place, by_head)
        if self.cells.empty(place):
            return 0.5 * by_head
        least = 0.0 if by_head >= 1 else 0.2 if by_head else _SHARE
        if cells < least or (not by_head and role in _BY_HEAD_ALONE):
            return 0.0
        if by_head and not cells and role in ("teacher", "class_teacher") and by_head < 1:
            return 0.0
        # A head of another kind speaks against what the cells only look like.
        against = 0.6 if head and not by_head and head_roles(head) else 0.0
        return max(0.0, by_head + _CELLS * cells - against)

    def _needless(self, role: Role) -> bool:
        """Whether a role is filled already by a neighbour that says the same."""
        parts: tuple[Role, ...] = ("surname", "name", "patronymic")
        if role == "teacher":
            return "surname" in self.taken and "name" in self.taken
        if role in parts:
            return "teacher" in self.taken
        return False

    def _compare(
        self, role: Role, place: int, score: float, scores: Iterable[tuple[float, Role, int]]
    ) -> None:
        """Note a second column that fits a role as well as the one chosen."""
        if role not in ("class", "teacher", "subject", "class_teacher"):
            return
        more = set(self._more_classes())
        for other, its_role, at in scores:
            if its_role == role and at != place and at not in {*self.taken.values(), *more}:
                best_elsewhere = max((s for s, r, p in scores if p == at and r != role), default=0)
                if score - other < _NEAR and best_elsewhere < other and not self._same(place, at):
                    one, two = (SheetColumn(it, self.heads.get(it, "")).name for it in (place, at))
                    self.weak.append(f"«{ROLE_TITLES[role]}» — {one} или {two}?")
                    return

    def _same(self, place: int, other: int) -> bool:
        texts, others = self.cells.texts(place), self.cells.texts(other)
        merged = self.heads.get(place, "") == self.heads.get(other, "") and set(others) <= {*texts}
        return texts == others or merged

    def _settle_class(self) -> None:
        """A column of numbers beside one of letters is the grade; alone it is the class.

        Groups that are called after their classes are classes where nothing else is.
        """
        group = self.taken.get("group", self.width)
        if not self.taken.keys() & _CLASS and self.cells.share(group, "class") >= _SHARE:
            self.taken["class"] = self.taken.pop("group")
        apart = "grade" in self.taken and "letter" not in self.taken and "class" in self.taken
        if apart and self.cells.share(self.taken["class"], "letters") >= _SHARE:
            # «Параллель: 1, классы: А, Б, В».
            self.taken["letter"] = self.taken.pop("class")
        if "letter" in self.taken and "grade" not in self.taken and "class" in self.taken:
            place = self.taken["class"]
            if self.cells.share(place, "class") < _SHARE:
                self.taken["grade"] = self.taken.pop("class")
            else:
                del self.taken["letter"]
        self._leave_counts()
        alone = "letter" not in self.taken and "class" not in self.taken
        if "grade" in self.taken and alone and "grade" not in self.given:
            place = self.taken.pop("grade")
            # A grade is no class: «параллель 5» has several.
            if "параллель" not in plainly(self.heads.get(place, "")):
                self.taken["class"] = place

    def _leave_others(self) -> None:
        """Persons below a head that says nothing of teachers are none beside class teachers."""
        head = self.heads.get(self.taken.get("teacher", self.width), "")
        needless = "class_teacher" in self.taken and "subject" not in self.taken
        if head and not head_roles(head) and needless and "teacher" not in self.given:
            del self.taken["teacher"]

    def _leave_counts(self) -> None:
        """Where a grade has several classes, its number is none of them: «5 | 3 класса».

        So it is where the other columns are headed by letters.
        """
        place = self.taken.get("class", self.width)
        counts = [
            int(text)
            for at, head in self.heads.items()
            if _OF_CLASSES.search(plainly(head))
            for text in self.cells.texts(at)
            if text.isdecimal()
        ]
        bare = place < self.width and not self.cells.share(place, "class")
        letters = [it for it in self.heads.values() if is_letter(it)]
        if bare and "class" not in self.given and (max(counts, default=0) > 1 or letters[1:]):
            del self.taken["class"]

    def take_sum(self) -> None:
        """In a table that counts children, «всего» is how many a class has."""
        if self.taken.keys() & {"size", "subject", "teacher", "surname"} or self.matrix:
            return
        for place, head in self.heads.items():
            free = place not in self.taken.values() and plainly(head) in _SUMS
            if free and "size" not in self.given and self.cells.share(place, "count") >= _SHARE:
                self.taken["size"] = place
                return

    def _by_order(self) -> None:
        """Without heads, the rest stands in the order in which people write it: a weak ground."""
        if self.heads or "class" not in self.taken or self.matrix:
            return
        used = set(self.taken.values())
        rest = [
            at for at in range(self.taken["class"] + 1, self.width)
            if at not in used and not self.cells.empty(at) and not self._is_other(at)
        ]  # fmt: skip
        usual: tuple[Role, ...] = ("subject", "teacher", "group")
        order = [it for it in usual if it not in self.taken and it not in self.given]
        if len(rest) == 1 and "teacher" in order:
            order = ["teacher"] if self.cells.share(rest[0], "nameish") >= _SHARE else ["group"]
        for role, place in zip(order, rest, strict=False):
            if role == "group" and self.cells.share(place, "few") < 1:
                # Numbers without a head may as well be hours.
                continue
            if role != "group" and self.cells.share(place, "any_number") >= _SHARE:
                continue
            if role == "subject" and self.cells.share(place, "person") >= _SHARE:
                continue
            self.taken[role] = place
            name = column_letter(place)
            self.weak.append(f"«{ROLE_TITLES[role]}» — столбец {name} по порядку: заголовков нет")

    def _is_other(self, place: int) -> bool:
        """Whether cells are days, or classes side by side: nothing that an order could name."""
        return max(self.cells.share(place, it) for it in ("day", "class")) >= _SHARE


#: Heads and titles of a table that counts children, and what heads their sum.
_COUNTS = re.compile(r"(?i)мальчик|девоч|юнош|контингент|наполняем|численност|комплектован")
_SUMS = frozenset(("всего", "итого", "количество", "кол во", "всего в классе"))
#: What heads numbers of classes.
_OF_CLASSES = re.compile(r"(?:количеств|кол\w* во|числ)\w* (?:\w+ )?класс")
#: What needs no column where classes head the others.
_CLASS = frozenset(("class", "grade", "letter"))
#: Roles that cells alone do not tell.
_BY_HEAD_ALONE = frozenset(
    ("class_teacher", "group", "surname", "name", "patronymic", "grade", "letter")
)


def _share_for(role: Role, cells: Cells, place: int, by_head: float) -> float:
    """Which share of a column's cells suits a role."""
    if role == "class":
        whole = cells.share(place, "class")
        if by_head:
            return max(whole, 0.8 * cells.share(place, "doubtful"))
        if whole >= _SHARE:
            return whole
        return (
            0.0
            if cells.counts_rows(place) or cells.mostly_empty(place)
            else 0.7 * (cells.share(place, "doubtful") >= 0.8)
        )
    if role == "teacher":
        return max(
            cells.share(place, "person"), 0.8 * cells.share(place, "nameish") if by_head else 0
        )
    if role == "class_teacher":
        return max(cells.share(place, "nameish"), cells.share(place, "class"))
    if role in ("surname", "name", "patronymic"):
        return cells.share(place, "given")
    if role == "subject":
        # What no curriculum knows may be a subject under such a head.
        words = 1 - cells.share(place, "any_number") - cells.share(place, "person")
        known = max(cells.share(place, "subject"), cells.share(place, "lessons"))
        return max(known, 0.4 * max(0.0, words) if by_head >= 0.8 else 0)
    names = cells.share(place, "person")
    classes = cells.share(place, "class")
    if role == "group" and (names >= _SHARE or (by_head < 1 and classes >= _SHARE)):
        return -10.0
    counts = "count" if by_head else "counted"
    kinds: dict[Role, str] = {"grade": "number", "letter": "letter", "size": counts}
    return cells.share(place, kinds[role]) if role in kinds else cells.share(place, "group")
