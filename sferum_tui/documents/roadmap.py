"""Дорожная карта: what is prepared, the windows, the chats by kind with owners and days.

It is signed once and does not change with the ticks: what is done is marked on it by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sferum_tui.documents.facts import (
    MOST_NAMES,
    KindLine,
    columns,
    kind_lines,
    long_day,
    long_span,
    picture,
    protocol,
    whole_span,
)
from sferum_tui.documents.minutes import decided_stage
from sferum_tui.documents.model import (
    Block,
    Cell,
    Corner,
    Document,
    Heading,
    Paragraph,
    Section,
    Signature,
    Table,
)
from sferum_tui.documents.phrases import (
    cited,
    has_instruction,
    parents_chats,
    present,
    source_in_full,
    stage_grades,
    stage_title,
    sure_chats,
    whole,
    whom,
)
from sferum_tui.documents.requisites import (
    Requisites,
    or_name,
    post_of_head,
    said_of,
    school_lines,
)
from sferum_tui.documents.staff import instructing
from sferum_tui.documents.words import DATE, SIGN, Words, part, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.class_words import class_list, of_grades
from sferum_tui.rollout.people import in_short, initials_first
from sferum_tui.rollout.russian import capital, days, listed, several
from sferum_tui.rollout.stage_board import StageBoard

_STEP_WIDTHS = (5, 50, 32, 19, 24, 17)
_STAGE_WIDTHS = (26, 40, 24, 38, 9, 16)
_KIND_WIDTHS = (7, 32, 33, 33, 9, 18, 16)


def roadmap(board: Board) -> Document:
    """The road map as a document to sign."""
    words = words_for("roadmap", board)
    return _document(words, said_of(board), tuple(_parts(board, words)))


def roadmap_sheets(board: Board) -> Document:
    """The road map as a workbook: what to prepare, stages, chats by kind, the days."""
    words = words_for("roadmap", board)
    names = words.titles("sheets")
    head = Heading(f"{words('title').capitalize()} {words('subtitle')}", 1)
    school = Paragraph(words.school, "plain")
    sections = [
        Section(names[0], (head, school, *_intro(board, words), _steps(board, words, dates=True))),
        Section(names[1], _titled(words, "stages", _stages(board, words), *_late(board, words))),
        Section(names[2], _titled(words, "chats", _chats(board, words, dates=True))),
    ]
    if drawn := tuple(_picture(board, words)):
        sections.append(Section(names[3], _titled(words, "picture", *drawn)))
    return _document(words, said_of(board), tuple(sections))


def _titled(words: Words, part: str, *blocks: Block) -> tuple[Block, ...]:
    """What stands on a sheet of a workbook, below its title."""
    return (Heading(words(f"{part}_title"), 1), *blocks)


def _document(words: Words, said: Requisites, sections: tuple[Section, ...]) -> Document:
    return Document(
        title=f"{words('title').capitalize()} {words('subtitle')}",
        sections=sections,
        running=words.running(words("title").capitalize()),
        landscape=True,
        author=said.school,
    )


def _parts(board: Board, words: Words) -> Iterator[Section]:
    said = said_of(board)
    draft = board.undecided or said.open("roadmap")
    top: list[Block] = [Paragraph(words("draft"), "right")] if draft else []
    director = or_name(initials_first(said.director))
    top += [
        Corner((words("approve"), capital(post_of_head(board)), f"{SIGN} {director}", DATE)),
        Heading(words("title"), 1),
        Paragraph(words("subtitle"), "center"),
        *school_lines(said, words, "center"),
        *_intro(board, words),
    ]
    yield Section(words("title"), tuple(top))
    title = words("steps_title")
    yield Section(title, (Heading(title), _steps(board, words)))
    stages: list[Block] = [Heading(words("stages_title"), 2), _stages(board, words)]
    stages += _late(board, words)
    if drawn := tuple(_picture(board, words)):
        stages += [Heading(words("picture_title"), 3), *drawn]
    yield Section(words("stages_title"), tuple(stages))
    # The list of chats is read by itself: it is not begun at the foot of the page before.
    chats: list[Block] = [Heading(words("chats_title"), 2, new_page=True), _chats(board, words)]
    name = initials_first(_coordinator(board))
    chats.append(Signature(words("coordinator"), or_name(name)))
    yield Section(words("chats_title"), tuple(chats))


def _picture(board: Board, words: Words) -> Iterator[Block]:
    """The windows on the days, and how many of these share a cell."""
    if drawn := picture(board):
        yield drawn
        if drawn.size > 1:
            yield Paragraph(words("cells", days=days(drawn.size)), "note")


def _intro(board: Board, words: Words) -> Iterator[Block]:
    rollout = board.rollout
    choice = rollout.answers.calendar
    created = long_day(rollout.created)
    ahead = not board.begun
    sentences = [
        words("intro", source=source_in_full(board)),
        words("planned" if ahead else "created", created=created),
    ]
    week = words({5: "five", 6: "six"}[choice.week])
    sentences.append(words(choice.counting, week=week))
    # Counted in working days no last day is a day off.
    if choice.move_last_day and choice.counting == "calendar":
        sentences.append(words("shift"))
    sentences.append(" ".join(_order(board, words)))
    yield Paragraph(" ".join(sentences))


def _order(board: Board, words: Words) -> Iterator[str]:
    """How the stages follow one another, with those that the plan makes an exception of."""
    order = board.rollout.answers.order
    yield words(order.mode)
    others = [
        f"{item.stage.number}-й"
        for item in board.stages[1:]
        if order.stages.get(item.stage.number, order.mode) != order.mode
        and item.state not in ("not_applicable", "declined")
    ]
    if others:
        key = "except_runs" if order.mode == "sequential" else "except_waits"
        yield words(key if len(others) == 1 else f"{key}_many", number=listed(others))


# What to prepare


def _steps(board: Board, words: Words, *, dates: bool = False) -> Table:
    rows: list[tuple[Cell, ...]] = []
    people, said = board.rollout.answers.people, said_of(board)
    named = (said.director, *(item.name for item in people.deputies), _coordinator(board))
    short = in_short(dict.fromkeys(filter(None, named)))
    for step in words.rows("steps"):
        until = _until(board, step["until"])
        if until and (step["until"] != "instruction" or has_instruction(board)):
            what = words.filled(step["what"], grades=_decided_grades(board))
            who = _who(board, step["who"], words)
            for name in short:
                # A whole name stands once.
                if any(name in str(row[2]) for row in rows):
                    who = who.replace(name, short[name])
            day = until if dates else long_day(until)
            rows.append((len(rows) + 1, what, who, day, step["source"], ""))
    return Table(columns(words.titles("steps_head"), _STEP_WIDTHS, (0,)), tuple(rows))


def _decided_grades(board: Board) -> str:
    item = decided_stage(board)
    return of_grades(stage_grades(board, item.stage)) if item else ""


def _coordinator(board: Board) -> str:
    """The name of the coordinator; the position may stand behind it."""
    return said_of(board).coordinator.partition(",")[0].strip()


def _who(board: Board, key: str, words: Words) -> str:
    """Who does a step: the person where one is named, or the role."""
    said = said_of(board)
    if key == "coordinator":
        return whole(board, said.coordinator) or words("coordinator").lower()
    if key == "director":
        return f"{post_of_head(board)} {said.director}".rstrip()
    if key == "parents":
        primary = part("staff", board)["primary"]
        held = Counter(chat.role for chat in sure_chats(parents_chats(board)))
        called = ((primary if role == "учитель" else role, it) for role, it in held.items())
        return ", ".join(
            whole(board, several(role) if number > 1 else role) for role, number in called
        )
    if key == "council":
        return words("council", post=post_of_head(board))
    deputies = instructing(board)
    if len(deputies) > MOST_NAMES:
        names = ", ".join(item.name for item in deputies if item.name)
        # Some names without the others would leave those out.
        known = all(item.name for item in deputies)
        return f"{words('deputies')}: {names}" if known else words("deputies")
    roles = [
        f"{words('deputy')} {whole(board, 'по ' + item.duty)} {item.name}".rstrip()
        for item in deputies
    ]
    return ", ".join(roles) or words("coordinator").lower()


def _until(board: Board, key: str) -> date | None:
    """Until when a step is to be done; None where the school has no need of it."""
    rollout = board.rollout
    if key == "created":
        return rollout.created
    if key == "end":
        return whole_span(board)[1]
    if key in ("stage", "instruction"):
        day = rollout.ready_by(rollout.recommendations.stages[0])
        # The order names who is to create a structure that is not there yet.
        waits = key == "stage" and not board.begun
        return min(day, rollout.calendar.working_day_until(rollout.created)) if waits else day
    if key == "parents":
        chats = sure_chats(parents_chats(board))
        first = min((chat.stage for chat in chats), default=0)
        return rollout.ready_by(rollout.recommendations.stage(first)) if chats else None
    item = decided_stage(board)
    if item is None or rollout.answers.primary.decision != "undecided":
        return None
    return rollout.decision_day(item.stage)


# Stages and chats


def _stages(board: Board, words: Words) -> Table:
    rows: list[tuple[Cell, ...]] = []
    total = 0
    for item in board.stages:
        if item.state == "not_applicable":
            continue
        chats = present(board, board.rollout.of_stage[item.stage.number])
        total += len(chats)
        official = item.official
        rows.append(
            (
                f"{item.stage.number}. {stage_title(board, item.stage)}",
                "" if item.state == "declined" else capital(whom(board, item.stage)),
                long_span(official.first, official.official_last),
                _window(board, item, words),
                len(chats),
                cited(board, item.stage.source),
            )
        )
    return Table(
        columns(words.titles("stages_head"), _STAGE_WIDTHS, (4,)),
        tuple(rows),
        total=(words("total"), "", "", "", total, ""),
    )


def _window(board: Board, item: StageBoard, words: Words) -> str:
    """The window that the school follows, and why where it is not the recommended one."""
    primary = board.rollout.answers.primary
    if item.state == "declined":
        return words("declined", protocol=protocol(board))
    window, official = board.rollout.window(item.stage), item.official
    text = long_span(window.first, window.last)
    late = item.stage.by_decision and window.first > official.first
    if window.last == board.rollout.deadline(item.stage):
        text += words("appointed")
    elif late and primary.date:
        text += words("decided", date=long_day(primary.date))
    elif window.last != official.official_last:
        text += words("shifted")
    return f"{text}; {words('waits')}" if item.state == "awaiting_decision" else text


def _chats(board: Board, words: Words, *, dates: bool = False) -> Table:
    """The chats by kind; a workbook gets dates that it can count with."""
    rows = [
        (item.stage.number, *_kind_row(line, words, dates))
        for item in board.stages
        for line in kind_lines(board, item.stage.number)
    ]
    number = sum(len(present(board, chats)) for chats in board.rollout.of_stage.values())
    return Table(
        columns(words.titles("chats_head"), _KIND_WIDTHS, (4,)),
        tuple(rows),
        total=("", words("total"), "", "", number, None, ""),
    )


def _kind_row(line: KindLine, words: Words, dates: bool) -> tuple[Cell, ...]:
    title = capital(line.title)
    if line.preview:
        waits = words("waits")
        title = f"{title[:-1]}; {waits})" if line.kind.auto else f"{title} ({waits})"
    last = line.window.last
    day = last if dates else long_day(last)
    return (title, line.owners, line.members, len(line.chats), day, "")


def _late(board: Board, words: Words) -> Iterator[Block]:
    """The classes that opened later, each with its own window."""
    rollout = board.rollout
    told = []
    for item in rollout.classes:
        opened = rollout.answers.classes.opened.get(item.name)
        if opened and any(chat.class_name == item.name for chat in rollout.chats):
            window = rollout.window(board.stage(item.stage).stage, item.name)
            span = long_span(window.first, window.last)
            name = class_list([item.name])
            told.append(words("late_class", name=name, opened=long_day(opened), span=span))
    if told:
        yield Paragraph(words("late", what="; ".join(told)), "note")
