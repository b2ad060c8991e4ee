"""Отчёт over many schools: one table, worst first, with totals, and the sums by stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sferum_tui.documents.facts import columns, expected
from sferum_tui.documents.model import Block, Cell, Document, Heading, Paragraph, Section, Table
from sferum_tui.documents.report import Part, in_chats, in_parts, left_text, moment, overdue, report
from sferum_tui.documents.words import Words
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.coverage import Share, coverage
from sferum_tui.rollout.stage_board import Counts, StageBoard
from sferum_tui.rollout.urgency import UNREADABLE, urgency, worst
from sferum_tui.rollout.wording import SIGNS, progress_text, state_word


class Source(Struct, frozen=True):
    """One plan of a report: its path, and its board or what is wrong with it."""

    path: str
    board: Board | None
    error: str = ""

    @property
    def school(self) -> str:
        """The name of the school, if it has one."""
        return self.board.rollout.answers.school.name if self.board else ""

    @property
    def short(self) -> str:
        """The name of the school as a row of many has room for."""
        school = self.board.rollout.answers.school if self.board else None
        return school.short_name or school.name if school else ""


def report_of(sources: Sequence[Source], kind: str) -> Document:
    """The report of one school in full, or of many in one table; as csv a row for each stage."""
    board = sources[0].board
    if kind == "csv":
        return report_rows(sources)
    if len(sources) == 1 and board:
        return report(board, kind)
    words = Words("report")
    return in_parts(words("many_title"), tuple(_parts(sources, words)), words, kind)


def report_rows(sources: Sequence[Source]) -> Document:
    """The report as one table for a spreadsheet: a row for each stage of each plan."""
    words = Words("report")
    titles = words.titles("csv_head")
    rows = tuple(row for source in _sorted(sources) for row in _csv_rows(source, len(titles)))
    table = Table(columns(titles, [12] * len(titles)), rows)
    return Document(title=words("title"), sections=(Section(words("title"), (table,)),))


def _named(sources: Sequence[Source]) -> Iterator[tuple[str, Board]]:
    """The plans that can be read; the path says which of two schools of one name is meant."""
    times = Counter(source.short for source in sources)
    for source in sources:
        if source.board:
            twice = source.short and times[source.short] > 1
            name = f"{source.short} ({source.path})" if twice else source.short or source.path
            yield name, source.board


def _sorted(sources: Iterable[Source]) -> list[Source]:
    """Plans that can't be read, then the most pressing."""
    return sorted(sources, key=lambda it: urgency(it.board) if it.board else UNREADABLE)


def _parts(sources: Sequence[Source], words: Words) -> Iterator[Part]:
    found = _sorted(sources)
    named = list(_named(found))
    boards = [board for _, board in named]
    # Schools may follow different guidance, with more stages or fewer.
    numbers = sorted({item.stage.number for board in boards for item in board.stages})
    top: list[Block] = [Heading(words("many_title"), 1)]
    if boards:
        top.append(Paragraph(words("moment", moment=moment(boards[0])), "center"))
    top.append(Paragraph(words("many_intro", number=len(found)), "plain"))
    broken = tuple((source.path, source.error) for source in found if not source.board)
    if broken:
        title = words("broken_title")
        heads = columns(words.titles("broken_head"), (40, 80))
        yield title, (*top, Heading(title, 2), Table(heads, broken))
        top = [Heading(words("schools_title"), 2)]
    if boards:
        top += [Paragraph(words("signs"), "note"), _schools(named, words, numbers)]
        yield words("schools_title"), tuple(top)
        title, widths = words("total_title"), (28, 8, 14, 12, 12, 12, 10, 10)
        rows = tuple(_stage_total(boards, number) for number in numbers)
        table = Table(columns(words.titles("total_head"), widths, range(1, 8)), rows)
        yield title, (Heading(title, 2), table)


def _schools(named: Sequence[tuple[str, Board]], words: Words, numbers: Sequence[int]) -> Table:
    """One row for each school, worst first, and the sums of all."""
    titles = [words("stage_short", number=number) for number in numbers]
    heads = (*words.titles("schools_head"), *titles)
    widths = (30, 26, 11, 9, 15, 20, *[13] * len(titles))
    rows = tuple(_school_row(name, board, words, numbers) for name, board in named)
    boards = [board for _, board in named]
    joined = sum((coverage(board).share() for board in boards), Share())
    counts = sum((board.counts for board in boards), Counts())
    late = sum(len(overdue(board)) for board in boards)
    of_stages = (_progress(_with_stage(boards, number)) for number in numbers)
    total: tuple[Cell, ...] = (
        words("total"),
        "",
        counts.ready,
        counts.wanted,
        late,
        in_chats(joined),
    )
    return Table(columns(heads, widths, (2, 3, 4)), rows, total=(*total, *of_stages))


def _school_row(name: str, board: Board, words: Words, numbers: Sequence[int]) -> tuple[Cell, ...]:
    item, counts = worst(board.stages), board.counts
    told = left_text(board, item) or state_word(item)
    pressing = f"{SIGNS[item.state]} {words('stage_short', number=item.stage.number)}: {told}"
    stages = {
        item.stage.number: f"{SIGNS[item.state]} {progress_text(item)}".strip()
        for item in board.stages
    }
    cells = (stages.get(number, "") for number in numbers)
    joined = in_chats(coverage(board).share())
    return (name, pressing, counts.ready, counts.wanted, len(overdue(board)), joined, *cells)


def _with_stage(boards: Sequence[Board], number: int) -> list[StageBoard]:
    """One stage of all the boards that have it."""
    return [item for it in boards for item in it.stages if item.stage.number == number]


def _progress(items: Sequence[StageBoard]) -> str:
    ready = sum(item.counts.ready for item in items)
    return f"{ready} из {sum(item.counts.wanted for item in items)}"


def _stage_total(boards: Sequence[Board], number: int) -> tuple[Cell, ...]:
    """One stage over all schools."""
    items = _with_stage(boards, number)
    here = [item for item in items if item.state not in ("not_applicable", "declined")]
    done = sum(1 for item in here if item.state in ("done", "done_late"))
    late = sum(1 for item in here if item.state == "overdue")
    running = sum(1 for item in here if item.state in ("in_window", "last_day", "running"))
    ready = sum(item.counts.ready for item in here)
    wanted = sum(item.counts.wanted for item in here)
    waiting = len(here) - done - late - running
    title = f"{number}. {items[0].stage.title}"
    return (title, len(here), late, running, done, waiting, ready, wanted)


def _csv_rows(source: Source, width: int) -> Iterator[tuple[Cell, ...]]:
    board = source.board
    if board is None:
        yield (source.path, *[None] * (width - 2), source.error)
        return
    joined = coverage(board)
    for item in board.stages:
        counts, share = item.counts, joined.share(item.stage.number)
        yield (
            source.path,
            source.school,
            board.rollout.created,
            board.day,
            item.stage.number,
            item.stage.title,
            state_word(item),
            item.window.first,
            item.window.last,
            counts.wanted,
            counts.created,
            counts.auto,
            counts.skipped,
            counts.preview,
            expected(board, item),
            share.present if share.of else None,
            share.of or None,
            None,
        )
