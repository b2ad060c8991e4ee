"""Which column of a sheet is what, as a value that a preview can show and a person change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from sferum_tui.rollout.imports.heads import ROLE_TITLES, Kind, Role, head_kind
from sferum_tui.rollout.imports.sheets import column_letter


class SheetColumn(Struct, frozen=True):
    """A column as it was read: where it stands, its head, what it is for, "" for nothing.

    `given` tells that a person said so.
    """

    place: int
    head: str = ""
    role: Role | None = None
    kind: Kind | None = None
    given: bool = False

    @property
    def name(self) -> str:
        """«B „ФИО педагога“»; without a head «B»."""
        letter = column_letter(self.place)
        return f"{letter} „{self.head}“" if self.head else letter

    def __str__(self) -> str:
        """«B „ФИО педагога“ — учитель»."""
        return f"{self.name} — {ROLE_TITLES[self.role] if self.role else 'не берётся'}"


class Columns(Struct, frozen=True):
    """All columns of a sheet; the data begin behind `start` rows.

    `matrix` are the columns that a class heads, by its text, `subjects` those that a subject does;
    `beside` are the columns of the teachers of a class's lessons, `groups` those of the teachers of
    its groups, by the group; `led` are the class teachers of the heads; `weak` says why the choice
    may be wrong, in Russian.
    """

    columns: tuple[SheetColumn, ...]
    start: int = 0
    matrix: Mapping[int, str] = field(default_factory=dict)
    subjects: Mapping[int, str] = field(default_factory=dict)
    beside: Mapping[int, int] = field(default_factory=dict)
    groups: Mapping[int, str] = field(default_factory=dict)
    led: Mapping[int, str] = field(default_factory=dict)
    weak: tuple[str, ...] = ()

    def place(self, role: Role) -> int | None:
        """The column of a role; None if there is none."""
        return next((it.place for it in self.columns if it.role == role), None)

    def has(self, *roles: Role) -> bool:
        """Whether all of these roles have a column."""
        return all(self.place(role) is not None for role in roles)

    @property
    def heads(self) -> Mapping[int, str]:
        """The head of every column."""
        return {**{it.place: it.head for it in self.columns}, **self.matrix, **self.subjects}

    @property
    def headed(self) -> bool:
        """Whether the sheet has heads."""
        return self.start > 0

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of the columns that are not for a plan."""
        return frozenset(it.kind for it in self.columns if it.kind)

    @property
    def names_class(self) -> bool:
        """Whether a column, or two, or the heads name classes."""
        return self.has("class") or self.has("grade", "letter") or bool(self.matrix)

    @property
    def of_lessons(self) -> bool:
        """Whether days or numbers of lessons head the classes, as in a teacher's timetable."""
        heads = [it.head for it in self.columns if it.role == "class"]
        return bool(heads) and all(it.isdecimal() or head_kind(it) == "time" for it in heads)

    @property
    def lacks_grade(self) -> bool:
        """Whether there are letters of classes, and the grade has to be said above them."""
        return self.has("letter") and not (self.has("grade") or self.has("class"))

    @property
    def names_teacher(self) -> bool:
        """Whether a column names persons."""
        return bool(self.groups) or any(
            self.has(it) for it in ("teacher", "surname", "class_teacher")
        )


#: Roles that name persons: in a list of pupils they are only counted.
PERSONS: frozenset[Role] = frozenset(("teacher", "surname", "name", "patronymic"))


def told_columns(columns: Columns, pupils: bool = False, sizes: bool = True) -> Iterator[str]:
    """«B „ФИО педагога“ — учитель», one line a column that is used; then what is left out."""
    used = [it for it in columns.columns if it.role and (sizes or it.role != "size")]
    for it in used:
        yield f"{it.name} — ученик, имя не берётся" if pupils and it.role in PERSONS else str(it)
    for what, headed in (
        ("классы в заголовках", columns.matrix),
        ("предметы в заголовках", columns.subjects),
        ("учителя групп", columns.groups),
    ):
        if headed:
            first, last = min(headed), max((*headed, *columns.beside.values()))
            yield f"{column_letter(first)}–{column_letter(last)} — {what}: {len(headed)}"
    rest = [it.name for it in columns.columns if it not in used]
    if rest:
        yield f"не берутся: {', '.join(rest)}"
