"""Дорожная карта: what is prepared, the windows, the chats by kind with their owners and state."""

from __future__ import annotations

from collections.abc import Iterator

from sferum_tui.documents.facts import (
    KindLine,
    columns,
    kind_lines,
    long_day,
    long_span,
    minutes_text,
    picture,
    whole_span,
)
from sferum_tui.documents.model import (
    Block,
    Cell,
    Corner,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Section,
    Sides,
    Table,
)
from sferum_tui.documents.words import DATE, Words, paper, words_for
from sferum_tui.rollout.board import Board, StageBoard
from sferum_tui.rollout.calendar import ONE_DAY
from sferum_tui.rollout.recommendations import Passage
from sferum_tui.rollout.russian import digits
from sferum_tui.rollout.wording import state_text

_STAGE_WIDTHS = (24, 36, 11, 11, 9, 9, 24, 9)
_KIND_WIDTHS = (6, 24, 32, 34, 8, 9, 12, 12)


def roadmap(board: Board) -> Document:
    """The road map as a document to sign."""
    words = words_for("roadmap", board)
    return _document(board, words, tuple(_parts(board, words)))


def roadmap_sheets(board: Board) -> Document:
    """The road map as a workbook: stages, chats by kind, the days, what to prepare."""
    words = words_for("roadmap", board)
    titles = words.titles("chats_head")
    rows = tuple(
        (item.stage.number, *_kind_row(line))
        for item in board.stages
        for line in kind_lines(board, item.stage.number)
    )
    chats = Table(columns((words("number"), *titles), (6, *_KIND_WIDTHS), (0, 5, 6)), rows)
    head = Heading(f"{words('title')} {words('subtitle')}", 1)
    school = Paragraph(words.school, "plain")
    stages: list[Block] = [head, school, *_intro(board, words), _stages(board, words)]
    names = words.titles("sheets")
    sections = [Section(names[0], tuple(stages)), Section(names[1], (chats,))]
    if drawn := picture(board):
        sections.append(Section(names[2], (Heading(words("picture_title"), 1), drawn)))
    sections.append(Section(names[3], (_steps(board, words),)))
    return _document(board, words, tuple(sections))


def _document(board: Board, words: Words, sections: tuple[Section, ...]) -> Document:
    return Document(
        title=f"{words('title')} {words('subtitle')}",
        sections=sections,
        running=words.running(words("title")),
        foot=words("made"),
        landscape=True,
        page_words=words.page_words(),
        paper=paper(),
    )


def _parts(board: Board, words: Words) -> Iterator[Section]:
    top: list[Block] = [
        Corner(
            (
                words("approve"),
                words("director_role"),
                f"{'_' * 16} {words.director}",
                DATE,
            )
        ),
        Heading(words("title"), 1),
        Paragraph(words("subtitle"), "center"),
        Paragraph(words.school, "center"),
        *_intro(board, words),
    ]
    yield Section(words("title"), tuple(top))
    title = words("steps_title")
    yield Section(title, (Heading(title), _steps(board, words)))
    stages: list[Block] = [Heading(words("stages_title"), 2), _stages(board, words)]
    stages += [Paragraph(text, "note") for text in _remarks(board, words)]
    if drawn := picture(board):
        stages += [Heading(words("picture_title"), 3), drawn]
    yield Section(words("stages_title"), tuple(stages))
    chats: list[Block] = [Heading(words("chats_title"), 2)]
    for item in board.stages:
        chats += _of_stage(board, item, words)
    chats += _late(board, words)
    yield Section(words("chats_title"), tuple(chats))
    notes = [f"{note.text.rstrip('.')} ({note.source})." for note in _footnotes(board)]
    end: list[Block] = [Heading(words("notes_title"), 2), Items(tuple(notes))]
    end.append(Sides(words("coordinator"), f"{'_' * 16} / {'_' * 22} /"))
    yield Section(words("notes_title"), tuple(end))


def _intro(board: Board, words: Words) -> Iterator[Block]:
    rollout = board.rollout
    choice = rollout.answers.calendar
    created = digits(rollout.created)
    planned = rollout.answers.school.planned or board.day < 0
    sentences = [words("intro", created=created)]
    if planned:
        sentences.append(words("planned", created=created))
    sentences.append(words(choice.counting, week={5: "пяти", 6: "шести"}[choice.week]))
    if choice.move_last_day:
        sentences.append(words("shift"))
    sentences.append(words(rollout.answers.order.mode))
    yield Paragraph(" ".join(sentences))


def _steps(board: Board, words: Words) -> Table:
    rows = []
    for step in words.rows("steps"):
        until = _until(board, step["until"], words)
        if until:
            rows.append((step["what"], step["who"], until, step["source"]))
    return Table(columns(words.titles("steps_head"), (58, 34, 18, 14)), tuple(rows))


def _until(board: Board, key: str, words: Words) -> str:
    """Until when a step is to be done; "" where the school has no need of it."""
    if key == "created":
        return digits(board.rollout.created)
    if key == "end":
        return digits(whole_span(board)[1])
    if key == "decision":
        item = next((item for item in board.stages if item.stage.by_decision), None)
        if item is None or item.state == "not_applicable":
            return ""
        primary = board.rollout.answers.primary
        if primary.decision != "undecided":
            return words("decision", minutes=minutes_text(board))
        return digits(item.official.first)
    item = board.stage(int(key))
    if item.state == "not_applicable":
        return ""
    return digits(max(item.window.first - ONE_DAY, board.rollout.created))


def _stages(board: Board, words: Words) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for item in board.stages:
        here = item.state not in ("not_applicable", "declined")
        counts = item.counts
        wanted: Cell = counts.wanted if here else None
        if counts.preview:
            wanted = words("preview", number=counts.preview)
        rows.append(
            (
                f"{item.stage.number}. {item.stage.title}",
                item.stage.whom,
                item.window.first if here else None,
                item.window.last if here else None,
                wanted,
                counts.ready if here else None,
                state_text(item),
                item.stage.source,
            )
        )
    return Table(columns(words.titles("stages_head"), _STAGE_WIDTHS, (4, 5)), tuple(rows))


def _remarks(board: Board, words: Words) -> Iterator[str]:
    """Where the window followed is not the official one."""
    for item in board.stages:
        if item.state in ("not_applicable", "declined"):
            continue
        name = words("stage_short", number=item.stage.number)
        decided = board.rollout.answers.primary.date
        if item.stage.by_decision and decided and item.window.first != item.official.first:
            window = long_span(item.official.first, item.official.last)
            yield f"{name}. {words('decided', date=digits(decided), window=window)}"
        elif item.window.shifted:
            yield f"{name}. {words('official', day=long_day(item.window.official_last))}"


def _of_stage(board: Board, item: StageBoard, words: Words) -> Iterator[Block]:
    stage = item.stage
    name = words("stage", number=stage.number, title=stage.title)
    yield Heading(f"{name} ({stage.source})", 3)
    if item.state == "not_applicable":
        yield Paragraph(words("no_classes"), "plain")
        return
    if item.state == "declined":
        yield Paragraph(words("declined"), "plain")
        return
    lines = kind_lines(board, stage.number)
    term = long_span(item.window.first, item.window.last)
    yield Facts(
        (
            (words("whom"), stage.whom),
            (words("term"), f"{term}; {words('state').lower()}: {state_text(item)}"),
        )
    )
    if not lines:
        yield Paragraph(words("no_chats"), "plain")
        return
    yield Table(
        columns(words.titles("chats_head"), _KIND_WIDTHS, (4, 5)),
        tuple(_kind_row(line) for line in lines),
    )


def _kind_row(line: KindLine) -> tuple[Cell, ...]:
    number = len(line.chats)
    title = line.kind.title
    if line.chats[0].class_name and line.kind.scope in ("class", "subject"):
        title = f"{title}: {line.classes}"
    return (
        line.kind.id,
        title,
        line.owners,
        line.members,
        number,
        line.ready,
        line.window.last,
        line.kind.source,
    )


def _late(board: Board, words: Words) -> Iterator[Block]:
    rollout = board.rollout
    rows = []
    for item in rollout.classes:
        opened = rollout.answers.classes.opened.get(item.name)
        if opened:
            window = rollout.window(rollout.recommendations.stage(item.stage), item.name)
            rows.append((item.name, opened, item.stage, window.first, window.last))
    if rows:
        yield Heading(words("late_title"), 3)
        yield Paragraph(words("late"), "plain")
        yield Table(columns(words.titles("late_head"), (20, 14, 8, 14, 14)), tuple(rows))


def _footnotes(board: Board) -> Iterator[Passage]:
    """What the source leaves open about the stages of this school."""
    present = {str(item.stage.number) for item in board.stages if item.state != "not_applicable"}
    for note in board.rollout.recommendations.footnotes:
        if present.intersection(note.about):
            yield note
