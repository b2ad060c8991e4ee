"""The table of schools: a line for each, the most pressing first."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sferum_tui.rollout.schools import Report, days_text, reason, shortened, sign, state
from sferum_tui.rollout.stage_board import FINISHED
from sferum_tui.text import fitted
from sferum_tui.widgets.painted import Line, Part
from sferum_tui.widgets.row_list import RowList

#: Cells of the mark and the sign, of the columns behind the name, and of a stage with its title.
_SIGN, _STAGE, _STATE, _DAYS, _CREATED, _JOINED, _TITLE = 3, 7, 15, 13, 13, 7, 25
#: Cells of a state with its days in one column: «просрочен на 19 дней».
_BOTH = 21
#: The narrowest lists with days after the state, in a column beside it, with titles of stages.
_SNUG, _USUAL, _ROOMY = 65, 76, 110


class SchoolRow(NamedTuple):
    """A school of the table: the file of its plan, what it is called, what is told about it."""

    path: Path
    name: str
    report: Report


class SchoolColumns(NamedTuple):
    """How many cells each column has, 0 for one that there is no room for."""

    name: int
    stage: int
    state: int
    days: int
    created: int
    joined: int

    @classmethod
    def of(cls, width: int) -> SchoolColumns:
        """The columns of a list of so many cells; the name has what the others leave."""
        usual = width >= _USUAL
        stage = _TITLE if width >= _ROOMY else _STAGE
        days, joined = (_DAYS, _JOINED) if usual else (0, 0)
        state = _BOTH if _SNUG <= width < _USUAL else _STATE
        rest = width - _SIGN - stage - state - days - _CREATED - joined
        return cls(max(1, rest), stage, state, days, _CREATED, joined)


def head_text(width: int) -> str:
    """The names of the columns of a list of so many cells."""
    it = SchoolColumns.of(width)
    days = f"{'срок':<{it.days}}" if it.days else ""
    joined = f"{'в чатах':>{it.joined}}" if it.joined else ""
    created = f"{'создано':>{it.created - 1}} "
    state = "состояние" if it.days else "состояние и срок" if it.state == _BOTH else "срок"
    start = f"{'':<{_SIGN}}{'школа':<{it.name}}{'этап':<{it.stage}}{state:<{it.state}}"
    return f"{start}{days}{created}{joined}"


class SchoolList(RowList[SchoolRow]):
    """One line a school: sign, name, the stage that presses most, its state and days, progress."""

    def same(self, one: SchoolRow, other: SchoolRow) -> bool:
        """Whether two rows are of one plan."""
        return one.path == other.path

    def line(self, row: SchoolRow, place: int, width: int, current: bool) -> Line:
        """A school."""
        it, report = SchoolColumns.of(width), row.report
        style = "cursor" if current else ""
        urgent = sign(report) in "▲×" and not current
        parts: list[Part] = [
            (f"{sign(report)} ", "overdue" if urgent else style),
            (fitted(shortened(row.name, it.name - 1), it.name), style or "strong"),
        ]
        if report.error:
            return [*parts, (fitted(reason(report), max(0, width - _SIGN - it.name)), style)]
        return [*parts, *self._told(report, it, style, "overdue" if urgent else style)]

    def _told(self, report: Report, it: SchoolColumns, style: str, late: str) -> list[Part]:
        item = report.pressing
        quiet = style or ("muted" if item.state in FINISHED else "")
        title = f" {item.stage.title}" if it.stage == _TITLE else ""
        stage = "все" if item.state in FINISHED else f"{item.stage.number} этап{title}"
        days = days_text(report)
        both = f"{state(report)} {days}".rstrip()
        word = state(report) if it.days else both if len(both) < it.state else days
        percent = report.share.percent
        return [
            (fitted(stage, it.stage), quiet),
            (fitted(word, it.state), late or quiet),
            (fitted(days, it.days), late or quiet),
            (_created(report, it.created), quiet),
            (f"{'' if percent is None else f'{percent} %':>{it.joined}}"[: it.joined], quiet),
        ]


def _created(report: Report, width: int) -> str:
    """«  61 из 198»: the words stand in one column."""
    return fitted(f"{report.counts.ready:>4} из {report.counts.wanted}", width)
