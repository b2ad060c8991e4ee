"""Памятка родителям, two on a sheet: what changes, which chats, that joining is voluntary, help.

Every sentence follows from the chats of the plan: a school without chats for parents has no note.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sferum_tui.documents.facts import day_of, days_text, late_classes, long_day, what_of
from sferum_tui.documents.formats.typeset import lines_of
from sferum_tui.documents.model import (
    Block,
    Document,
    Heading,
    Items,
    NoDocumentError,
    Paragraph,
    Section,
)
from sferum_tui.documents.phrases import grades_of, parents_chats, present, stage_grades, whole
from sferum_tui.documents.words import Words, part, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.class_words import class_list, grades_words, in_grades
from sferum_tui.rollout.russian import capital, digits

#: So many classes that opened later have a line of their own for their last day.
_MOST_LATE = 2


#: How many lines half a sheet has, and how wide they are, in figures.
_LINES, _WIDTH = 46, 72


def parents_note(board: Board) -> Document:
    """Half a sheet in the words of the school, twice; what is convenient only while it fits.

    Raises `NoDocumentError` where the plan has no chats with parents of classes.
    """
    words = words_for("parents", board)
    chats = parents_chats(board)
    if not chats:
        raise NoDocumentError(words("no_chats"))
    parts = tuple(_parts(board, chats, words))
    if sum(map(_lines, parts)) > _LINES:
        parts = tuple(_parts(board, chats, words, why=False))
    return Document(
        title=words("title"),
        sections=(Section(words("title"), parts),),
        compact=True,
        twice=True,
        author=board.rollout.answers.school.name,
    )


def _lines(block: Block) -> float:
    """About how many lines a part of the note takes, with the room around it."""
    match block:
        case Heading():
            return 1.9
        case Items():
            return sum(lines_of(text, _WIDTH - 4) for text in block.texts)
        case Paragraph():
            return lines_of(block.text, _WIDTH) + 0.4
    return 1


def _parts(board: Board, chats: list[Chat], words: Words, *, why: bool = True) -> Iterator[Block]:
    source = board.rollout.recommendations
    yield Paragraph(words.school, "center")
    yield Heading(words("title"), 1)
    yield Paragraph(words("hello"), "center")
    yield Paragraph(words("intro"))
    yield Heading(words("when_title"), 3)
    yield Items(tuple(_when(board, chats, words)))
    if pupils := tuple(_pupils(board, words)):
        yield Heading(words("pupils_title"), 3)
        yield Items(pupils)
    yield Heading(words("join_title"), 3)
    yield Paragraph(" ".join(_join(board, chats, words)), "plain")
    yield Heading(words("voluntary_title"), 3)
    yield Paragraph(" ".join(item.text for item in source.texts.additions), "plain")
    if why and source.texts.advantages:
        yield Heading(words("why_title"), 3)
        yield Items(tuple(item.text for item in source.texts.advantages))
    yield Heading(words("help_title"), 3)
    yield Items(tuple(_help(board, chats, words)))


def _role(board: Board, chats: list[Chat]) -> str:
    """Who creates these chats: «классный руководитель», «учитель начальных классов»."""
    found = dict.fromkeys(whole(board, chat.role) for chat in chats)
    return " или ".join(found)


def _join(board: Board, chats: list[Chat], words: Words) -> Iterator[str]:
    """How one gets into the chat: as guidance says, and who helps."""
    yield from (it.text for it in board.rollout.recommendations.texts.steps if it.id == "entry")
    auto = all(chat.kind.auto for chat in chats)
    yield words("join_auto" if auto else "join", who=_role(board, chats))


def _when(board: Board, chats: list[Chat], words: Words) -> Iterator[str]:
    """The last day of the chat, for every group of classes that has one of its own."""
    opened = late_classes(board, chats)
    yield from _days([chat for chat in chats if chat.class_name not in opened], board, words)
    for waits in (False, True):
        late = [it for it in chats if it.class_name in opened and it.conditional == waits]
        if len({day_of(board, chat) for chat in late}) > _MOST_LATE:
            # Half a sheet has no room for a line each.
            yield words("waits_late" if waits else "when_late", days=days_text(board, late, " —"))
        else:
            yield from _days(late, board, words)
    if without := _without(board, chats):
        yield words("without", classes=class_list(without))
    for stage in board.stages:
        if stage.state == "declined":
            grades = grades_words(stage_grades(board, stage.stage))
            yield words("declined", grades=grades, minutes=_minutes(board))


def _without(board: Board, chats: list[Chat]) -> list[str]:
    """The classes that get no chat while others of their grade do."""
    told, have = set(grades_of(board, chats)), {chat.class_name for chat in chats}
    classes = board.rollout.classes
    return [it.name for it in classes if it.name not in have and told.intersection(it.grades)]


def _days(chats: list[Chat], board: Board, words: Words) -> Iterator[str]:
    """A line for each last day that these chats have, those that wait for a decision apart."""
    by_day: dict[tuple[date, bool], list[Chat]] = {}
    for chat in chats:
        by_day.setdefault((day_of(board, chat), chat.conditional), []).append(chat)
    for (day, waits), group in sorted(by_day.items(), key=lambda it: it[0]):
        key = "waits" if waits else "when"
        yield words(key, what=what_of(board, group), day=long_day(day))


def _minutes(board: Board) -> str:
    """« 20.11.2026 (протокол № 4)»: when the council decided, as far as it is known."""
    primary = board.rollout.answers.primary
    text = f" {digits(primary.date)}" if primary.date else ""
    return text + (f" (протокол № {primary.number})" if primary.number else "")


def _pupils(board: Board, words: Words) -> Iterator[str]:
    """Which chats there will be with pupils, and in which grades."""
    chats = [it for it in present(board, board.rollout.chats) if it.kind.audience == "pupils"]
    for scope in ("class", "subject"):
        mine = [chat for chat in chats if chat.kind.scope == scope]
        sure = grades_of(board, (chat for chat in mine if not chat.conditional))
        if sure:
            yield words(f"pupils_{scope}", grades=in_grades(sure))
        if waiting := grades_of(board, (chat for chat in mine if chat.conditional)):
            said = words(f"pupils_{scope}", grades=in_grades(waiting))
            yield words("pupils_waits", grades=said)
    if any(chat.kind.scope == "group" for chat in chats):
        yield words("pupils_group")


def _help(board: Board, chats: list[Chat], words: Words) -> Iterator[str]:
    yield words("help_person", who=capital(_role(board, chats)))
    yield words("help_school")
    wanted = part("parents", board)["contacts"]
    for item in board.rollout.recommendations.texts.contacts:
        if item.id in wanted:
            yield f"{item.title}: {item.text}"
