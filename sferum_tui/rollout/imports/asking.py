"""One table, read as a person wants it: for classes or teachers, by his choice of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from sferum_tui.rollout.class_edits import listed, with_planned
from sferum_tui.rollout.class_names import known_names, read_list
from sferum_tui.rollout.imports.classes import import_classes
from sferum_tui.rollout.imports.columns import SheetColumn
from sferum_tui.rollout.imports.heads import Role
from sferum_tui.rollout.imports.result import ImportResult
from sferum_tui.rollout.imports.sheets import Sheet
from sferum_tui.rollout.imports.subject_names import SubjectNames
from sferum_tui.rollout.imports.tables import SheetTable
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.reference import Reference

What = Literal["classes", "teachers"]


class Wish(Struct, frozen=True):
    """How a table should be read.

    `whole` says whether a list of classes takes the place of the others, None leaves that to the
    list; `columns` is what a person said of them; `adding` are classes that the plan gets first.
    """

    what: What
    whole: bool | None = None
    columns: Mapping[Role, str] = field(default_factory=dict)
    adding: tuple[str, ...] = ()


def import_table(
    plan: Plan, sheets: Sequence[Sheet], reference: Reference, wish: Wish
) -> ImportResult:
    """What a table would change. Raises `TableError`."""
    if wish.what == "classes":
        return import_classes(plan, sheets, reference, wish.whole, wish.columns)
    if wish.adding:
        plan = _with_classes(plan, wish.adding, reference)
    return import_teachers(plan, sheets, reference, wish.columns)


def columns_in(sheets: Sequence[Sheet], reference: Reference) -> tuple[SheetColumn, ...]:
    """The columns of a table of which nothing could be taken, as they were guessed."""
    known = SubjectNames(reference.curriculum).known
    return SheetTable(sheets, {}, known, lambda reading: True).columns


def _with_classes(plan: Plan, names: Sequence[str], reference: Reference) -> Plan:
    """The plan with more classes, taught what the curriculum says."""
    answers, rules = plan.answers, reference.recommendations
    more = read_list("; ".join(names), known_names(names)).classes
    answers = replace(answers, classes=listed(answers.classes, more, rules, whole=False))
    return replace(plan, answers=with_planned(answers, reference.curriculum))
