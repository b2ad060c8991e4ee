"""Отчёт: the state today against the plan, of one school or of many, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sferum_tui.documents.facts import columns, expected, last_day, long_day, owners_text
from sferum_tui.documents.model import (
    Block,
    Cell,
    Document,
    Facts,
    Heading,
    Paragraph,
    Section,
    Table,
)
from sferum_tui.documents.words import Words, paper, words_for
from sferum_tui.rollout.board import Board, StageBoard
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.russian import capital, weekday_date
from sferum_tui.rollout.tasks import next_step
from sferum_tui.rollout.urgency import pressure, urgency, worst
from sferum_tui.rollout.wording import (
    SIGNS,
    class_range,
    countdown,
    created_text,
    progress_text,
    state_text,
    state_word,
    window_text,
)

#: How many lines of chats to create a report of one school holds.
_MOST_LINES = 40


class Source(Struct, frozen=True):
    """One plan of a report: its path, and its board or what is wrong with it."""

    path: str
    board: Board | None
    error: str = ""

    @property
    def school(self) -> str:
        """The name of the school, if it has one."""
        return self.board.rollout.answers.school.name if self.board else ""


def report(sources: Sequence[Source]) -> Document:
    """The report of one school in full, or of many stage by stage."""
    board = sources[0].board
    if len(sources) == 1 and board:
        words = words_for("report", board)
        title, blocks = words("title"), tuple(_one(board, words))
    else:
        words = Words("report")
        title, blocks = words("many_title"), tuple(_many(sources, words))
    return Document(
        title=title,
        sections=(Section(title, blocks),),
        running=title,
        landscape=True,
        page_words=words.page_words(),
        paper=paper(),
    )


def report_rows(sources: Sequence[Source]) -> Document:
    """The report as one table for a spreadsheet: a row for each stage of each plan."""
    words = Words("report")
    titles = words.titles("csv_head")
    rows = tuple(row for source in _sorted(sources) for row in _csv_rows(source, len(titles)))
    table = Table(columns(titles, [12] * len(titles)), rows)
    return Document(title=words("title"), sections=(Section(words("title"), (table,)),))


def _named(sources: Sequence[Source]) -> Iterator[tuple[str, Board]]:
    """The plans that can be read; the path says which of two schools of one name is meant."""
    times = Counter(source.school for source in sources)
    for source in sources:
        if source.board:
            twice = source.school and times[source.school] > 1
            name = f"{source.school} ({source.path})" if twice else source.school or source.path
            yield name, source.board


def _sorted(sources: Iterable[Source]) -> list[Source]:
    """Plans that can't be read, then the most pressing."""
    return sorted(sources, key=lambda it: urgency(it.board.stages if it.board else ()))


# One school


def _one(board: Board, words: Words) -> Iterator[Block]:
    rollout = board.rollout
    yield Heading(words("title"), 1)
    yield Paragraph(words.school, "center")
    moment = f"{weekday_date(board.today)} {board.today.year} г., {board.now:%H:%M}"
    yield Paragraph(words("moment", moment=moment), "center")
    planned = rollout.answers.school.planned or board.day < 0
    facts = [
        (words("planned" if planned else "created"), long_day(rollout.created)),
        (words("day"), str(board.day).replace("-", "−")),
        (words("progress"), created_text(board).removeprefix("создано ")),
        *_behind(board, words),
        (words("next"), capital(next_step(board))),
    ]
    yield Facts(tuple(facts))
    yield Heading(words("stages_title"), 2)
    yield Table(
        columns(words.titles("stages_head"), (22, 20, 28, 10, 9, 17, 11, 24), (3, 4, 5, 6)),
        tuple(_stage_row(board, item) for item in board.stages),
    )
    late = [chat for chat in rollout.chats if board.is_overdue(chat)]
    if late:
        yield Heading(words("overdue_title"), 2)
        yield from _grouped(board, late, words, "overdue_head")
    due = [chat for chat in board.due() if not board.is_overdue(chat)]
    if due:
        yield Heading(words("due_title"), 2)
        yield from _grouped(board, due, words, "due_head")
    skipped = [chat for chat in rollout.chats if board.state_of(chat) == "skipped"]
    if skipped:
        yield Heading(words("skipped_title"), 2)
        rows = tuple((chat.name, board.done.skipped[chat.id]) for chat in skipped)
        yield Table(columns(words.titles("skipped_head"), (40, 60)), rows)


def _behind(board: Board, words: Words) -> Iterator[tuple[str, str]]:
    """How many chats the plan wants by today, and how many of them are missing."""
    wanted = sum(expected(board, item) for item in board.stages)
    missing = sum(1 for chat in board.rollout.chats if board.is_overdue(chat))
    yield words("by_plan"), str(wanted)
    yield words("behind"), str(missing) if missing else words("on_time")


def _stage_row(board: Board, item: StageBoard) -> tuple[Cell, ...]:
    counts = item.counts
    if item.state in ("not_applicable", "declined"):
        return (_title(item), "", state_text(item), None, None, None, None, "")
    return (
        _title(item),
        window_text(item.window),
        state_text(item),
        counts.ready,
        counts.wanted,
        expected(board, item),
        counts.skipped,
        countdown(item),
    )


def _title(item: StageBoard) -> str:
    return f"{item.stage.number}. {item.stage.title}"


def _grouped(board: Board, chats: Sequence[Chat], words: Words, head: str) -> Iterator[Block]:
    """Chats by who creates them: people by name, the others by role and kind."""
    groups: dict[tuple[str, str], list[Chat]] = {}
    for chat in chats:
        groups.setdefault((chat.kind.id if not chat.owner_name else "", chat.owner), []).append(
            chat
        )
    rows = [
        (owners_text(board, found), len(found), _which(found), last_day(board, found))
        for found in groups.values()
    ]
    widths = (40, 8, 60, 14)
    yield Table(columns(words.titles(head), widths, (1,)), tuple(rows[:_MOST_LINES]))
    if len(rows) > _MOST_LINES:
        yield Paragraph(words("due_more", shown=_MOST_LINES, all=len(rows)), "note")


def _which(chats: Sequence[Chat]) -> str:
    if len(chats) <= 3 or not chats[0].class_name:
        return ", ".join(chat.name for chat in chats[:3]) + (" …" if len(chats) > 3 else "")
    titles = ", ".join(dict.fromkeys(chat.kind.title for chat in chats))
    return f"{titles}: {class_range([chat.class_name for chat in chats if chat.class_name])}"


# Many schools


def _many(sources: Sequence[Source], words: Words) -> Iterator[Block]:
    found = _sorted(sources)
    named = list(_named(found))
    boards = [board for _, board in named]
    # Schools may follow different guidance, with more stages or fewer.
    numbers = sorted({item.stage.number for board in boards for item in board.stages})
    yield Heading(words("many_title"), 1)
    if boards:
        board = boards[0]
        moment = f"{weekday_date(board.today)} {board.today.year} г., {board.now:%H:%M}"
        yield Paragraph(words("moment", moment=moment), "center")
    yield Paragraph(words("many_intro", number=len(found)), "plain")
    broken = [source for source in found if not source.board]
    if broken:
        yield Heading(words("broken_title"), 2)
        rows = tuple((source.path, source.error) for source in broken)
        yield Table(columns(words.titles("broken_head"), (40, 80)), rows)
    if boards:
        yield Heading(words("total_title"), 2)
        yield Table(
            columns(words.titles("total_head"), (28, 8, 12, 10, 12, 10, 10, 10), range(1, 8)),
            tuple(_total(boards, number) for number in numbers),
        )
        yield Heading(words("schools_title"), 2)
        titles = [words("stage_short", number=number) for number in numbers]
        yield Table(
            columns(
                (*words.titles("schools_head"), *titles), (34, 34, 14, *[16] * len(titles)), (2,)
            ),
            tuple(_school_row(name, board, words, numbers) for name, board in named),
        )
        for number in numbers:
            title = _with_stage(boards, number)[0].stage(number).stage.title
            yield Heading(words("stage", number=number, title=title), 2)
            widths = (36, 22, 28, 9, 9, 14, 24)
            yield Table(
                columns(words.titles("stage_head"), widths, (3, 4, 5)),
                tuple(_of_stage(named, number)),
            )


def _with_stage(boards: Sequence[Board], number: int) -> list[Board]:
    """The boards that have a stage."""
    return [it for it in boards if any(item.stage.number == number for item in it.stages)]


def _school_row(name: str, board: Board, words: Words, numbers: Sequence[int]) -> tuple[Cell, ...]:
    item, counts = worst(board.stages), board.counts
    told = countdown(item) or state_word(item)
    pressing = f"{SIGNS[item.state]} {words('stage_short', number=item.stage.number)}: {told}"
    stages = {
        item.stage.number: f"{SIGNS[item.state]} {progress_text(item)}".strip()
        for item in board.stages
    }
    cells = (stages.get(number, "") for number in numbers)
    return (name, pressing, f"{counts.ready} из {counts.wanted}", *cells)


def _of_stage(named: Sequence[tuple[str, Board]], number: int) -> Iterator[tuple[Cell, ...]]:
    """One stage of every school that has it, worst first."""
    here = [pair for pair in named if _with_stage([pair[1]], number)]
    for name, board in sorted(here, key=lambda pair: pressure(pair[1].stage(number))):
        item = board.stage(number)
        if item.state != "not_applicable":
            _, *middle, _, left = _stage_row(board, item)
            yield (name, *middle, left)


def _total(boards: Sequence[Board], number: int) -> tuple[Cell, ...]:
    """One stage over all schools."""
    items = [board.stage(number) for board in _with_stage(boards, number)]
    here = [item for item in items if item.state not in ("not_applicable", "declined")]
    done = sum(1 for item in here if item.state in ("done", "done_late"))
    late = sum(1 for item in here if item.state == "overdue")
    running = sum(1 for item in here if item.state in ("in_window", "last_day", "running"))
    ready = sum(item.counts.ready for item in here)
    wanted = sum(item.counts.wanted for item in here)
    waiting = len(here) - done - late - running
    return (_title(items[0]), len(here), late, running, done, waiting, ready, wanted)


def _csv_rows(source: Source, width: int) -> Iterator[tuple[Cell, ...]]:
    board = source.board
    if board is None:
        yield (source.path, *[None] * (width - 2), source.error)
        return
    for item in board.stages:
        counts = item.counts
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
            None,
        )
