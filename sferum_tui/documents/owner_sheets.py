"""Листы создателям чатов: to each his own open chats, what to post there, first messages, help.

A sheet of a few chats takes half a page and is cut off; a longer one counts its own pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from sferum_tui.documents.facts import (
    columns,
    created_on,
    day_of,
    days_text,
    duties_text,
    long_day,
    until,
)
from sferum_tui.documents.model import (
    Block,
    Document,
    Facts,
    Heading,
    NoDocumentError,
    Paragraph,
    Section,
    Table,
)
from sferum_tui.documents.phrases import cited, kind_title, members, source_in_full, stage_grades
from sferum_tui.documents.words import LINE, Words, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat, first_message, posts
from sferum_tui.rollout.class_words import of_grades
from sferum_tui.rollout.owners import lines_called, owner_lines, owners
from sferum_tui.rollout.recommendations import Posting
from sferum_tui.rollout.russian import capital, chats, uncapital

#: A sheet of so many chats is cut off, unless they are of so many sorts that it takes a page: one
#: sort takes as much room as so many chats.
_SHORT, _SORT, _PAGE = 8, 4, 28

#: The widths of the columns: the last one holds a box alone, or what is to be checked as well.
_NARROW, _WIDE = (36, 37, 23, 10), (27, 36, 23, 20)


class OwnerSheet(Struct, frozen=True):
    """What one owner gets: chats still to be created, and those that are."""

    name: str
    told: str
    open: tuple[Chat, ...]
    done: tuple[Chat, ...]

    @property
    def title(self) -> str:
        """The person, or what nobody is named for."""
        return self.name or capital(self.told)


def owner_sheets(board: Board, owner: str = "", class_name: str = "") -> Document:
    """A list of whom to give which sheet, then the sheets.

    `owner` is searched in names and duties, `class_name` leaves the chats of one class; then there
    is no list. Raises `NoDocumentError` where nothing is left to be created by anybody who fits.
    """
    words = words_for("sheets", board)
    found = sheets_of(board, owner, class_name, words)
    sections = []
    listed = not owner and not class_name
    if listed:
        sections.append(Section(words("list_title"), tuple(_list(board, found, words))))
    for number, sheet in enumerate(found, 1):
        title = words("sheet", number=number, who=sheet.title)
        blocks = tuple(_sheet(board, sheet, title, words, alone=not listed))
        sections.append(Section(title, blocks, "slip" if _is_short(board, sheet) else "pages"))
    return Document(
        title=words("title"),
        sections=tuple(sections),
        compact=True,
        author=board.rollout.answers.school.name,
    )


def sheets_of(board: Board, owner: str, class_name: str, words: Words) -> list[OwnerSheet]:
    """Everybody with open chats, by surname, then roles by the plan.

    Raises `NoDocumentError`, said in these words, where nobody who fits has any.
    """
    fitting = owners(board)
    if owner:
        kept = {line.owner for line in lines_called(owner_lines(board), owner)}
        fitting = tuple(item for item in fitting if item in kept)
    made = []
    for item in fitting:
        theirs = [it for it in item.chats if class_name in ("", it.class_name)]
        opened = tuple(sorted(filter(board.is_open, theirs), key=lambda it: day_of(board, it)))
        done = tuple(chat for chat in theirs if not board.is_open(chat))
        if opened:
            made.append(OwnerSheet(item.name, duties_text(board, item), opened, done))
    if not made:
        raise NoDocumentError(words("nobody" if owner or class_name else "all_done"))
    return made


def _list(board: Board, found: Sequence[OwnerSheet], words: Words) -> Iterator[Block]:
    yield Heading(words("title"), 1)
    if words.school != LINE:
        yield Paragraph(words.school, "center")
    number = sum(len(sheet.open) for sheet in found)
    yield Paragraph(words("list_intro", sheets=len(found), chats=number))
    yield Paragraph(_cites(board, words))
    if waiting := board.undecided:
        yield Paragraph(words("pending", grades=of_grades(stage_grades(board, waiting.stage))))
    yield Heading(words("list_title"), 2)
    rows = tuple(
        (place, _who(sheet), len(sheet.open), days_text(board, sheet.open))
        for place, sheet in enumerate(found, 1)
    )
    yield Table(
        columns(words.titles("list_head"), (8, 54, 9, 30), (0, 2)),
        rows,
        total=("", words("total"), number, ""),
    )


def _cites(board: Board, words: Words) -> str:
    """What the points that the sheets cite are points of."""
    return words("cites", source=source_in_full(board, "full_genitive"))


def _who(sheet: OwnerSheet) -> str:
    return f"{sheet.name}, {sheet.told}" if sheet.name else sheet.title


def _sheet(
    board: Board, sheet: OwnerSheet, title: str, words: Words, *, alone: bool
) -> Iterator[Block]:
    """One sheet; `alone` without the list of sheets, which names the source in full."""
    yield Heading(title, 2)
    if sheet.name:
        yield Paragraph(sheet.told, "plain")
    yield Paragraph(" ".join(_intro(board, sheet.open, words)), "plain")
    if alone:
        yield Paragraph(_cites(board, words), "note")
    rows = tuple(
        (
            chat.name,
            members(board, chat),
            long_day(board.rollout.window_of(chat).last),
            words("check" if chat.kind.auto else "mark"),
        )
        for chat in sheet.open
    )
    widths = _WIDE if any(chat.kind.auto for chat in sheet.open) else _NARROW
    yield Table(columns(words.titles("head"), widths), rows)
    if sheet.done:
        yield Facts(((words("ready"), "; ".join(_done(board, sheet.done))),))
    for group in _alike(board, sheet.open):
        yield from _posts(board, group[0], words)
        yield from _message(board, group, words)
    told = "; ".join(
        f"{uncapital(item.title)} — {item.text}"
        for item in board.rollout.recommendations.texts.contacts
    )
    yield Paragraph(words("help", contacts=told), "note")


def _is_short(board: Board, sheet: OwnerSheet) -> bool:
    """Whether a sheet takes half a page or so, and is cut off from its neighbours."""
    number = len(sheet.open)
    sorts = sum(1 for _ in _alike(board, sheet.open))
    return number <= _SHORT and number + _SORT * sorts <= _PAGE


def _intro(board: Board, opened: Sequence[Chat], words: Words) -> Iterator[str]:
    """What to create until when, and what comes by itself and is to be checked."""
    own = [chat for chat in opened if not chat.kind.auto]
    auto = [chat for chat in opened if chat.kind.auto]
    for key, found in (
        ("intro", own),
        ("intro_auto_one" if len(auto) == 1 else "intro_auto", auto),
    ):
        if found:
            yield words(key, chats=chats(len(found)), until=until(board, found, words))


def _done(board: Board, found: Sequence[Chat]) -> Iterator[str]:
    """«8А · класс, 8А · родители (26 ноября 2026 г.)»: those of one day together."""
    for day, group in groupby(found, lambda chat: created_on(board, chat)):
        names = ", ".join(chat.name for chat in group)
        yield f"{names} ({long_day(day)})" if day else names


def _alike(board: Board, found: Sequence[Chat]) -> Iterator[list[Chat]]:
    """Chats of kinds in which the same is posted (3а is made after 2а) together."""

    rules = board.rollout.recommendations

    def written(chat: Chat) -> tuple[str, tuple[Posting, ...]]:
        return rules.written(chat.kind).first_message, posts(chat, rules)

    def key(chat: Chat) -> tuple[int, str]:
        return order[written(chat)], written(chat)[0]

    order: dict[tuple[str, tuple[Posting, ...]], int] = {}
    for chat in found:
        order.setdefault(written(chat), len(order))
    for _, group in groupby(sorted(found, key=key), key=key):
        yield list(group)


def _posts(board: Board, chat: Chat, words: Words) -> Iterator[Block]:
    kind = chat.kind
    head = "purpose" if kind.lists == "purposes" else "post"
    label = words(head, title=uncapital(kind_title(board, kind)), source=cited(board, kind.source))
    texts = [_posting(item, words) for item in posts(chat, board.rollout.recommendations)]
    if not texts:
        texts = [words("no_list")]
    elif kind.open_list:
        texts.append(words("open_list"))
    yield Facts(((label, "; ".join(texts)),))


def _posting(item: Posting, words: Words) -> str:
    text = f"{item.title.lower()} — {item.text}" if item.title else item.text
    if item.pin:
        text = words("pin", text=text)
    return words("addition", text=text, addition=item.addition) if item.addition else text


def _message(board: Board, group: list[Chat], words: Words) -> Iterator[Block]:
    rollout = board.rollout
    chat = group[0]
    yield Paragraph(words("message", name=chat.name), "strong")
    yield Paragraph(first_message(chat, rollout.answers, rollout.recommendations), "quote")
    template = rollout.recommendations.written(chat.kind).first_message
    varied = [
        key
        for key, values in (
            ("class", {item.class_name for item in group}),
            ("subject", {item.subject for item in group}),
        )
        if len(values) > 1 and f"{{{key}}}" in template
    ]
    if varied:
        yield Paragraph(words("change", what=words("_".join(varied))), "note")
