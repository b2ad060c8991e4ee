"""Отчёт of one school: the state against the plan, by stage and class, what is late and whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sferum_tui.documents.facts import columns, day_of, expected, long_day, long_span
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
from sferum_tui.documents.phrases import classes_of, stage_title, whole
from sferum_tui.documents.words import Words, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.coverage import Coverage, CoverageRow, Share, coverage
from sferum_tui.rollout.people import PersonBook, in_short
from sferum_tui.rollout.recommendations import Audience
from sferum_tui.rollout.russian import capital, days_left
from sferum_tui.rollout.stage_board import StageBoard
from sferum_tui.rollout.tasks import decision_task, next_step
from sferum_tui.rollout.wording import created_text, progress_text, state_text

#: How many lines of a list a report holds on paper; a workbook holds them all.
_MOST_LINES = 40
#: Which column of the stages says how many are in the chats; it stays away while none is known.
_JOINED = 7
#: A part of a report: what its sheet is called in a workbook, and what stands on it.
Part = tuple[str, tuple[Block, ...]]


def report(board: Board, kind: str = "docx") -> Document:
    """The report of one school; a workbook has a sheet for each part, and dates to count with."""
    words = words_for("report", board)
    parts = tuple(_parts(board, words, kind == "xlsx"))
    school = board.rollout.answers.school.name
    return in_parts(words("title"), parts, words, kind, author=school)


def in_parts(
    title: str, parts: Sequence[Part], words: Words, kind: str, *, author: str = ""
) -> Document:
    """A report out of its parts: one after another, in a workbook a sheet of each."""
    if kind == "xlsx":
        sections = tuple(Section(name, blocks) for name, blocks in parts)
    else:
        sections = (Section(title, tuple(block for _, blocks in parts for block in blocks)),)
    return Document(
        title=title,
        sections=sections,
        running=words.running(title) if "school" in words.values else title,
        landscape=True,
        author=author,
    )


def moment(board: Board) -> str:
    """«4 декабря 2026 г., 10:15»: when a report was made."""
    return f"{long_day(board.today)}, {board.now:%H:%M}"


def in_chats(share: Share) -> str:
    """«157 из 259 (60 %)»; "" where no numbers are known."""
    return f"{share.present} из {share.of} ({share.percent} %)" if share.of else ""


def _parts(board: Board, words: Words, dates: bool) -> Iterator[Part]:
    joined = coverage(board)
    yield words("sheet"), tuple(_sums(board, joined, words))
    late = overdue(board)
    due = [chat for chat in board.due() if not board.is_overdue(chat)]
    # First what explains a number of the stages: at the end it would often have a page alone.
    if skipped := tuple(_skipped(board)):
        title = words("skipped_title")
        heads = columns(words.titles("skipped_head"), (60, 8, 60), (1,))
        yield title, _listed(title, Table(heads, skipped), words, dates)
    for title, chats in ((words("overdue_title"), late), (_due_title(board, words), due)):
        if chats:
            yield title, _listed(title, _whose(board, chats, words, dates), words, dates)
    if rows := tuple(_class_rows(board, joined, late)):
        heads = columns(words.titles("class_head"), (14, 12, 12, 12, 22, 22), (1, 2, 3))
        table = Table(heads, rows)
        for place in (5, 4):
            table = table if any(row[place] for row in rows) else table.without(place)
        title = words("classes_title")
        yield title, _listed(title, table, words, dates)


def _listed(title: str, table: Table, words: Words, whole_list: bool) -> tuple[Block, ...]:
    """A list under its title; on paper its beginning, and how much is left out."""
    if whole_list or len(table.rows) <= _MOST_LINES:
        return (Heading(title, 2), table)
    title = words("first_lines", title=title, shown=_MOST_LINES, all=len(table.rows))
    return (Heading(title, 2), Table(table.columns, table.rows[:_MOST_LINES]))


def _due_title(board: Board, words: Words) -> str:
    """What the list of the next chats is called: nothing is called for that may wait."""
    if not board.begun:
        return words("after_title")
    return words("due_title" if board.pressing else "next_title")


def _sums(board: Board, joined: Coverage, words: Words) -> Iterator[Block]:
    rollout = board.rollout
    yield Heading(words("title"), 1)
    yield Paragraph(words.school, "center")
    yield Paragraph(words("moment", moment=moment(board)), "center")
    planned = not board.begun
    facts = [
        (words("planned" if planned else "created"), long_day(rollout.created)),
        *_days(board, words),
        (words("progress"), created_text(board).removeprefix("создано ")),
        *_behind(board, words),
    ]
    if told := in_chats(joined.share()):
        facts.append((words("joined"), told))
    step, decision = next_step(board), decision_task(board)
    facts.append((words("next"), capital(whole(board, step))))
    if decision and decision != step:
        facts.append((words("decision"), capital(decision)))
    yield Facts(tuple(facts))
    yield Heading(words("stages_title"), 2)
    widths = (20, 27, 26, 11, 9, 12, 9, 17, 19)
    rows = (_stage_row(board, it, joined) for it in board.stages if it.state != "not_applicable")
    table = Table(columns(words.titles("stages_head"), widths, (3, 4, 5, 6)), tuple(rows))
    if joined.share().chats:
        yield from (table, Paragraph(words("joined_note"), "note"))
    else:
        yield table.without(_JOINED)


def _days(board: Board, words: Words) -> Iterator[tuple[str, str]]:
    """How long the structure has been there, or is to be waited for."""
    if board.begun:
        yield words("day"), str(board.day)
    elif board.day < 0:
        yield words("ahead"), str(-board.day)


def _behind(board: Board, words: Words) -> Iterator[tuple[str, str]]:
    """How many chats the plan wants by today, and how many of them are missing."""
    wanted = sum(expected(board, item) for item in board.stages)
    missing = len(overdue(board))
    yield words("by_plan"), str(wanted)
    if wanted or missing:
        yield words("behind"), str(missing) if missing else words("on_time")


def overdue(board: Board) -> list[Chat]:
    """The chats that are late, in the order of the plan."""
    return [chat for chat in board.rollout.chats if board.is_overdue(chat)]


def _stage_row(board: Board, item: StageBoard, joined: Coverage) -> tuple[Cell, ...]:
    counts, number = item.counts, item.stage.number
    title = f"{number}. {stage_title(board, item.stage)}"
    if item.state == "declined":
        return (title, "", state_text(item), None, None, None, None, "", "")
    state = state_text(item)
    return (
        title,
        long_span(item.window.first, item.window.last),
        f"{state}, {progress_text(item)}" if counts.preview else state,
        counts.ready,
        counts.wanted,
        expected(board, item),
        counts.skipped,
        in_chats(joined.share(number)),
        left_text(board, item),
    )


def left_text(board: Board, item: StageBoard) -> str:
    """«осталось 4 дня»: what is left in whole days, for paper does not count hours."""
    return "" if item.remaining is None else days_left(board.today, item.window.last)


# What is to be created, and by whom


def _whose(board: Board, chats: Sequence[Chat], words: Words, dates: bool) -> Table:
    """Chats by their last day and by who creates them: people by name, others by role and kind."""
    book = PersonBook(chat.owner_name for chat in chats if chat.owner_name)
    groups: dict[tuple[date, str, str], list[Chat]] = {}
    for chat in chats:
        who = book.person(chat.owner_name) if chat.owner_name else chat.role
        kind = "" if chat.owner_name else chat.kind.id
        groups.setdefault((day_of(board, chat), who, kind), []).append(chat)
    found = sorted(groups.items(), key=lambda it: (it[0][0], -len(it[1])))
    short = in_short(book.people)
    rows = tuple(
        (
            _owner(board, short.get(who, ""), group),
            len(group),
            _which(group),
            day if dates else long_day(day),
        )
        for (day, who, _), group in found
    )
    return Table(columns(words.titles("whose_head"), (40, 8, 60, 18), (1,)), rows)


def _owner(board: Board, name: str, chats: Sequence[Chat]) -> str:
    """«Белова А. А., классный руководитель»; of those without a name the role."""
    roles = dict.fromkeys(whole(board, chat.role) for chat in chats)
    return capital(", ".join(filter(None, (name, *roles))))


def _which(chats: Sequence[Chat]) -> str:
    """The names of few chats; of many their kinds, each with its classes."""
    if len(chats) <= 3 or not chats[0].class_name:
        return ", ".join(chat.name for chat in chats[:3]) + (" …" if len(chats) > 3 else "")
    kinds: dict[str, list[Chat]] = {}
    for chat in chats:
        kinds.setdefault(chat.kind.title, []).append(chat)
    titles: dict[str, list[str]] = {}
    for title, group in kinds.items():
        titles.setdefault(classes_of(group), []).append(title)
    told = ((", ".join(found), classes) for classes, found in titles.items())
    return "; ".join(f"{title}: {classes}" if classes else title for title, classes in told)


# Classes


def _class_rows(board: Board, joined: Coverage, late: Sequence[Chat]) -> Iterator[tuple[Cell, ...]]:
    """The classes with something late or with known numbers: most late first, then fewest in."""
    behind = [chat.class_name for chat in late]
    shares = {row.class_name: row for row in joined.rows}
    found = []
    for item in board.rollout.classes:
        row = shares.get(item.name)
        percent = _share(row).percent
        if item.name in behind or percent is not None:
            missing = behind.count(item.name)
            rank = (-missing, 101 if percent is None else percent)
            found.append((rank, _class_row(board, item.name, missing, row)))
    return (row for _, row in sorted(found, key=lambda it: it[0]))


def _class_row(board: Board, name: str, missing: int, row: CoverageRow | None) -> tuple[Cell, ...]:
    wanted = [
        chat for chat in board.rollout.chats if chat.class_name == name and board.is_wanted(chat)
    ]
    ready = sum(not board.is_open(chat) for chat in wanted)
    told = (in_chats(_share(row, audience)) for audience in ("pupils", "parents"))
    return (name, ready, len(wanted), missing, *told)


def _share(row: CoverageRow | None, audience: Audience | None = None) -> Share:
    cells = row.cells.items() if row else ()
    return sum((cell.share for name, cell in cells if audience in (None, name)), Share())


def _skipped(board: Board) -> Iterator[tuple[Cell, ...]]:
    """The chats that are not needed, by the reason."""
    groups: dict[str, list[Chat]] = {}
    for chat in board.rollout.chats:
        if board.state_of(chat) == "skipped":
            groups.setdefault(board.done.skipped[chat.id], []).append(chat)
    yield from ((_which(chats), len(chats), reason) for reason, chats in groups.items())
