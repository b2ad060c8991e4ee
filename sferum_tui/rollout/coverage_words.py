"""How it is said who has joined: shares, the change since a week ago, the way there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.coverage import (
    Coverage,
    JoinedChange,
    Share,
    beyond,
    coverage,
    joined_at,
    joined_of,
)
from sferum_tui.rollout.recommendations import Audience
from sferum_tui.rollout.russian import digits_short

#: How the audiences are headed.
AUDIENCES: dict[Audience, str] = {"pupils": "ученики", "parents": "родители", "staff": "сотрудники"}
#: How many weeks back the way is told, and how long one is.
_WEEKS, _WEEK = 5, timedelta(days=7)


def share_text(share: Share) -> str:
    """«в чатах 1204 из 1862 (64 %)»; "" where no numbers are known."""
    if not share.of:
        return ""
    return f"в чатах {share.present} из {share.of} ({share.percent} %)"


def school_share(board: Board) -> str:
    """The share of the whole school; "" where no numbers are known."""
    return share_text(coverage(board).share()) if board.joined else ""


def stage_shares(board: Board) -> dict[int, str]:
    """«в чатах 61 %» by the number of a stage, for those with known numbers."""
    found = coverage(board) if board.joined else Coverage(())
    shares = {item.stage.number: found.share(item.stage.number) for item in board.stages}
    return {number: f"в чатах {it.percent} %" for number, it in shares.items() if it.of}


def joined_text(board: Board, chat: Chat) -> str:
    """«24 из 27 (88 %) на 1.12», «24 на 1.12»; that it is not known."""
    told = board.joined.get(chat.id)
    if told is None:
        return "пока неизвестно"
    of = joined_of(board, chat, told)
    share = f" из {of} ({Share(told.count, of).percent} %)" if of else ""
    return f"{told.count}{share} на {digits_short(told.date)}"


def beyond_text(chat: Chat, count: int | None, of: int | None) -> str:
    """«в чате 99, а всего 30: проверьте числа»; "" where the numbers can be."""
    if not beyond(chat, count or 0, of or 0):
        return ""
    return f"в чате {count}, а всего {of}: проверьте числа"


def change_text(board: Board, changes: Iterable[JoinedChange]) -> str:
    """«за неделю +8 %»; "" where there was nothing to compare with a week ago."""
    now = coverage(board).share().percent
    before = _percent(board, tuple(changes), 1)
    if now is None or before is None:
        return ""
    sign = "+" if now >= before else "−"
    return f"за неделю {sign}{abs(now - before)} %"


def way_text(board: Board, changes: Iterable[JoinedChange]) -> str:
    """«9.11 12 % → 16.11 35 % → сегодня 65 %»: the share of the school, week by week."""
    found = tuple(changes)
    past = []
    for weeks in range(_WEEKS, 0, -1):
        percent = _percent(board, found, weeks)
        if percent is not None:
            past.append(f"{digits_short(board.today - weeks * _WEEK)} {percent} %")
    now = coverage(board).share().percent
    return " → ".join([*past, f"сегодня {now} %"]) if past and now is not None else ""


def _percent(board: Board, changes: tuple[JoinedChange, ...], weeks: int) -> int | None:
    before = joined_at(board.joined, changes, board.now - weeks * _WEEK)
    return coverage(board, before).share().percent
