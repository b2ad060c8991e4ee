"""`mark`: tick chats, untick them, or say that they are not needed; all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sferum_tui.commands import console
from sferum_tui.commands.context import board_of, plan_to_change, save, stamp_of
from sferum_tui.commands.grammar import Line, UsageError, near, typed
from sferum_tui.guidance.rules import rollout_for
from sferum_tui.issues import Issue, PlanError, readable
from sferum_tui.plan.changes import Change, SetMark, SetNote
from sferum_tui.rollout import wording
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.edits import archived_ids
from sferum_tui.rollout.plan import Mark, Plan
from sferum_tui.rollout.russian import chats, form
from sferum_tui.text import LONGEST_NOTE, look_alike, tidy

#: For so many unknown ids similar ones are looked for, which takes its time in a large school.
_GUESSES = 10


def run(line: Line) -> int:
    """Mark the chats that are named. Raises `PlanError` where one of them is not in the plan."""
    note = _note(line)
    store, plan = plan_to_change(line)
    rollout = rollout_for(plan.answers, store.folder)
    mark: Mark = line.get("--as")
    known = [chat.id for chat in rollout.chats]
    if mark == "planned":
        # A mark can also be taken off a chat that the answers no longer make.
        known += archived_ids(rollout, plan.done)
    ids = _resolved(line.arguments, known, readable(store.path))
    now, at = stamp_of(line, plan.answers), line.get("--at")
    if at:
        at = school_time(at, plan.answers.school.timezone).replace(microsecond=0)
    changes = [*_marks(plan, ids, mark, note, now, at), *_notes(ids, mark, note)]
    _tell(save(store, plan, changes, line), ids, mark, line)
    return 0


def _note(line: Line) -> str | None:
    if not line.has("--note"):
        return None
    note = tidy(line.get("--note"))
    if len(note) > LONGEST_NOTE:
        raise UsageError(f"--note: не больше {LONGEST_NOTE} знаков, а здесь {len(note)}")
    return note


def _marks(
    plan: Plan, ids: Iterable[str], mark: Mark, note: str | None, now: datetime, at: datetime | None
) -> Iterator[Change]:
    """A mark that stands already keeps its time and reason where no other is given."""
    for chat_id in ids:
        same = plan.done.mark(chat_id) == mark
        if mark == "planned" and not same:
            yield SetMark(chat_id, mark, None, "")
        elif mark == "skipped" and (not same or note is not None):
            yield SetMark(chat_id, mark, None, note or "")
        elif mark in ("created", "auto") and (not same or at):
            yield SetMark(chat_id, mark, at or now, "")


def _notes(ids: Iterable[str], mark: Mark, note: str | None) -> Iterator[Change]:
    if note is not None and mark != "skipped":
        for chat_id in ids:
            yield SetNote(chat_id, note)


def _resolved(words: Iterable[str], known: Sequence[str], where: str) -> tuple[str, ...]:
    """The ids that are meant, each once. Raises `PlanError` that names every unknown one."""
    exact = set(known)
    folded: dict[str, list[str]] = {}
    for chat_id in known:
        folded.setdefault(_fold(chat_id), []).append(chat_id)
    found: list[str] = []
    faults: list[Issue] = []
    for word in words:
        text = typed(word)
        meant = [text] if text in exact else folded.get(_fold(text), [])
        if len(meant) == 1:
            found.append(meant[0])
        elif meant:
            faults.append(Issue(where, None, text, f"подходит не один чат: {', '.join(meant)}"))
        else:
            similar = near(_fold(text), list(folded)) if len(faults) < _GUESSES else ()
            what = "нет такого чата"
            if similar:
                what += f"; похожие: {', '.join(folded[key][0] for key in similar)}"
            faults.append(Issue(where, None, text or "«»", what))
    if faults:
        raise PlanError(faults)
    return tuple(dict.fromkeys(found))


def _fold(text: str) -> str:
    """An id without what is easily typed otherwise: case, ё, dashes, spaces, Latin look-alikes."""
    text = " ".join(look_alike(text).split())
    return "/".join(part.strip() for part in text.split("/"))


def _tell(plan: Plan, ids: Sequence[str], mark: Mark, line: Line) -> None:
    number = len(ids)
    if mark == "planned":
        console.say(f"Отметка снята: {chats(number)}.")
    else:
        verb = form(number, "Отмечен", "Отмечены", "Отмечено")
        console.say(f"{verb} {chats(number)} как «{wording.CHAT_STATES[mark]}».")
    console.say(f"Всего {wording.created_text(board_of(plan, line))}.")
