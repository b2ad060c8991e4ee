"""The plan as a picture: the windows of the stages over the school's calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.stage_board import StageBoard
from sferum_tui.rollout.summary import KindGroup, groups
from sferum_tui.rollout.wording import class_range, state_word
from sferum_tui.text import cut
from sferum_tui.widgets.painted import EMPTY, Line, Part, filled, line_text, stage_style
from sferum_tui.widgets.timeline_scale import Scale, labels, scale_for

#: Columns before the picture: « 1 этап ».
LABEL = 9
#: States in which a stage has no window to show.
_NO_WINDOW = ("not_applicable", "declined")
#: Days in a column up to which a rest can be seen in it.
_REST_SEEN = 7


def rows_for(board: Board) -> int:
    """How many rows a board's timeline fills: dates, stages, later classes, days off, signs."""
    late = sum(
        len(groups(board, item.stage)) - 1 for item in board.stages if item.state not in _NO_WINDOW
    )
    return len(board.stages) + late + 3


def timeline(board: Board, width: int, height: int) -> list[Line]:
    """Dates, one row a stage, and below them days off and today's mark.

    Further rows take classes that opened later, then the meaning of the signs; with no rows for
    them the windows of such classes stand in the row of their stage. Where the row of days off has
    no room either, today's mark stands among the dates.
    """
    stages = [(item, groups(board, item.stage)) for item in board.stages]
    shown = [(item, found) for item, found in stages if item.state not in _NO_WINDOW]
    scale = scale_for(_days(board, shown), board.today, width - LABEL - 1)
    late = sum(len(found) - 1 for _, found in shown)
    spare = height - len(stages) - 2
    apart = late <= spare
    bare = height <= len(stages) + 1
    dates = _cells(_dates(board, scale, shown), "muted")
    lines: list[Line] = [_line("", _marked(dates, scale, board.today) if bare else dates)]
    for item, found in stages:
        lines.append(_stage_line(board, scale, item, found[:1] if apart else found))
        if apart and item.state not in _NO_WINDOW:
            lines.extend(_late_line(board, scale, item, group) for group in found[1:])
    if not bare:
        lines.append(_axis(board, scale))
    if height > len(lines):
        lines.append([(" " * LABEL, ""), (cut(_legend(board, scale, shown), scale.width), "muted")])
    return lines


def _days(board: Board, shown: list[tuple[StageBoard, tuple[KindGroup, ...]]]) -> Iterator[date]:
    yield board.rollout.created
    for item, found in shown:
        yield item.official.official_last
        for group in found:
            yield group.window.first
            yield group.window.last


def _dates(
    board: Board, scale: Scale, shown: list[tuple[StageBoard, tuple[KindGroup, ...]]]
) -> str:
    """The row of dates: last days before all, then the event and first days."""
    windows = [group.window for _, found in shown for group in found]
    firsts = [window.first for window in windows]
    return labels(scale, [window.last for window in windows], [board.rollout.created, *firsts])


def _marked(dates: list[Part], scale: Scale, today: date) -> list[Part]:
    """The row of dates with today's mark, in the place of those that it leaves no room for."""
    if not scale.has(today):
        return dates
    column, word = scale.middle(today), "↓ сегодня"
    if column + len(word) > scale.width:
        column, word = max(0, column - len(word) + 1), "сегодня ↓"
    end, text = column + len(word), line_text(dates)
    for found in re.finditer(r"\S+(?: [^\s\d]\S*)?", text):
        if found.start() <= end and found.end() >= column:
            text = f"{text[: found.start()]:<{found.end()}}{text[found.end() :]}"
    row = _cells(text, "muted")
    row[column:end] = _cells(word, "today")
    return row[: scale.width]


def _stage_line(board: Board, scale: Scale, item: StageBoard, found: Sequence[KindGroup]) -> Line:
    label = f" {item.stage.number} этап"
    if item.state in _NO_WINDOW:
        return _line(label, _cells(f"– {state_word(item)}".ljust(scale.width), "muted"))
    cells = _empty(board, scale, board.rollout.created, found[0].window.first)
    official = item.official
    if _is_other(item, found[0]):
        _fill(cells, scale, official.first, official.official_last, ("═", "muted"))
    for group in reversed(found):
        _bar(board, cells, scale, item, group)
    return _line(label, cells)


def _is_other(item: StageBoard, group: KindGroup) -> bool:
    """Whether the recommended window can be seen behind the one that is followed."""
    official, window = item.official, group.window
    return window.first != official.first or window.last < official.official_last


def _late_line(board: Board, scale: Scale, item: StageBoard, group: KindGroup) -> Line:
    cells = _empty(board, scale, None, group.window.first)
    _bar(board, cells, scale, item, group)
    return _line(cut(f"   {class_range(group.classes)}", LABEL - 1), cells)


def _empty(board: Board, scale: Scale, event: date | None, first: date) -> list[Part]:
    """A row with the days from the event to the window, and today."""
    cells: list[Part] = [(" ", "")] * scale.width
    if event is not None:
        start, end = scale.column(event), scale.column(first)
        cells[start:end] = [("─", "faint")] * (end - start)
    if scale.has(board.today):
        cells[scale.middle(board.today)] = ("│", "today")
    return cells


def _bar(board: Board, cells: list[Part], scale: Scale, item: StageBoard, group: KindGroup) -> None:
    """The window of some chats: what is done, then what is left; a window without chats is none."""
    if not group.wanted and item.counts.wanted + item.counts.preview:
        return
    start = min(scale.column(group.window.first), scale.width - 1)
    end = max(scale.last_column(group.window.last), start + 1)
    done = filled(group.ready, group.wanted, end - start)
    late = group.ready < group.wanted and item.state == "overdue"
    hue = stage_style(item.stage.number)
    left = "overdue" if late and board.today > group.window.last else hue
    cells[start:end] = [("█", hue)] * done + [(EMPTY, left)] * (end - start - done)


def _fill(cells: list[Part], scale: Scale, first: date, last: date, cell: Part) -> None:
    start, end = scale.column(first), scale.last_column(last)
    cells[start:end] = [cell] * (end - start)


def _axis(board: Board, scale: Scale) -> Line:
    """Days off, and where in all this today is."""
    cells: list[Part] = [(" ", "")] * scale.width
    for column in _rests(board, scale):
        cells[column] = ("▪", "faint")
    if board.today < scale.first:
        column, text = 0, "← сегодня"
    elif not scale.has(board.today):
        column, text = scale.width - 9, "сегодня →"
    else:
        column, text = scale.middle(board.today), "↑ сегодня"
        if column + len(text) > scale.width:
            column, text = column - len(text) + 1, "сегодня ↑"
    column = max(0, column)
    end = min(column + len(text), scale.width)
    cells[max(0, column - 1) : end + 1] = _cells(" " * len(cells[max(0, column - 1) : end + 1]), "")
    cells[column:end] = _cells(text, "today")[: end - column]
    return _line(" ▪ вых.", cells, "faint")


def _rests(board: Board, scale: Scale) -> Iterator[int]:
    """Columns all of whose days are off."""
    if scale.days > _REST_SEEN:
        return
    calendar = board.rollout.calendar
    for column, days in groupby(scale.days_shown(), scale.column):
        if column < scale.width and all(map(calendar.is_day_off, days)):
            yield from range(column, min(column + scale.cells, scale.width))


def _legend(
    board: Board, scale: Scale, shown: list[tuple[StageBoard, tuple[KindGroup, ...]]]
) -> str:
    parts = ["█ создано", f"{EMPTY} осталось"]
    if any(_is_other(item, found[0]) for item, found in shown):
        parts.append("═ срок рекомендаций")
    if scale.cells > 1:
        parts.append("─ от создания структуры")
    return "   ".join(parts)


def _cells(text: str, style: str) -> list[Part]:
    return [(char, style) for char in text]


def _line(label: str, cells: list[Part], style: str = "") -> Line:
    """A label and its row, cells of one style joined."""
    parts: list[Part] = [(f"{label:<{LABEL}}", style)]
    for name, run in groupby(cells, key=lambda cell: cell[1]):
        parts.append(("".join(char for char, _ in run), name))
    return parts
