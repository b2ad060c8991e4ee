"""The open plan: what stands on disk, what is on its way there, and what follows from both.

Knows files and the domain, but no screen, so that it can be tested without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.guidance.rules import rollout_for
from sferum_tui.issues import PlanError
from sferum_tui.plan.changes import (
    Change,
    Doing,
    RenameChat,
    SetAnswer,
    SetJoined,
    SetMark,
    SetNote,
    answers_diff,
    with_doings,
)
from sferum_tui.plan.saver import Saver, acts_of
from sferum_tui.plan.store import Loaded, PlanStore
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Board, Rollout, tally
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.plan import Mark, Plan
from sferum_tui.rollout.russian import chats
from sferum_tui.rollout.stage_board import Tally
from sferum_tui.rollout.wording import CHAT_STATES

if TYPE_CHECKING:
    from sferum_tui.plan.history import Details
    from sferum_tui.plan.taking_back import TakenBack

#: How many steps can be undone.
MOST_STEPS = 200
#: How long what is on its way to disk is waited for, seconds.
_PATIENCE = 5.0


#: What can be undone: what has been done to chats, and the size of a class, the only answer that
#: is given beside them.
Step = Doing | SetAnswer


class UndoStep(Struct, frozen=True):
    """Something done to chats in one go: what it is called, how it was before and is after."""

    title: str
    before: tuple[Step, ...]
    after: tuple[Step, ...]


class OpenPlan:
    """One plan, open for work. Raises `PlanError` where the file can't be read.

    Changes show at once and are written by the saver's thread; `report` is called in that thread
    with the plan as it stands on disk, or with the error that kept a save back.
    """

    def __init__(
        self,
        store: PlanStore,
        who: str,
        clock: Callable[[], datetime],
        report: Callable[[Loaded | PlanError], None],
    ) -> None:
        self._clock = clock
        self._folder, self._path, self._who = store.folder, store.path, who
        self.loaded = store.load()
        self.plan: Plan = self.loaded.plan
        self.rollout = self._rollout()
        self.saver = Saver(store, who, self.now, report)
        self._board: Board | None = None
        self._counted: Mapping[int, Tally] | None = None
        self._undo: list[UndoStep] = []
        self._redo: list[UndoStep] = []

    def _rollout(self) -> Rollout:
        return rollout_for(self.plan.answers, self._folder)

    def now(self) -> datetime:
        """Now in the school's time zone."""
        return school_time(self._clock(), self.plan.answers.school.timezone)

    def board(self) -> Board:
        """The board at this second, worked out once in it."""
        now = self.now().replace(microsecond=0)
        if self._counted is None:
            self._counted = tally(self.rollout, self.plan.done)
            self._board = None
        if self._board is None or self._board.now != now:
            self._board = self.rollout.board(self.plan.done, now, self._counted, self.plan.joined)
        return self._board

    def take(self, loaded: Loaded) -> frozenset[str] | None:
        """Accept what now stands on disk; what is still on its way stays on top of it.

        Returns the ids of chats whose mark, note or number changed, or None where answers did.
        """
        before = self.plan
        if is_another(before.answers, loaded.plan.answers):
            # Ids are the same in every year: what was done in one plan is nothing of the other.
            self._undo.clear()
            self._redo.clear()
        self.loaded = loaded
        pending = [it for it in self.saver.pending if _is_step(it)]
        self.plan = plan = _with(loaded.plan, pending, self.now())
        self._counted = None
        if before.answers != plan.answers:
            self.rollout = self._rollout()
            return None
        return _differing(before, plan)

    # Ticks and notes ---------------------------------------------------------------------------

    def mark(self, ids: Sequence[str], mark: Mark, reason: str = "") -> None:
        """Tick chats: shown at once, saved in the background. Read-only plans stay as they are.

        A chat that has gone while it was asked about gets none, which would lie in wait for it.
        """
        now, done = self.now(), self.plan.done
        steps = [
            # One of many that is ticked already keeps the day it was created.
            SetMark(chat_id, mark, None if done.mark(chat_id) == mark else now, reason)
            for chat_id in ids
            if chat_id in self.rollout.by_id
        ]
        self._do(_title(ids, mark), steps)

    def set_note(self, chat_id: str, text: str) -> None:
        """Write a note to a chat; an empty one goes."""
        self._do(f"заметка: {self._name(chat_id)}", [SetNote(chat_id, text)])

    def set_joined(self, chat: Chat, count: int | None, of: int | None) -> None:
        """Write down how many have joined a chat today, of how many; None is not known."""
        from sferum_tui.rollout.coverage import told_numbers

        told = told_numbers(self.board(), chat, count, of)
        number = SetJoined(chat.id, None)
        if count is not None:
            number = SetJoined(chat.id, count, told.of, self.now().date())
        steps: list[Step] = [number, SetAnswer(("sizes", chat.class_name), told.size or None)]
        changed = [it for it in steps if not _alike(self._as_it_is(it), it)]
        self._do(f"вступили: {chat.name}", changed)

    def take_back(self, found: Details) -> TakenBack:
        """Set back what an entry of the history changed, but for what was changed since."""
        from sferum_tui.plan.taking_back import taken_back

        back = taken_back(found, self.plan, self.now(), self._folder)
        self._do(f"взято обратно: {chats(len(back.chats))}", back.doings)
        if back.edit and not self.loaded.read_only_reason:
            self.saver.put(back.edit)
        return back

    def _name(self, chat_id: str) -> str:
        chat = self.rollout.by_id.get(chat_id)
        return chat.name if chat else chat_id

    def _do(self, title: str, steps: Sequence[Step]) -> None:
        if self.loaded.read_only_reason or not steps:
            return
        if len(steps) == 1 and isinstance(steps[0], SetMark) and ":" not in title:
            title = f"{title}: {self._name(steps[0].chat_id)}"
        deed = UndoStep(title, tuple(self._as_it_is(step) for step in steps), tuple(steps))
        self._undo = [*self._undo, deed][-MOST_STEPS:]
        self._redo.clear()
        self._apply(steps)

    def _apply(self, steps: Sequence[Step]) -> None:
        self._show(steps)
        self.saver.put(steps)

    def _show(self, steps: Sequence[Step]) -> None:
        """Take steps in what is shown."""
        sizes = self.plan.answers.sizes
        self.plan = _with(self.plan, steps, self.now())
        if self.plan.answers.sizes != sizes:
            self.rollout = self._rollout()
        self._counted = None

    def _as_it_is(self, step: Step) -> Step:
        """The step that would bring back what this one changes."""
        if isinstance(step, SetAnswer):
            return SetAnswer(step.path, self.plan.answers.sizes.get(step.path[-1]))
        if isinstance(step, SetNote):
            return SetNote(step.chat_id, self.plan.notes.get(step.chat_id, ""))
        done, chat_id = self.plan.done, step.chat_id
        if isinstance(step, SetJoined):
            return SetJoined.again(chat_id, self.plan.joined.get(chat_id))
        mark = done.mark(chat_id)
        return SetMark(chat_id, mark, done.moment(chat_id), done.skipped.get(chat_id, ""))

    def undo(self) -> tuple[str, frozenset[str]]:
        """Take the last deed of this session back: what it was, and the chats that changed."""
        return self._turn(self._undo, self._redo, back=True)

    def redo(self) -> tuple[str, frozenset[str]]:
        """Do again what was taken back last."""
        return self._turn(self._redo, self._undo, back=False)

    def _turn(
        self, source: list[UndoStep], target: list[UndoStep], *, back: bool
    ) -> tuple[str, frozenset[str]]:
        if not source or self.loaded.read_only_reason:
            return "", frozenset()
        deed = source.pop()
        target.append(deed)
        have, want = (deed.after, deed.before) if back else (deed.before, deed.after)
        # What somebody else has changed since stays as that person left it.
        known = [pair for pair in zip(have, want, strict=True) if self._is_there(pair[1])]
        steps = [step for old, step in known if _alike(self._as_it_is(step), old)]
        if not steps:
            why = "уже изменено в другом сеансе" if known else "такого чата в плане больше нет"
            return f"{deed.title} ({why})", frozenset()
        self._apply(steps)
        return deed.title, frozenset(chat for step in steps for chat in self._concerned(step))

    def _is_there(self, step: Step) -> bool:
        """Whether the plan has what a step is about; a mark of no chat would lie in wait for it."""
        return isinstance(step, SetAnswer) or step.chat_id in self.rollout.by_id

    def _concerned(self, step: Step) -> Iterable[str]:
        """The ids of the chats that a step changes."""
        if not isinstance(step, SetAnswer):
            return (step.chat_id,)
        return (it.id for it in self.rollout.chats if it.class_name == step.path[-1])

    # What is not on disk -----------------------------------------------------------------------

    @property
    def unsaved(self) -> tuple[Change, ...]:
        """What was refused and what is still on its way."""
        refused = (change for it in self.saver.set_aside for change in it.changes)
        return (*refused, *self.saver.pending)

    def restore(self, changes: Sequence[Change]) -> None:
        """Take up changes that an earlier time could not write."""
        if changes and not self.loaded.read_only_reason:
            self._show([it for it in changes if _is_step(it)])
            for act in acts_of(changes):
                self.saver.put(act)

    # Answers -----------------------------------------------------------------------------------

    def change(self, old: Answers, new: Answers, renamed: Mapping[str, str]) -> None:
        """Save answers that were changed from `old` to `new`, key by key.

        What another session changed in between stays, unless it is the same key. Ticks go along
        with renamed chats.
        """
        changes: list[Change] = [*answers_diff(old, new)]
        changes += [RenameChat(before, after) for before, after in renamed.items()]
        if changes and not self.loaded.read_only_reason:
            self._undo = [_renamed(deed, renamed) for deed in self._undo]
            self._redo = [_renamed(deed, renamed) for deed in self._redo]
            self.saver.put(changes)

    def named(self) -> tuple[Board, Mapping[str, str]]:
        """The board and the notes of the plan as it lies on disk, where it has its `id` now.

        Waits for the disk. Raises `PlanError`, also where the plan has none and can't be changed.
        """
        self.saver.flush(_PATIENCE)
        # A store of its own: the other one belongs to the thread that saves.
        plan = PlanStore(self._path).named(self._who, self.now())
        rollout = rollout_for(plan.answers, self._folder)
        return rollout.board(plan.done, self.now(), joined=plan.joined), plan.notes

    def close(self, seconds: float) -> bool:
        """Write what is left; whether all of it is on disk after so many seconds."""
        saved = self.saver.flush(seconds)
        self.saver.close()
        return saved


def _title(ids: Sequence[str], mark: Mark) -> str:
    word = CHAT_STATES[mark]
    return word if len(ids) == 1 else f"{word}: {chats(len(ids))}"


def is_another(before: Answers, after: Answers) -> bool:
    """Whether a file holds another plan than it did: a new year's, or one put in its place."""
    return bool(before.id and after.id) and before.id != after.id


def _renamed(deed: UndoStep, names: Mapping[str, str]) -> UndoStep:
    """A deed on chats that bear other names now."""

    def new(step: Step) -> Step:
        if isinstance(step, SetAnswer):
            return step
        return replace(step, chat_id=names.get(step.chat_id, step.chat_id))

    return replace(deed, before=tuple(map(new, deed.before)), after=tuple(map(new, deed.after)))


def _is_step(change: Change) -> TypeGuard[Step]:
    """Whether a change shows at once, before it is on disk."""
    return isinstance(change, Doing) or (
        isinstance(change, SetAnswer) and change.path[:1] == ("sizes",) and len(change.path) > 1
    )


def _alike(one: Step, other: Step) -> bool:
    """Whether a chat stands as a step left it; files keep whole seconds only."""
    if isinstance(one, SetMark) and isinstance(other, SetMark):
        return (one.mark, one.reason) == (other.mark, other.reason)
    if isinstance(one, SetJoined) and isinstance(other, SetJoined):
        return (one.count, one.of) == (other.count, other.of)
    return one == other


def _with(plan: Plan, steps: Sequence[Step], now: datetime) -> Plan:
    """The plan with all steps taken in their order."""
    sizes = {step.path[-1]: step.value for step in steps if isinstance(step, SetAnswer)}
    if sizes:
        known = {**plan.answers.sizes, **sizes}
        sizes = {name: size for name, size in known.items() if size}
        plan = replace(plan, answers=replace(plan.answers, sizes=sizes))
    return with_doings(plan, [step for step in steps if isinstance(step, Doing)], now)


def _differing(before: Plan, after: Plan) -> frozenset[str]:
    tables: Iterable[tuple[Mapping[str, object], Mapping[str, object]]] = (
        *zip(before.done.tables, after.done.tables, strict=True),
        (before.notes, after.notes),
        (before.joined, after.joined),
    )
    return frozenset(
        key for old, new in tables for key in {*old, *new} if old.get(key) != new.get(key)
    )
