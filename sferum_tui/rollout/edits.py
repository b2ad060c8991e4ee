"""What a change of the answers does to the list of chats, before it is saved.

Ticks are kept by chat id. What falls away stays in the file as archived and counts again when the
chat comes back; what is renamed takes its tick along.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.rollout.answer_paths import OF_CLASSES, rekeyed, value_at, with_value
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.plan import Done
from sferum_tui.rollout.school import class_name, normal_letter


class MovedChat(Struct, frozen=True):
    """A chat whose last day changes."""

    chat: Chat
    before: date
    after: date


class Preview(Struct, frozen=True):
    """What appears, disappears, moves and is renamed; `archived` and `returned` have a tick.

    `decided` no longer wait for the decision of the teaching staff, `undecided` wait for it again.
    `names` are what renamed chats are called, before and after.
    """

    appear: tuple[Chat, ...]
    disappear: tuple[Chat, ...]
    moved: tuple[MovedChat, ...]
    renamed: Mapping[str, str]
    archived: tuple[Chat, ...]
    returned: tuple[Chat, ...]
    decided: tuple[Chat, ...]
    undecided: tuple[Chat, ...]
    names: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the list of chats, what waits in it and its days stay as they are."""
        listed = self.appear or self.disappear or self.moved or self.renamed
        return not (listed or self.decided or self.undecided)


def preview(
    old: Rollout, new: Rollout, done: Done, renamed: Mapping[str, str] | None = None
) -> Preview:
    """Compare two sets of answers of one plan; `renamed` maps old chat ids to new ones."""
    moves = {
        before: after
        for before, after in (renamed or {}).items()
        if before in old.by_id and after in new.by_id
    }
    arrived = set(moves.values())
    appear = tuple(it for it in new.chats if it.id not in old.by_id and it.id not in arrived)
    disappear = tuple(it for it in old.chats if it.id not in new.by_id and it.id not in moves)
    moved = []
    turned: dict[bool, list[Chat]] = {False: [], True: []}
    for chat in old.chats:
        successor = new.by_id.get(moves.get(chat.id, chat.id))
        if successor:
            if chat.conditional != successor.conditional:
                turned[successor.conditional].append(successor)
            before, after = old.window_of(chat).last, new.window_of(successor).last
            if before != after:
                moved.append(MovedChat(successor, before, after))
    return Preview(
        appear=appear,
        disappear=disappear,
        moved=tuple(moved),
        renamed=moves,
        archived=tuple(it for it in disappear if done.mark(it.id) != "planned"),
        returned=tuple(it for it in appear if done.mark(it.id) != "planned"),
        decided=tuple(turned[False]),
        undecided=tuple(turned[True]),
        names=tuple((old.by_id[it].name, new.by_id[to].name) for it, to in moves.items()),
    )


def archived_ids(rollout: Rollout, done: Done) -> tuple[str, ...]:
    """Ids in the tables of `[done]` that the answers no longer make, in the order they stand."""
    ids = dict.fromkeys(chain.from_iterable(done.tables))
    return tuple(chat_id for chat_id in ids if chat_id not in rollout.by_id)


def renamed_ids(rollout: Rollout, what: str, old: str, new: str) -> dict[str, str]:
    """Old → new chat ids when a class, subject, association, group or body changes its name.

    `what` is the scope's word: class, subject, association, group, body. A body's name may be ""
    where its chat has no suffix.
    """
    place = 2 if what == "subject" else 1
    scopes = ("class", "subject") if what == "class" else (what,)
    found = {}
    for chat in rollout.chats:
        if chat.kind.scope not in scopes:
            continue
        parts = chat.id.split("/")
        if what == "body" and len(parts) == 1:
            parts.append("")
        if len(parts) > place and parts[place] == old:
            parts[place] = new
            found[chat.id] = "/".join(part for part in parts if part)
    return found


def regrouped_ids(old: Rollout, new: Rollout, renamed: Mapping[str, str]) -> dict[str, str]:
    """Old → new chat ids of mini-groups that other guidance moves to another stage.

    `renamed` are the ids that are known to change, such as that of a group with a new title.
    """
    there = {chat.id.partition("/")[2]: chat.id for chat in new.of_scope("group")}
    now = {chat.id: renamed.get(chat.id, chat.id) for chat in old.of_scope("group")}
    return {
        before: there[title]
        for before, after in now.items()
        if after not in new.by_id and (title := after.partition("/")[2]) in there
    }


def rename_class(answers: Answers, old: str, new: tuple[str, str]) -> Answers:
    """The answers with one class renamed everywhere; `new` is its grade and letter.

    Teachers, subgroups, the date it opened and its size go along. The caller renames the chat ids
    with `renamed_ids`.
    """
    (grade, letter), new_name = new, class_name(*new)
    for path in OF_CLASSES:
        answers = with_value(answers, path, rekeyed(value_at(answers, path), {old: new_name}))
    classes, mixed = answers.classes, dict(answers.classes.mixed)
    by_grade = {
        key: tuple(it for it in letters if class_name(key, normal_letter(it)) != old)
        for key, letters in classes.by_grade.items()
    }
    if grade:
        by_grade[grade] = (*by_grade.get(grade, ()), letter)
    if old in mixed:
        stage = mixed.pop(old)
        if not grade:
            mixed[new_name] = stage
        own = rekeyed(answers.subjects.by_grade, {old: new_name})
        answers = with_value(answers, "subjects.by_grade", own)
    by_grade = {key: letters for key, letters in by_grade.items() if letters}
    return replace(answers, classes=replace(classes, by_grade=by_grade, mixed=mixed))
