"""How states, windows and next steps are said in Russian, the same on screen, line and paper."""

from __future__ import annotations

from collections.abc import Sequence

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import Window
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.recommendations import Stage
from sferum_tui.rollout.russian import (
    day_short,
    days,
    form,
    plural,
    remaining,
    runs,
    span,
)
from sferum_tui.rollout.school import LETTERS
from sferum_tui.rollout.stage_board import ChatState, StageBoard, StageState

#: A sign for every state of a stage; a word always stands beside it.
SIGNS: dict[StageState, str] = {
    "not_applicable": "–",
    "declined": "–",
    "awaiting_decision": "○",
    "done": "√",
    "done_late": "√",
    "planned": "○",
    "overdue": "▲",
    "last_day": "■",
    "in_window": "●",
    "waiting": "○",
    "running": "○",
}
_STATES: dict[StageState, str] = {
    "not_applicable": "нет таких классов",
    "declined": "не внедряется",
    "awaiting_decision": "ждёт решения педсовета",
    "done": "завершён",
    "done_late": "завершён позже срока",
    "planned": "структура ещё не создана",
    "overdue": "просрочен",
    "last_day": "последний день",
    "in_window": "в срок",
    "running": "можно начинать",
}
CHAT_SIGNS: dict[ChatState, str] = {
    "created": "√",
    "auto": "◊",
    "skipped": "–",
    "planned": "○",
    "preview": "·",
}
CHAT_STATES: dict[ChatState, str] = {
    "created": "создан",
    "auto": "создан автоматически, состав проверен",
    "skipped": "не нужен",
    "planned": "не создан",
    "preview": "ждёт решения педсовета",
}
#: What an open chat is that the platform makes by itself.
TO_CHECK = "появится сам, проверьте состав"


#: Of a stage that a plan names and its guidance has not.
NO_STAGE = "▲ такого этапа в указаниях нет"


def chat_word(chat: Chat, state: ChatState) -> str:
    """The state of a chat without its sign: «не создан», «появится сам, проверьте состав»."""
    return TO_CHECK if state == "planned" and chat.auto_created else CHAT_STATES[state]


def state_word(item: StageBoard) -> str:
    """«в срок», «ждёт 2-го этапа», «завершён»: the state of a stage without its sign."""
    if item.state == "waiting":
        return f"ждёт {item.waits_for}-го этапа"
    return _STATES[item.state]


def state_text(item: StageBoard) -> str:
    """«● в срок»: sign and word."""
    return f"{SIGNS[item.state]} {state_word(item)}"


def countdown(item: StageBoard) -> str:
    """«осталось 3 дня 9 ч»; "" for a state without a countdown."""
    return "" if item.remaining is None else remaining(item.remaining)


def window_text(window: Window) -> str:
    """«25–26 нояб.», «8–14 дек.»: from the first day to the shifted last one."""
    return span(window.first, window.last)


def progress_text(item: StageBoard) -> str:
    """«49 из 96», «будет 16», or "" for a stage that has no chats."""
    counts = item.counts
    if item.state in ("not_applicable", "declined"):
        return ""
    if counts.preview:
        return f"будет {counts.preview}"
    return f"{counts.ready} из {counts.wanted}"


def reasons_title(stage: Stage) -> str:
    """«Почему начинают с 8–11 классов»: the source says why a stage is first, not why then."""
    classes = stage.title.partition(" классы")[0]
    return f"Почему начинают с {classes} классов" if stage.grades else "Почему этот этап первый"


def day_text(board: Board) -> str:
    """«день 7», «структура будет создана через 3 дня», «планировалась на 23 нояб.»."""
    if board.asks_if_created:
        return f"создание структуры планировалось на {day_short(board.rollout.created)}"
    if board.day < 0:
        return f"структура будет создана через {days(-board.day)}"
    if board.rollout.answers.school.planned:
        return "структура ещё не создана"
    return f"день {board.day}"


def created_text(board: Board) -> str:
    """«создано 61 из 198 чатов, ещё 16 ждут решения»."""
    counts = board.counts
    text = f"создано {counts.ready} из {chats_genitive(counts.wanted)}"
    if counts.preview:
        text += f", ещё {counts.preview} {form(counts.preview, 'ждёт', 'ждут')} решения"
    return text


def chats_genitive(number: int) -> str:
    """«из 1 чата», «из 21 чата», «из 198 чатов»."""
    return plural(number, "чата", "чатов")


def class_range(names: Sequence[str]) -> str:
    """Classes in short: «8А–8Г», «8А, 8В», «5А–5В, 6А и ещё 4» classes; names come sorted."""
    found = runs(dict.fromkeys(names), _follows)
    if len(found) <= 3:
        return _told_runs(found)
    return f"{_told_runs(found[:2])} и ещё {sum(map(len, found[2:]))}"


def all_classes(names: Sequence[str]) -> str:
    """Classes with none left out: «8А–8Г, 9А, 9Б, 10А, 11А»; names come sorted."""
    return _told_runs(runs(dict.fromkeys(names), _follows))


def _told_runs(found: list[list[str]]) -> str:
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in found)


def _follows(before: str, after: str) -> bool:
    if before[:-1] != after[:-1] or before[-1] not in LETTERS or after[-1] not in LETTERS:
        return False
    return LETTERS.index(after[-1]) == LETTERS.index(before[-1]) + 1


def stage_term(stage: Stage) -> str:
    """«2–3 дня после создания структуры», «1–31 октября», where guidance sets dates."""
    if stage.dates:
        return span(*stage.dates)
    return f"{stage.first_day}–{days(stage.last_day)} после создания структуры"
