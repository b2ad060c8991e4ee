"""Which chats go on under another id after an import, so that their ticks go along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.chats import Chat, make_chats
from sferum_tui.rollout.imports.lessons import TOGETHER
from sferum_tui.rollout.imports.subject_names import SubjectNames
from sferum_tui.rollout.plan import Done, Plan
from sferum_tui.rollout.recommendations import Recommendations

_RANK = ("created", "auto", "skipped", "planned")


def carried(
    plan: Plan, new: Answers, recommendations: Recommendations, names: SubjectNames
) -> Mapping[str, str]:
    """Old → new ids of subject chats.

    A chat of the whole class goes on as its first subgroup; of several chats that become one, the
    one that has come furthest does.
    """
    before = _by_subject(make_chats(plan.answers, recommendations), names)
    after = _by_subject(make_chats(new, recommendations), names)
    found: dict[str, str] = {}
    for key, chats in before.items():
        old_ids = {chat.id for chat in chats}
        new_ids = {chat.id for chat in after.get(key, ())}
        gone = [chat for chat in chats if chat.id not in new_ids]
        come = [chat for chat in after.get(key, ()) if chat.id not in old_ids]
        found.update(_pairs(gone, come, plan.done))
    return found


def _by_subject(
    chats: Iterable[Chat], names: SubjectNames
) -> dict[tuple[str, str, str], list[Chat]]:
    found: dict[tuple[str, str, str], list[Chat]] = {}
    for chat in chats:
        if chat.kind.scope == "subject":
            title = names.united(chat.subject, str(chat.grade))
            if chat.subject not in names.courses(title, str(chat.grade)):
                title = chat.subject
            found.setdefault((chat.kind.id, chat.class_name, title), []).append(chat)
    return found


def _pairs(gone: Sequence[Chat], come: Sequence[Chat], done: Done) -> Iterator[tuple[str, str]]:
    left = sorted(gone, key=lambda chat: _RANK.index(done.mark(chat.id)))
    if not left:
        return
    waiting = []
    for chat in come:
        if old := next((it for it in left if _same_course(it, chat)), None):
            left.remove(old)
            yield old.id, chat.id
        else:
            waiting.append(chat)
    for chat, old in zip(waiting, left, strict=False):
        yield old.id, chat.id


def _same_course(old: Chat, new: Chat) -> bool:
    """Whether both are about the same course: «геометрия» and «алгебра + геометрия»."""
    return bool(_courses(old) & _courses(new))


def _courses(chat: Chat) -> set[str]:
    return set(chat.subgroup.split(TOGETHER)) if chat.subgroup else {chat.subject}
