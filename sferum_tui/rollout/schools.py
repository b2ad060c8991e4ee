"""Many schools in one table: what is told about each, what presses most, the totals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field

from sferum_tui.issues import PlanError, located, plain
from sferum_tui.rollout import tasks
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.coverage import Share, coverage, joined_by_stage
from sferum_tui.rollout.pace import per_day
from sferum_tui.rollout.russian import NBSP, days, plural
from sferum_tui.rollout.stage_board import FINISHED, Counts, StageBoard, StageState
from sferum_tui.rollout.urgency import UNREADABLE, days_overdue, urgency, worst
from sferum_tui.rollout.wording import SIGNS, state_word

#: The sign of a plan that can't be read.
BROKEN = "×"
#: The words of states where the whole ones have no room.
_BRIEF: dict[StageState, str] = {
    "declined": "не внедряется",
    "awaiting_decision": "ждёт решения",
    "done_late": "завершён позже",
    "planned": "не создана",
}


class Report(Struct, frozen=True):
    """What is told about one plan file; far less than its board, for there may be thousands.

    `path` is what the file is called where its school has no name of its own; `today` the local
    date that all is told for; `urgency` sorts schools, the most pressing first; `share` says who
    has joined in the whole school.
    """

    path: str
    error: PlanError | None = None
    school: str = ""
    created: date = date.min
    timezone: str = ""
    today: date = date.min
    day: int = 0
    stages: tuple[StageBoard, ...] = ()
    paces: tuple[int | None, ...] = ()
    joined: tuple[Share, ...] = ()
    share: Share = Share()
    counts: Counts = field(default_factory=Counts)
    urgency: tuple[int, int] = UNREADABLE
    late_decision: bool = False
    short: str = ""

    @classmethod
    def of(cls, path: str, board: Board, short: bool = False) -> Report:
        """The report on a plan that could be read; with `short` its line for a login too."""
        school, shares = board.rollout.answers.school, joined_by_stage(board)
        return cls(
            path,
            None,
            school.name,
            board.rollout.created,
            school.timezone,
            board.today,
            board.day,
            board.stages,
            tuple(per_day(board, item) for item in board.stages),
            tuple(shares.get(item.stage.number, Share()) for item in board.stages),
            coverage(board).share() if board.joined else Share(),
            board.counts,
            urgency(board),
            tasks.decision_late(board),
            tasks.short_status(board) if short else "",
        )

    @property
    def pressing(self) -> StageBoard:
        """The stage that presses most. Not for a plan that can't be read."""
        return worst(self.stages)

    @property
    def overdue(self) -> int:
        """How many days the school is late, by the stage that is latest; 0 where none is."""
        return max(map(days_overdue, self.stages), default=0)


def names(reports: Sequence[Report]) -> list[str]:
    """What the schools are called; the path where there is no name, or two have the same."""
    times = Counter(report.school for report in reports)
    return [
        report.school if report.school and times[report.school] == 1 else report.path
        for report in reports
    ]


def shortened(name: str, room: int) -> str:
    """A name in so many columns: of a long one what stands in «ёлочках», its head and its number.

    The full names of schools begin with the same words and differ by the number, which may have a
    hero's name behind it; one without a number keeps its two ends.
    """
    if len(name) > room and "«" in name:
        name = name[name.index("«") :]
    if len(name) <= room:
        return name
    numbers = re.findall(r"№\s*\d+", name)
    if numbers and numbers[-1] in name[: room - 1]:
        return f"{name[: room - 1]}…"
    tail = numbers[-1] if numbers else name[-((room - 1) // 2) :]
    head = name[: room - 1 - len(tail)] if len(tail) < room - 1 else ""
    return f"{head}…{tail}"[:room]


# The row of a school -----------------------------------------------------------------------------


def sign(report: Report) -> str:
    """The sign of the state of a school."""
    if report.error:
        return BROKEN
    item = report.pressing
    late = item.state == "awaiting_decision" and report.late_decision
    return SIGNS["overdue" if late else item.state]


def state(report: Report) -> str:
    """«просрочен», «в срок», «ждёт решения»: of the stage that presses most, without its sign."""
    item = report.pressing
    return _BRIEF.get(item.state) or state_word(item)


def days_text(report: Report) -> str:
    """«на 5 дней», «ещё 3 дня», «до завтра», «через 2 дня»; "" where no days are counted."""
    item = report.pressing
    if late := days_overdue(item):
        return f"на {days(late)}"
    if item.state == "awaiting_decision":
        return "срок прошёл" if report.late_decision else _left(report, item.decide_by)
    if item.state == "planned" and report.day < 0:
        return f"через {days(-report.day)}"
    if item.remaining is None or item.state == "last_day":
        return ""
    return _left(report, item.window.last)


def _left(report: Report, last: date | None) -> str:
    """How long it is to a last day."""
    left = (last - report.today).days if last else -1
    return "" if left < 0 else ("сегодня", "до завтра")[left] if left < 2 else f"ещё {days(left)}"


def reason(report: Report) -> str:
    """«файл не читается: строка 3, school.name: …»: the first fault of a plan, in one line."""
    first = report.error.faults[0] if report.error and report.error.faults else None
    if first is None:
        return "файл не читается"
    place = located("", first.line, first.field)
    return plain(": ".join(filter(None, ("файл не читается", place, first.what))))


# The totals --------------------------------------------------------------------------------------


def created_in_all(reports: Sequence[Report]) -> str:
    """«1204 из 3100»: how far all schools together are."""
    ready = sum(report.counts.ready for report in reports)
    return f"{ready} из {sum(report.counts.wanted for report in reports)}"


def stage_numbers(reports: Sequence[Report]) -> list[int]:
    """The numbers of all stages: schools may follow different guidance."""
    return sorted({item.stage.number for report in reports for item in report.stages})


def through(reports: Sequence[Report], number: int) -> str:
    """«1 из 6»: how many of the schools that have a stage are through with it."""
    stages = (item for report in reports for item in report.stages)
    states = [item.state for item in stages if item.stage.number == number]
    there = [state for state in states if state not in ("not_applicable", "declined")]
    return f"{sum(state in FINISHED for state in there)} из {len(there)}"


def schools_text(reports: Sequence[Report]) -> str:
    """«41 школа: просрочено у 20 (до 16 дней); срок решения прошёл у 3; не читается 1 файл»."""
    late = [report.overdue for report in reports if report.overdue]
    undecided = sum(report.late_decision for report in reports)
    broken = sum(report.error is not None for report in reports)
    parts = [f"просрочено у {len(late)} ({_at_most(max(late))})"] if late else []
    parts += [f"срок решения прошёл у {undecided}"] if undecided else []
    parts += [f"не читается {plural(broken, 'файл', 'файла', 'файлов')}"] if broken else []
    number = plural(len(reports), "школа", "школы", "школ")
    return f"{number}: {'; '.join(parts)}" if parts else number


def _at_most(number: int) -> str:
    """«до 1 дня», «до 16 дней»."""
    return f"до {plural(number, 'дня', 'дней')}"


def totals_text(reports: Sequence[Report]) -> str:
    """«создано 3013 из 9485 · в чатах 65 % · завершили: 1 этап 18 из 40, 2 этап 7 из 35»."""
    found = [report for report in reports if not report.error]
    share = sum((report.share for report in found), Share())
    done = (
        f"{number} этап {through(found, number)}".replace(" ", NBSP)
        for number in stage_numbers(found)
    )
    parts = [f"создано {created_in_all(found)}"]
    parts += [f"в чатах {share.percent} %"] if share.of else []
    return " · ".join([*parts, f"завершили: {', '.join(done)}"]) if found else ""
