"""Changes of a plan, small enough that those of two sessions can be put together.

A tick is a change of one chat, an answer a change of one key. Whatever two sessions change apart
from each other stays, and of one key the later change wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.issues import PlanError
from sferum_tui.plan.key_paths import is_whole, name_key
from sferum_tui.plan.keys import ANSWERS
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.plan import Joined, Mark, Plan, marked
from sferum_tui.toml.tree import Tree

#: Why a plan can't be changed where the system says so.
READ_ONLY = "нет прав на запись в файл плана или его папку: план открыт только для чтения"


class ChangeRefusedError(PlanError):
    """A change makes no plan, by itself or together with what another session saved."""


class SetMark(Struct, frozen=True):
    """Mark a chat; «planned» takes its mark away.

    `at` is an aware moment; None means the moment of saving. `reason` is kept for «skipped».
    """

    chat_id: str
    mark: Mark
    at: datetime | None = None
    reason: str = ""


class SetNote(Struct, frozen=True):
    """Note something about a chat; an empty text takes the note away."""

    chat_id: str
    text: str


class SetJoined(Struct, frozen=True):
    """Write down how many have joined a chat; without a `count` nothing is known any more.

    `day` is school time; None means the day of saving. `of` is kept where it is given.
    """

    chat_id: str
    count: int | None = None
    of: int | None = None
    day: date | None = None

    @classmethod
    def again(cls, chat_id: str, known: Joined | None) -> SetJoined:
        """What brings back the number that was known of a chat."""
        return cls(chat_id, known.count, known.of, known.date) if known else cls(chat_id, None)

    @property
    def known(self) -> bool:
        """Whether a number is told; without one what was known goes."""
        return self.count is not None

    def joined(self, today: date) -> Joined | None:
        """The number as a plan keeps it; None where nothing is known any more."""
        return None if self.count is None else Joined(self.count, self.day or today, self.of)


class RenameChat(Struct, frozen=True):
    """Move the mark, the note and the number of those who joined from one chat id to another.

    Renames of one batch happen at once, so that two chats can exchange their ids.
    """

    old: str
    new: str


class SetAnswer(Struct, frozen=True):
    """Give one key of the answers a value; None removes it.

    The path names keys as the plan file does: `("people", "director")`. An item of a list goes by
    its title: `("groups", "Олимпиада по физике", "owner")`.
    """

    path: tuple[str, ...]
    value: Any = None


Change = SetMark | SetNote | SetJoined | RenameChat | SetAnswer
#: Changes that a person made in one go: a line of the history.
Act = tuple[Change, ...]
#: Changes of what has been done with chats.
Doing = SetMark | SetNote | SetJoined


def with_doings(plan: Plan, doings: Sequence[Doing], now: datetime) -> Plan:
    """The plan with what has been done with chats; `now` is an aware moment, in school time."""
    done, notes, joined = plan.done, dict(plan.notes), dict(plan.joined)
    marks = [it for it in doings if isinstance(it, SetMark)]
    for (mark, at, reason), same in groupby(marks, key=lambda it: (it.mark, it.at, it.reason)):
        done = marked(done, [it.chat_id for it in same], mark, now, reason, at)
    for change in doings:
        if isinstance(change, SetNote):
            notes |= {change.chat_id: change.text}
        elif isinstance(change, SetJoined):
            joined.pop(change.chat_id, None)
            if number := change.joined(now.date()):
                joined[change.chat_id] = number
    notes = {chat_id: text for chat_id, text in notes.items() if text}
    return replace(plan, done=done, notes=notes, joined=joined)


def answers_diff(old: Answers, new: Answers) -> tuple[SetAnswer, ...]:
    """The changes that lead from the old answers to the new ones, each of the smallest key.

    What tells a plan from any other is no answer: nobody changes it.
    """
    trees = (ANSWERS.tree(replace(it, id="")) for it in (old, new))
    return tuple(_differences((), *trees))


def _differences(path: tuple[str, ...], old: Tree, new: Tree) -> Iterator[SetAnswer]:
    for key in {**old, **new}:
        before, after, place = old.get(key), new.get(key), (*path, key)
        if before == after:
            continue
        if isinstance(before, dict) and isinstance(after, dict) and not is_whole(place):
            yield from _differences(place, before, after)
        elif name_key(place) and before is not None and after is not None:
            yield from _of_items(place, before, after)
        else:
            yield SetAnswer(place, after)


def _of_items(path: tuple[str, ...], old: list[Tree], new: list[Tree]) -> Iterator[SetAnswer]:
    name = name_key(path)
    before = {item[name]: item for item in old}
    after = {item[name]: item for item in new}
    if _renamed_in_place([item[name] for item in old], [item[name] for item in new]):
        for was, item in zip(old, new, strict=True):
            if was[name] == item[name]:
                yield from _differences((*path, was[name]), was, item)
            else:
                yield SetAnswer((*path, was[name]), item)
        return
    order = [key for key in before if key in after] + [key for key in after if key not in before]
    # Items that share a name or change their order have no other way than all together.
    if len(before) < len(old) or [item[name] for item in new] != order:
        yield SetAnswer(path, new)
        return
    for key in {**before, **after}:
        if key in before and key in after:
            yield from _differences((*path, key), before[key], after[key])
        else:
            yield SetAnswer((*path, key), after.get(key))


def _renamed_in_place(old: list[str], new: list[str]) -> bool:
    """Whether items only changed their names, each where it stands; no two share one."""
    return len({*old}) == len(old) == len(new) == len({*new}) and all(
        was == name or (was not in new and name not in old)
        for was, name in zip(old, new, strict=True)
    )
