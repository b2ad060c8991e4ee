"""Табло: one page for a screen in the hall or the school's site, numbers alone, no person named."""

from __future__ import annotations

from sferum_tui.documents.facts import columns
from sferum_tui.documents.model import Cell, Document, Heading, Paragraph, Section, Table
from sferum_tui.documents.words import LINE, paper, words_for
from sferum_tui.rollout.board import Board, StageBoard
from sferum_tui.rollout.russian import weekday_date
from sferum_tui.rollout.wording import countdown, state_text, window_text


def hall_board(board: Board, reload: int = 0) -> Document:
    """The stages with their countdowns; the page loads itself anew every so many minutes."""
    words = words_for("board", board)
    moment = f"{weekday_date(board.today)} {board.today.year} г., {board.now:%H:%M}"
    rows = tuple(_row(board, item) for item in board.stages if item.state != "not_applicable")
    found: list[Heading | Paragraph | Table] = [Heading(words("title"), 1)]
    if words.school != LINE:
        found.append(Paragraph(words.school, "center"))
    found.append(Paragraph(words("moment", moment=moment), "center"))
    counts = board.counts
    found.append(Paragraph(words("ready", ready=counts.ready, wanted=counts.wanted), "center"))
    found.append(Table(columns(words.titles("head"), (34, 18, 24, 22, 16, 16)), rows))
    if board.joined:
        found.append(Paragraph(words("joined_note"), "note"))
    return Document(
        title=words("title"),
        sections=(Section(words("title"), tuple(found)),),
        landscape=True,
        author=board.rollout.answers.school.name,
        paper=paper(),
        hall=True,
        reload=reload,
    )


def _row(board: Board, item: StageBoard) -> tuple[Cell, ...]:
    counts = item.counts
    if item.state == "declined":
        return (_title(item), "", state_text(item), "", "", "")
    ready = f"{counts.ready} из {counts.wanted}" if counts.wanted else ""
    left = countdown(item).removeprefix("осталось ")
    return (_title(item), window_text(item.window), state_text(item), left, ready, _in(board, item))


def _title(item: StageBoard) -> str:
    return f"{item.stage.number}. {item.stage.title}"


def _in(board: Board, item: StageBoard) -> str:
    """«204 из 260»: how many are in the chats of a stage, as far as that is known."""
    sizes = board.rollout.answers.sizes
    count = of = 0
    for chat in board.rollout.of_stage[item.stage.number]:
        told = board.joined.get(chat.id)
        if told and board.state_of(chat) != "skipped":
            count += told.count
            of += (told.of if told.of is not None else sizes.get(chat.class_name)) or told.count
    return f"{count} из {of}" if of else ""
