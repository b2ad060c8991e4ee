"""Табло: one page for a screen in the hall or the school's site, numbers alone, no person named."""

from __future__ import annotations

from sferum_tui.documents.facts import columns
from sferum_tui.documents.model import Cell, Document, Heading, Paragraph, Section, Table
from sferum_tui.documents.phrases import stage_title
from sferum_tui.documents.report import in_chats, moment
from sferum_tui.documents.words import LINE, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.coverage import Coverage, coverage
from sferum_tui.rollout.russian import capital, day_month, span, weekday_date
from sferum_tui.rollout.stage_board import StageBoard
from sferum_tui.rollout.wording import countdown, state_text

#: Which column says how many are in the chats; it stays away while none is known.
_JOINED = 5


def hall_board(board: Board, reload: int = 0) -> Document:
    """The stages with their countdowns; the page loads itself anew every so many minutes."""
    words = words_for("board", board)
    weekday, _, _ = weekday_date(board.today).partition(" ")
    joined = coverage(board)
    stages = (item for item in board.stages if item.state != "not_applicable")
    rows = tuple(_row(board, item, joined) for item in stages)
    found: list[Heading | Paragraph | Table] = [Heading(words("title"), 1)]
    if words.school != LINE:
        found.append(Paragraph(words.school, "center"))
    found.append(
        Paragraph(words("moment", moment=f"{capital(weekday)}, {moment(board)}"), "center")
    )
    counts = board.counts
    found.append(Paragraph(words("ready", ready=counts.ready, wanted=counts.wanted), "center"))
    table = Table(columns(words.titles("head"), (26, 24, 26, 22, 16, 22)), rows)
    if joined.share().chats:
        found += [table, Paragraph(words("joined_note"), "note")]
    else:
        found.append(table.without(_JOINED))
    return Document(
        title=words("title"),
        sections=(Section(words("title"), tuple(found)),),
        landscape=True,
        author=board.rollout.answers.school.name,
        hall=True,
        reload=reload,
    )


def _row(board: Board, item: StageBoard, joined: Coverage) -> tuple[Cell, ...]:
    counts, number = item.counts, item.stage.number
    title = f"{number}. {stage_title(board, item.stage)}"
    if item.state == "declined":
        return (title, "", state_text(item), "", "", "")
    ready = f"{counts.ready} из {counts.wanted}" if counts.wanted else ""
    window = span(item.window.first, item.window.last, day_month)
    return (title, window, state_text(item), _left(item), ready, in_chats(joined.share(number)))


def _left(item: StageBoard) -> str:
    """«3 дня 9 ч», «13 ч 45 мин»: a page that stands still counts no seconds."""
    seconds = item.remaining
    if seconds is not None and 0 < seconds < 24 * 3600:
        return f"{seconds // 3600} ч {seconds % 3600 // 60} мин"
    return countdown(item).removeprefix("осталось ").removeprefix("остался ")
