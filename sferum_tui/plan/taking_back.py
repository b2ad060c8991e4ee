"""Setting back what an entry of the history changed, as far as it still stands so.

What was changed since stays as that person left it, and is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct, to_builtins

from sferum_tui.guidance.rules import rollout_for
from sferum_tui.plan.changes import (
    Change,
    Doing,
    RenameChat,
    SetAnswer,
    SetJoined,
    SetMark,
    SetNote,
)
from sferum_tui.plan.history import Details
from sferum_tui.plan.key_paths import kind_at, name_key, path_of, revived
from sferum_tui.plan.keys import ANSWERS
from sferum_tui.plan.merging import merged
from sferum_tui.plan.reading import read_answers
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.russian import answers as answers_word
from sferum_tui.rollout.russian import capital, chats
from sferum_tui.toml.fields import Issues
from sferum_tui.toml.tree import Tree


class TakenBack(Struct, frozen=True):
    """What sets an entry back: changes of chats, and those of answers, which go together.

    `left` is how many of its changes were changed again since and stay; `fault` says in Russian why
    the answers before would make no plan now, "" where they do.
    """

    doings: tuple[Doing, ...] = ()
    answers: tuple[SetAnswer, ...] = ()
    renamed: tuple[RenameChat, ...] = ()
    left: int = 0
    fault: str = ""

    @property
    def edit(self) -> tuple[Change, ...]:
        """The changes of answers, and of the names of chats that follow from them."""
        return (*self.answers, *self.renamed)

    @property
    def chats(self) -> frozenset[str]:
        """The chats that are set back."""
        return frozenset(step.chat_id for step in self.doings)

    @property
    def words(self) -> str:
        """What has become of it, in Russian."""
        number = len(self.chats)
        told = [chats(number)] if number else []
        told += [answers_word(len(self.answers))] if self.answers else []
        rest = f"{self.left} изменено с тех пор и остаётся" if self.left else ""
        if self.fault:
            rest = f"с прежними ответами план не сложится: {self.fault}"
        if not told:
            return capital(rest) if self.fault else "Брать обратно нечего: с тех пор это изменено"
        undo = "Ctrl+Z — отменить" if number else "Отменить — так же, записью истории"
        return f"Взято обратно: {' и '.join(told)}{f'; {rest}' if rest else ''}. {undo}"


def taken_back(found: Details, plan: Plan, at: datetime, folder: Path | None) -> TakenBack:
    """What sets an entry back in the plan as it stands now; `folder` is that of the plan.

    `at` is the aware moment now.
    """
    doings = tuple(_doings(found, plan))
    answers = tuple(_answers(found, ANSWERS.tree(plan.answers)))
    number = len(found.chats) + len(found.answers)
    if answers:
        new, fault = _changed(plan.answers, answers, at, folder)
        if new is None:
            return TakenBack(doings, left=number - len(doings), fault=fault)
        renamed = _renamed(found, plan.answers, new, folder)
        return TakenBack(doings, answers, renamed, number - len(doings) - len(answers))
    return TakenBack(doings, left=number - len(doings))


# Chats -------------------------------------------------------------------------------------------


def _doings(found: Details, plan: Plan) -> Iterator[Doing]:
    done, zone = plan.done, plan.answers.school.timezone
    for chat, mark, after in found.marks:
        if done.mark(chat) == after:
            was = found.was.get(chat, "")
            if mark == "skipped":
                yield SetMark(chat, mark, reason=was)
            else:
                yield SetMark(chat, mark, _moment(was, zone))
    for chat, before, reason in found.reasons:
        if done.mark(chat) == "skipped" and done.skipped[chat] == reason:
            yield SetMark(chat, "skipped", reason=before)
    for chat, before, note in found.notes:
        if plan.notes.get(chat, "") == note:
            yield SetNote(chat, before)
    for chat, number, joined in found.joined:
        if plan.joined.get(chat) == joined:
            yield SetJoined.again(chat, number)


def _moment(text: str, zone: str) -> datetime | None:
    """The moment of a tick that comes back; None where it is not known."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


# Answers -----------------------------------------------------------------------------------------


def _answers(found: Details, now: Tree) -> Iterator[SetAnswer]:
    """The answers before, where they still stand as the entry left them."""
    default = ANSWERS.tree(Answers())
    for key, before, after in found.answers:
        path = path_of(key, item=isinstance(before, dict) or isinstance(after, dict))
        if isinstance(after, dict) and (name := name_key(path[:-1])):
            # An item may have got another name.
            path = (*path[:-1], str(after.get(name)))
        if _at(now, path) == (after if after is not None else to_builtins(_at(default, path))):
            try:
                yield SetAnswer(path, revived(kind_at(path), before))
            except ValueError:
                continue


def _at(tree: Tree, path: tuple[str, ...]) -> Any:
    """What stands at a path, as JSON has it; None where nothing does."""
    part: Any = tree
    for number, name in enumerate(path):
        if isinstance(part, list):
            key = name_key(path[:number])
            part = next((item for item in part if item.get(key) == name), None)
        else:
            part = part.get(name)
        if part is None:
            return None
    return to_builtins(part)


def _changed(
    old: Answers, changes: tuple[SetAnswer, ...], at: datetime, folder: Path | None
) -> tuple[Answers | None, str]:
    """The answers with the changes; None and why where they would make no plan."""
    issues = Issues()
    tree = merged(ANSWERS.tree(old), changes, at, old.school.timezone).tree
    new = read_answers(tree, issues, None, folder)
    return (None, issues.faults[0][1].what) if issues.faults else (new, "")


def _renamed(
    found: Details, old: Answers, new: Answers, folder: Path | None
) -> tuple[RenameChat, ...]:
    """The names of chats that come back with the answers they follow from."""
    if not found.renamed:
        return ()
    now, then = (rollout_for(it, folder).by_id for it in (old, new))
    return tuple(
        RenameChat(after, before)
        for before, after in found.renamed
        if after in now and after not in then and before in then
    )
