"""What there is to know about one stage besides its state: other windows, its kinds of chat."""

from __future__ import annotations

from typing import NamedTuple

from sferum_tui.rollout.answers import Counting
from sferum_tui.rollout.board import Board, Rollout
from sferum_tui.rollout.calendar import Window
from sferum_tui.rollout.recommendations import ChatKind, Stage
from sferum_tui.rollout.russian import digits_short, span
from sferum_tui.rollout.stage_board import ChatState, StageBoard, progress

_OTHER: dict[Counting, Counting] = {"calendar": "working", "working": "calendar"}
_COUNTED = {"calendar": "в календарных днях", "working": "в рабочих днях"}


class KindGroup(NamedTuple):
    """Chats of a stage with one window: those of the stage, or of classes that opened later."""

    window: Window
    classes: tuple[str, ...]
    ready: int
    wanted: int


class KindCount(NamedTuple):
    """How far the chats of one kind are; a preview counts as wanted."""

    kind: ChatKind
    ready: int
    wanted: int


def official_note(item: StageBoard) -> str:
    """«по рекомендациям 8–13 дек.» where another window is followed, «перенос с 13.12» where the
    last day has moved off a day off, "" where it is the same.
    """
    if item.state == "not_applicable":
        return ""
    official, followed = item.official, item.window
    if followed.first != official.first or (item.deadline and followed.last != official.last):
        return f"по рекомендациям {span(official.first, official.official_last)}"
    if followed.last != official.official_last:
        return f"перенос с {digits_short(official.official_last)}"
    return ""


def other_counting(rollout: Rollout, item: StageBoard) -> str:
    """«в рабочих днях 14–21 дек.»: the window as the other way of counting has it.

    "" where it is the same, and where the window followed is not counted from the structure.
    """
    counted = not item.stage.dates and not item.deadline
    counted = counted and item.window.first == item.official.first
    if item.state == "not_applicable" or not counted:
        return ""
    other = _OTHER[rollout.answers.calendar.counting]
    window = rollout.calendar.window(rollout.created, item.stage, other)
    if (window.first, window.last) == (item.window.first, item.window.last):
        return ""
    return f"{_COUNTED[other]} {span(window.first, window.last)}"


def kind_counts(board: Board, stage: Stage) -> tuple[KindCount, ...]:
    """The kinds of chat that a stage has, in the order of the source."""
    states: dict[str, list[ChatState]] = {}
    for chat in board.rollout.of_stage[stage.number]:
        states.setdefault(chat.kind.id, []).append(board.state_of(chat))
    kinds = board.rollout.recommendations.kinds_of(stage.number)
    return tuple(KindCount(kind, *progress(states[kind.id])) for kind in kinds if kind.id in states)


def groups(board: Board, stage: Stage) -> tuple[KindGroup, ...]:
    """The chats of a stage by window, that of the stage itself first, the others by date.

    A stage without chats has one group of none.
    """
    rollout = board.rollout
    own = rollout.window(stage)
    states: dict[Window, list[ChatState]] = {own: []}
    names: dict[Window, dict[str, None]] = {own: {}}
    for chat in rollout.of_stage[stage.number]:
        window = rollout.window_of(chat)
        states.setdefault(window, []).append(board.state_of(chat))
        if window != own and chat.class_name:
            names.setdefault(window, {})[chat.class_name] = None
    return tuple(
        KindGroup(window, tuple(names.get(window, ())), *progress(states[window]))
        for window in sorted(states, key=lambda item: (item != own, item.first, item.last))
    )
