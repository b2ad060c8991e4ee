"""`status` over plans of many schools: one table, the most pressing school first; JSON, CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sferum_tui.commands import console
from sferum_tui.commands.context import read_board
from sferum_tui.commands.grammar import Line
from sferum_tui.issues import PlanError, plain, readable
from sferum_tui.rollout import wording
from sferum_tui.rollout.coverage import Share
from sferum_tui.rollout.russian import days
from sferum_tui.rollout.schools import (
    BROKEN,
    Report,
    created_in_all,
    names,
    schools_text,
    shortened,
    stage_numbers,
    through,
)
from sferum_tui.rollout.stage_board import StageBoard, StageState
from sferum_tui.rollout.urgency import days_overdue

#: The least room for the name of a school, in columns.
_NAME = 16
#: The words of states for a narrow column.
_SHORT: dict[StageState, str] = {
    "not_applicable": "нет",
    "declined": "отказ",
    "awaiting_decision": "решение",
    "done": "завершён",
    "done_late": "позже",
    "planned": "впереди",
    "overdue": "просрочен",
    "last_day": "последний",
    "in_window": "в срок",
    "waiting": "ждёт",
    "running": "можно",
}


def run_many(line: Line) -> int:
    """Print where the plans stand. The exit code is 1 where one of them is broken."""
    errors: list[PlanError] = []
    reports = _reports(line, errors)
    if line.has("--json"):
        console.say_json_list(map(status_json, reports))
    elif line.has("--csv"):
        say_csv(reports)
    else:
        sorted_reports = sorted(reports, key=lambda report: report.urgency)
        lines = _short_lines if line.has("--short") else _table
        for text in lines(sorted_reports):
            console.say(text)
        for error in errors:
            console.warn(str(error))
    return 1 if errors else 0


def _reports(line: Line, errors: list[PlanError]) -> Iterator[Report]:
    """A report on each plan of the line, in its order; what is wrong with some goes to `errors`."""
    for path in map(Path, line.arguments):
        try:
            report = Report.of(readable(path), read_board(path, line), line.has("--short"))
        except PlanError as error:
            errors.append(error)
            report = Report(readable(path), error)
        yield report


def _short_lines(reports: Sequence[Report]) -> Iterator[str]:
    for name, report in zip(names(reports), reports, strict=True):
        if not report.error:
            yield f"{name}: {report.short}"


# The table


def _table(reports: Sequence[Report]) -> Iterator[str]:
    """A row for each school, a column for each stage, and how many schools are through with it."""
    found = [report for report in reports if not report.error]
    # Schools may follow different guidance; a stage that one of them has not stays blank.
    numbers = stage_numbers(found)
    rows = [
        ("день", "создано", *(f"{number} этап" for number in numbers)),
        *(_cells(report, numbers) for report in found),
        ("", created_in_all(found), *(through(found, number) for number in numbers)),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    room = max(_NAME, console.width() - sum(widths) - 2 * len(widths))
    called = [shortened(plain(name), room) for name in names(reports)]
    first = max(map(len, (*called, "завершили")))
    # Broken plans stand before all others.
    broken = len(reports) - len(found)
    yield from (f"{name:<{first}}  {BROKEN} план не читается" for name in called[:broken])
    heads = ("школа", *called[broken:], "завершили")
    for name, row in zip(heads, rows, strict=True) if found else ():
        cells = [f"{text:<{width}}" for text, width in zip(row, widths, strict=True)]
        yield f"{name:<{first}}  {'  '.join(cells)}".rstrip()
    yield schools_text(reports)


def _cells(report: Report, numbers: Sequence[int]) -> tuple[str, ...]:
    counts = report.counts
    states = {
        item.stage.number: f"{wording.SIGNS[item.state]} {_state(item)}" for item in report.stages
    }
    cells = (states.get(number, "") for number in numbers)
    return (str(report.day), f"{counts.ready} из {counts.wanted}", *cells)


def _state(item: StageBoard) -> str:
    """«в срок», «завершён»; for a stage that is late by how much: «5 дней»."""
    late = days_overdue(item)
    return days(late) if late else _SHORT[item.state]


# For programs


def status_json(report: Report) -> dict[str, object]:
    """One plan as `--json` gives it."""
    if report.error:
        return {"plan": report.path, "error": str(report.error)}
    return {
        "plan": report.path,
        "school": report.school,
        "created": report.created,
        "timezone": report.timezone,
        "day": report.day,
        "stages": [*map(_stage_json, report.stages, report.paces, report.joined)],
    }


def _stage_json(item: StageBoard, per_day: int | None, joined: Share) -> dict[str, object]:
    counts = item.counts
    return {
        "number": item.stage.number,
        "title": item.stage.title,
        "state": item.state,
        "first_day": item.window.first,
        "last_day": item.window.last,
        "official_first_day": item.official.first,
        "official_last_day": item.official.official_last,
        "remaining_seconds": item.remaining,
        "chats": {
            "total": counts.total,
            "created": counts.created,
            "auto": counts.auto,
            "skipped": counts.skipped,
            "preview": counts.preview,
        },
        "joined": {"count": joined.count, "of": joined.of, "chats": joined.chats},
        "per_day": per_day,
    }


_HEADER = (
    "план школа создана день этап название состояние первый_день последний_день всего "
    "создано автоматически не_нужно предварительно дней_просрочки в_чатах из ошибка"
).split()


def say_csv(reports: Iterable[Report]) -> None:
    """Print a row for each stage of each plan, and one for a plan that can't be read."""
    rows: list[tuple[object, ...]] = []
    for report in reports:
        if report.error:
            empty = [None] * (len(_HEADER) - 2)
            rows.append((report.path, *empty, str(report.error)))
        head = (report.path, report.school, report.created, report.day)
        rows += [
            (*head, *_stage_row(item), days_overdue(item) or None, *_joined(share), None)
            for item, share in zip(report.stages, report.joined, strict=True)
        ]
    console.say_csv(tuple(word.replace("_", " ") for word in _HEADER), rows)


def _joined(share: Share) -> tuple[int | None, int | None]:
    """How many have joined, of how many; nothing where no numbers are known."""
    return (share.count, share.of) if share.chats else (None, None)


def _stage_row(item: StageBoard) -> tuple[object, ...]:
    counts = item.counts
    return (
        item.stage.number,
        item.stage.title,
        wording.state_word(item),
        item.window.first,
        item.window.last,
        counts.total,
        counts.created,
        counts.auto,
        counts.skipped,
        counts.preview,
    )
