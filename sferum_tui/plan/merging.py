"""Putting changes into the tree of a plan as it stands on disk at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from sferum_tui.plan.changes import (
    Change,
    Doing,
    RenameChat,
    SetAnswer,
    SetJoined,
    SetMark,
    SetNote,
)
from sferum_tui.plan.key_paths import name_key
from sferum_tui.plan.keys import JOINED
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import MARKS, Mark, put_mark
from sferum_tui.rollout.school import ClassNameError, canonical_class
from sferum_tui.text import LONGEST_NOTE, silenced, tidy
from sferum_tui.toml.tree import Tree

#: Tables by chat id beside those of marks.
_PARTS = ("joined", "notes")


class MergedTree(Struct):
    """A tree with changes in it, and what they changed: (chat or key, before, after).

    `was` holds the moment or the reason of marks that gave way, `reasons` those that changed while
    the mark stayed, `lost` answers whose place another session had taken away: (key, value).
    """

    tree: Tree
    marks: list[tuple[str, Mark, Mark]] = field(default_factory=list)
    was: dict[str, Any] = field(default_factory=dict)
    reasons: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    joined: list[tuple[str, Tree | None, Tree | None]] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    answers: list[tuple[str, Any, Any]] = field(default_factory=list)
    lost: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def told(self) -> bool:
        """Whether there is anything that the history has to tell."""
        return any(getattr(self, name) for name in PARTS)

    def undoes(self, other: MergedTree) -> bool:
        """Whether these changes look like those of the other taken back."""
        return not (self.renamed or other.renamed) and all(
            [(key, after, before) for key, before, after in ours] == theirs
            for ours, theirs in (
                (self.marks, other.marks),
                (self.notes, other.notes),
                (self.joined, other.joined),
                (self.answers, other.answers),
            )
        )


#: What a line of the history tells of changes.
PARTS = MergedTree.__struct_fields__[1:]


def merged(tree: Tree, changes: Sequence[Change], at: datetime, zone: str) -> MergedTree:
    """The tree with all changes; the given one stays as it is.

    `at` stamps ticks that bring no moment of their own, `zone` is the school's.
    """
    done = tree.get("done", {})
    tables = {name: dict(done[name]) for name in MARKS if name in done}
    parts = {name: dict(tree.get(name, {})) for name in _PARTS}
    result = MergedTree({**tree, "done": {**done, **tables}, **parts})
    for name in dict.fromkeys(it.path[0] for it in changes if isinstance(it, SetAnswer)):
        if name in tree:
            result.tree[name] = deepcopy(tree[name])
    answers = _Answers(result)
    renames: dict[str, str] = {}
    for change in _as_spelt(changes, (*tables.values(), *parts.values())):
        if not isinstance(change, RenameChat) and renames:
            _rename(result, renames)
            renames = {}
        match change:
            case SetMark():
                _mark(result, change, stamp(change.at or at, zone))
            case SetNote():
                _note(result, change)
            case SetJoined():
                _joined(result, change, stamp(at, zone).date())
            case RenameChat():
                renames[change.old] = change.new
            case SetAnswer():
                answers.put(change)
    _rename(result, renames)
    for name in ("done", *_PARTS):
        if name not in tree and not result.tree[name]:
            del result.tree[name]
    return result


def stamp(moment: datetime, zone: str) -> datetime:
    """A moment to the second, in school time, as a plan writes it."""
    try:
        local = school_time(moment, zone).replace(microsecond=0)
    except OverflowError:
        return moment
    offset = local.utcoffset() or timedelta()
    # Before 1920 clocks showed local mean time, with seconds that TOML can't write.
    if offset % timedelta(minutes=1):
        return local.astimezone(UTC)
    return local.replace(tzinfo=timezone(offset))


def clean_note(text: str) -> str:
    """A note as it is kept: one line, nothing unseen in it."""
    return tidy(text)[:LONGEST_NOTE]


# Chats -------------------------------------------------------------------------------------------


def _as_spelt(changes: Sequence[Change], tables: Sequence[Tree]) -> Sequence[Change]:
    """The changes with ids as they stand in tables: a person's editor may have spelt their letters
    in another way than ids do."""
    ids = "".join("".join(table) for table in tables)
    if silenced(ids) == ids:
        return changes
    spelt = {silenced(key): key for table in tables for key in table}
    return [
        replace(it, chat_id=spelt.get(it.chat_id, it.chat_id))
        if isinstance(it, Doing)
        else replace(it, old=spelt.get(it.old, it.old))
        if isinstance(it, RenameChat)
        else it
        for it in changes
    ]


def mark_of(done: Tree, chat_id: str) -> Mark:
    """The mark that counts for a chat."""
    return next((name for name in MARKS if chat_id in done.get(name, ())), "planned")


def _mark(result: MergedTree, change: SetMark, at: datetime) -> None:
    done, chat_id = result.tree["done"], change.chat_id
    before, reason = mark_of(done, chat_id), clean_note(change.reason)
    was = done[before][chat_id] if before != "planned" else ""
    if change.mark != "planned":
        done.setdefault(change.mark, {})
    put_mark(done, chat_id, change.mark, at, at if change.at else None, reason)
    if before != change.mark:
        result.marks.append((chat_id, before, change.mark))
        if was:
            result.was[chat_id] = was
    elif before == "skipped" and was != reason:
        result.reasons.append((chat_id, was, reason))


def _note(result: MergedTree, change: SetNote) -> None:
    notes, text = result.tree["notes"], clean_note(change.text)
    before = notes.get(change.chat_id, "")
    if text:
        notes[change.chat_id] = text
    else:
        notes.pop(change.chat_id, None)
    if before != text:
        result.notes.append((change.chat_id, before, text))


def _joined(result: MergedTree, change: SetJoined, today: date) -> None:
    joined, chat_id = result.tree["joined"], change.chat_id
    before = joined.get(chat_id)
    if number := change.joined(today):
        joined[chat_id] = JOINED.item.tree(number)
    else:
        joined.pop(chat_id, None)
    if before != joined.get(chat_id):
        result.joined.append((chat_id, before, joined.get(chat_id)))


def _rename(result: MergedTree, renames: dict[str, str]) -> None:
    """Move all that was done with chats to their new ids, all at once."""
    if not renames:
        return
    done = result.tree["done"]
    moving = {old for old in renames if mark_of(done, old) != "planned"}
    # What an archived chat of the new name has must not outlive the mark that arrives.
    taken = {renames[old] for old in moving} - moving
    for name in MARKS:
        if name in done:
            done[name] = _rekeyed(done[name], {old: renames[old] for old in moving}, taken)
    for part in _PARTS:
        table = result.tree[part]
        there = {old: new for old, new in renames.items() if old in table}
        result.tree[part] = _rekeyed(table, there, set(there.values()) - there.keys())
    result.renamed += renames.items()


def _rekeyed(table: Tree, renames: dict[str, str], dropped: set[str]) -> Tree:
    return {renames.get(key, key): it for key, it in table.items() if key not in dropped}


# Answers -----------------------------------------------------------------------------------------


class _Answers:
    """Puts answers into a tree, under the keys that a person may have spelt in another way."""

    def __init__(self, result: MergedTree) -> None:
        self.result = result
        self._spelt: dict[int, dict[str, str]] = {}

    def put(self, change: SetAnswer) -> None:
        part: Any = self.result.tree
        for number, name in enumerate(change.path[:-1], 1):
            if isinstance(part, list):
                item = self._item(part, change.path[: number - 1], name)
                if item is None:
                    # Another session took the whole item away: nothing is left to be changed.
                    self.result.lost.append((".".join(change.path), _as_parsed(change.value)))
                    return
                part = part[item]
            else:
                part = part.setdefault(
                    self._key(part, name), [] if name_key(change.path[:number]) else {}
                )
        last, value = change.path[-1], _as_parsed(change.value)
        if isinstance(part, list):
            before = self._put_item(part, change.path[:-1], last, value)
        else:
            key = self._key(part, last)
            before = part.get(key)
            if value is None:
                part.pop(key, None)
            else:
                part[key] = value
        if before != value:
            self.result.answers.append((".".join(change.path), before, value))

    def _put_item(self, part: list[Any], path: tuple[str, ...], name: str, value: Any) -> Any:
        place = self._item(part, path, name)
        before = part[place] if place is not None else None
        if place is None:
            if value is not None:
                part.append(value)
        elif value is None:
            del part[place]
        else:
            part[place] = value
        return before

    def _item(self, part: list[Any], path: tuple[str, ...], name: str) -> int | None:
        key = name_key(path)
        return next(
            (at for at, item in enumerate(part) if silenced(str(item.get(key))) == name), None
        )

    def _key(self, part: Tree, key: str) -> str:
        if key in part or not part:
            return key
        if id(part) not in self._spelt:
            self._spelt[id(part)] = {_canonical(it): it for it in part if _canonical(it) != it}
        return self._spelt[id(part)].get(key, key)


def _canonical(key: str) -> str:
    """A class or a lesson («8A/физика») as ids spell it; other keys without superfluous spaces."""
    head, slash, tail = key.partition("/")
    try:
        return f"{canonical_class(head)}{slash}{silenced(tail)}"
    except ClassNameError:
        return " ".join(silenced(key).split())


def _as_parsed(value: Any) -> Any:
    """A value with lists and tables of the kinds that a parsed file has."""
    if isinstance(value, dict):
        return {key: _as_parsed(it) for key, it in value.items()}
    if isinstance(value, list | tuple):
        return [_as_parsed(it) for it in value]
    return value
