"""A stage on the board: title, state, live countdown, progress, window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from sferum_tui.engine.marks import MARK, Marking
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import seconds_left
from sferum_tui.rollout.russian import day_short, digits_short, span
from sferum_tui.rollout.stage_board import StageBoard
from sferum_tui.rollout.summary import KindCount, kind_counts, official_note, other_counting
from sferum_tui.rollout.tasks import decision_late, stage_pace
from sferum_tui.rollout.wording import countdown, state_text
from sferum_tui.text import cut
from sferum_tui.widgets.painted import EMPTY, Line, Painted, filled, stage_style

#: A card is not drawn wider than this: a countdown must stand near what it counts.
WIDEST = 120
#: Cells of «в чатах 100 %».
_SHARE = 13
#: CardColumns before the title: «►1 этап  ».
_TITLE = 9
#: The column of the state, and the width from which it does not follow the titles at once.
_STATE, _ROOMY = 40, 70
#: Cells of the bar that the words about the window must leave, the more words the more.
_LEAST_BAR = (0, 18, 28)


class CardText(Struct, frozen=True):
    """What one card says."""

    item: StageBoard
    term: str
    official: str
    counting: str
    kinds: tuple[KindCount, ...]
    hint: str = ""
    late: bool = False
    share: str = ""

    @property
    def has_window(self) -> bool:
        """Whether the stage moves anybody."""
        return self.item.state not in ("not_applicable", "declined")


class CardColumns(Struct, frozen=True):
    """Widths in cells that the cards of a board share, so that all stand in the same columns.

    `terms` are those of the window alone, with the official one, and with the other counting too.
    """

    title: int = 0
    digits: int = 1
    terms: tuple[int, ...] = (0,)


def card_texts(board: Board, decide: str = "") -> tuple[CardText, ...]:
    """The texts of all cards. `decide` is the key that enters the decision a stage waits for."""
    shares = _shares(board) if board.joined else {}
    return tuple(
        _text(board, item, decide, shares.get(item.stage.number, "")) for item in board.stages
    )


def _shares(board: Board) -> dict[int, str]:
    """How many have joined; most schools begin without such numbers, and none of this is loaded."""
    from sferum_tui.rollout.coverage_words import stage_shares

    return stage_shares(board)


def _text(board: Board, item: StageBoard, decide: str, share: str) -> CardText:
    term = f"срок {span(item.window.first, item.window.last)}"
    waits = item.state == "awaiting_decision"
    hint = f"до {day_short(item.decide_by)}" if item.decide_by else ""
    tempo = stage_pace(board, item)
    return CardText(
        item=item,
        term=f"{term}, {tempo}" if tempo else term,
        official=official_note(item),
        counting=other_counting(board.rollout, item),
        kinds=kind_counts(board, item.stage),
        hint=f"{hint}, {decide}" if hint and decide else hint,
        late=waits and decision_late(board),
        share=share,
    )


def columns(texts: Sequence[CardText]) -> CardColumns:
    """The widths that all these cards need."""
    shown = [text for text in texts if text.has_window]
    return CardColumns(
        title=max(len(text.item.stage.title) for text in texts),
        digits=max((len(str(text.item.counts.wanted)) for text in shown), default=1),
        terms=tuple(
            max((sum(map(len, _term(text, level))) for text in shown), default=0)
            for level in range(3)
        ),
    )


def _term(text: CardText, level: int) -> tuple[str, str]:
    """The window, and in brackets what else of it this level of detail says."""
    notes = _joined(*(text.official, text.counting)[:level])
    return text.term, f" ({notes})" if notes else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def card(text: CardText, shared: CardColumns, width: int, height: int, focused: bool) -> list[Line]:
    """The lines of a card: two, and more about the stage where there is room."""
    width = min(width, WIDEST)
    lines = [_head(text, shared, width, focused)]
    if not text.has_window:
        return lines
    level, cells = _layout(shared, width)
    lines.append(_progress(text, shared, level, cells))
    share = "" if _has_share(shared, width) else text.share
    more = (share, *(text.official, text.counting)[level:])
    if height > 4:
        told = [note for note in (text.item.stage.whom, _joined(*more)) if note]
        lines += [[(f" {cut(note, width - 2)}", "muted")] for note in told]
        return [*lines, *_kind_lines(text, cells)][:height]
    kinds = (f"{it.kind.id} {it.ready} из {it.wanted}" for it in text.kinds)
    rest = _joined(*more, *kinds)
    notes = (text.item.stage.whom, rest) if height > 3 else (rest,)
    lines += [[(f" {cut(note, width - 2)}", "muted")] for note in notes]
    return lines[:height]


def _kind_lines(text: CardText, cells: int) -> Iterator[Line]:
    """Each kind of chat in a line of its own: name, bar, how many."""
    hue = stage_style(text.item.stage.number)
    for count in text.kinds:
        title = f"{count.kind.id}  {count.kind.title}"
        done = filled(count.ready, count.wanted, cells // 2)
        yield [
            (f" {cut(title, cells):<{cells}}  ", ""),
            ("█" * done, hue),
            (EMPTY * (cells // 2 - done), hue),
            (f"  {count.ready} из {count.wanted}", "muted"),
        ]


def _state_at(shared: CardColumns, width: int) -> int:
    """The column of the state."""
    least = _TITLE + shared.title + 1
    return max(least, min(_STATE, width // 2)) if width >= _ROOMY else least


def _has_share(shared: CardColumns, width: int) -> bool:
    """Whether how many have joined has room between the title and the state."""
    return _state_at(shared, width) - _TITLE - shared.title - 1 >= _SHARE + 2


def _head(text: CardText, shared: CardColumns, width: int, focused: bool) -> Line:
    item = text.item
    left = _state_at(shared, width)
    state, rest = _state(item), countdown(item)
    for hint in (text.hint, text.hint.partition(",")[0]):
        if hint and not rest and left + len(state) + len(hint) + 1 < width:
            rest = hint
    if left + len(state) + 2 + len(rest) >= width and item.remaining and item.remaining > 0:
        # «30 дней 23 ч» says the same without its verb.
        rest = rest.partition(" ")[2]
    late = "overdue" if item.state == "overdue" or text.late else ""
    none = "muted" if item.state in ("not_applicable", "declined") else ""
    return [
        (MARK if focused else " ", "accent"),
        (f"{item.stage.number} этап  ", stage_style(item.stage.number)),
        *_title(text, left - _TITLE, _has_share(shared, width), focused),
        (state, late or none),
        (" " * max(1, width - 1 - left - len(state) - len(rest)) if rest else "", ""),
        (rest, late or ("strong" if item.remaining or text.hint else "muted")),
    ]


def _title(text: CardText, cells: int, has_share: bool, focused: bool) -> Line:
    """The title and, where its column has room, how many have joined."""
    title, style = text.item.stage.title, "cursor" if focused else "strong"
    if not text.share or not has_share:
        return [(title.ljust(cells), style)]
    share = f"{text.share.rjust(_SHARE)}  "
    return [(title.ljust(cells - len(share)), style), (share, "")]


def _state(item: StageBoard) -> str:
    text = state_text(item)
    return f"{text} {digits_short(item.finished_on)}" if item.finished_on else text


def _layout(shared: CardColumns, width: int) -> tuple[int, int]:
    """How much the term says, and the cells of the bar: the most that leaves a bar its room."""
    room = width - 5 - _progress_width(shared)
    level = next((it for it in (2, 1) if room - shared.terms[it] >= _LEAST_BAR[it]), 0)
    return level, max(0, min(room - shared.terms[level], width // 2))


def _progress_width(shared: CardColumns) -> int:
    return 2 * shared.digits + len(" из  ")


def _progress(text: CardText, shared: CardColumns, level: int, cells: int) -> Line:
    item, counts = text.item, text.item.counts
    if counts.preview and not counts.total:
        progress = f"будет {counts.preview}"
    elif counts.wanted:
        progress = f"{counts.ready:>{shared.digits}} из {counts.wanted}"
    else:
        progress = "чатов нет"
    done = filled(counts.ready, counts.wanted, cells) if counts.wanted else 0
    hue = stage_style(item.stage.number)
    term, notes = _term(text, level)
    return [
        (" ", ""),
        ("█" * done, hue),
        (EMPTY * (cells - done), hue),
        (f" {progress:<{_progress_width(shared)}}  {term}", ""),
        (notes, "muted"),
    ]


class StageCard(Marking, Painted, can_focus=True):
    """One stage; opens its chats."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("home", "screen.edge(0)", show=False),
        Binding("end", "screen.edge(-1)", show=False),
    ]

    class Opened(Message):
        """The chats of this stage are wanted."""

        def __init__(self, stage: int) -> None:
            super().__init__()
            self.stage = stage

    def __init__(self, number: int) -> None:
        super().__init__(id=f"stage-{number}", classes="stage-card")
        self.number = number
        self._text: CardText | None = None
        self._columns = CardColumns()

    def show(self, text: CardText, shared: CardColumns) -> None:
        """Show other facts."""
        self._text, self._columns = text, shared
        self.repaint()

    def tick(self, now: datetime) -> None:
        """Count down to this moment (school time); the day is still the same."""
        text = self._text
        if text is None or text.item.remaining is None:
            return
        left = seconds_left(now, text.item.window.last)
        self._text = replace(text, item=replace(text.item, remaining=left))
        self.repaint()

    def marks_changed(self) -> None:
        """Paint the title anew."""
        self.repaint()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The card."""
        text = self._text
        return card(text, self._columns, width, height, self.active) if text else ()

    def on_click(self, event: events.Click) -> None:
        """A second click on the card that has the focus opens it."""
        if event.chain > 1:
            self.post_message(self.Opened(self.number))
