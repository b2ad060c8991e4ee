"""The answers as they are being given: what the wizard's questions read and change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from msgspec import Struct, field
from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Board, Rollout
from sferum_tui.rollout.edits import regrouped_ids
from sferum_tui.rollout.messenger import fitting, written_out
from sferum_tui.rollout.plan import Done, Plan
from sferum_tui.rollout.recommendations import PackInfo, Recommendations
from sferum_tui.rollout.reference import Reference
from sferum_tui.rollout.russian import chats, classes, day_month


class Session(Struct, dict=True):
    """One walk through the questions.

    `answers` are always valid values; `typed` keeps, by field, texts that are no valid answer yet,
    so that they stand where they were after going back. `renamed` maps old chat ids to new ones.
    `plan` is the plan being edited, None for a new one, and `base` its answers when the edit began:
    what another session changes meanwhile is no change of ours. `today` is the school's date, `now`
    its moment where one is known. `asked_from` is the question that a line of the check led to.
    `packs` are the packs of guidance to choose from, `guide` gives the recommendations under one.
    `start` are the answers that a new plan was begun with, `walked` tells whether a person has gone
    on from a question.
    """

    answers: Answers
    reference: Reference
    today: date
    plan: Plan | None = None
    base: Answers | None = None
    now: datetime | None = None
    step: int = 0
    asked_from: str = ""
    start: Answers | None = None
    walked: bool = False
    visited: set[int] = field(default_factory=set)
    typed: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    on_change: Callable[[], None] = lambda: None
    packs: tuple[PackInfo, ...] = ()
    guide: Callable[[str], Recommendations] | None = None
    _rollout: Rollout | None = None
    _before: Rollout | None = None
    _set_aside: tuple[Answers, dict[str, str], dict[str, str]] | None = None

    @property
    def rules(self) -> Recommendations:
        """The recommendations under the pack of the answers."""
        return self.reference.recommendations

    @property
    def created(self) -> date:
        """The date of the structure: today until another one is chosen."""
        return self.answers.school.structure_created or self.today

    def update(self, answers: Answers) -> None:
        """Take changed answers; the live line and the draft follow."""
        if answers != self.answers:
            self.answers = answers
            self._rollout = None
            self.follow_guidance()
            self.on_change()

    def follow_guidance(self) -> None:
        """Let the questions rest on the recommendations under the pack of the answers."""
        rules = self._rules(self.answers)
        if rules is not self.rules:
            self.reference = replace(self.reference, recommendations=rules)

    def _rules(self, answers: Answers) -> Recommendations:
        if self.guide is None:
            return self.rules
        return self.guide(answers.school.guidance)

    def keep_typed(self, name: str, text: str | None) -> None:
        """Keep a text that is no valid answer yet; None when the field is in order again."""
        if text is None:
            changed = self.typed.pop(name, None) is not None
        else:
            changed = self.typed.get(name) != text
            self.typed[name] = text
        if changed:
            self.on_change()

    def follow_marks(self, plan: Plan) -> None:
        """Take what was ticked and noted while the answers are being changed."""
        if self.plan is not None:
            self.plan = replace(self.plan, done=plan.done, notes=plan.notes)

    def rename(self, ids: Mapping[str, str]) -> None:
        """Let ticks go along with chats that get other ids, all at the same time.

        An id that now belongs to a newcomer, because its chat has moved on before, carries nothing.
        """
        if self.plan is None:
            return
        origins = {new: old for old, new in self.renamed.items()}
        for old, new in ids.items():
            origin = origins.get(old, old)
            if old in origins or old not in self.renamed:
                self.renamed[origin] = new
                if origin == new or not self._in_plan(origin):
                    del self.renamed[origin]

    @property
    def carried(self) -> dict[str, str]:
        """Old chat ids and new ones, those of mini-groups that other guidance moves among them."""
        if self.before is None:
            return self.renamed
        return self.renamed | regrouped_ids(self.before, self.rollout, self.renamed)

    def _in_plan(self, chat_id: str) -> bool:
        """Whether the plan being edited has this chat, or something written down about it."""
        if self.plan is None or self.before is None:
            return False
        written = (*self.plan.done.tables, self.plan.notes, self.plan.joined)
        return chat_id in self.before.by_id or any(chat_id in table for table in written)

    @property
    def before(self) -> Rollout | None:
        """What followed from the plan's answers when its edit began; None for a new plan."""
        if self._before is None and self.plan is not None:
            answers = self.base or self.plan.answers
            self._before = Rollout(answers, self._rules(answers), self.reference.production)
        return self._before

    @property
    def can_turn_back(self) -> bool:
        """Whether there is an edit to give up, or one that was given up to take back."""
        return self.base is not None and (not self.unchanged or self._set_aside is not None)

    def turn_back(self) -> bool:
        """Give the edit up; asked again, take it back as it was. Whether it is given up now."""
        if self.base is None:
            return False
        given_up = not self.unchanged
        if given_up:
            self._set_aside = (self.answers, dict(self.typed), dict(self.renamed))
            self.answers, self.typed, self.renamed = self.base, {}, {}
        elif self._set_aside:
            (self.answers, self.typed, self.renamed), self._set_aside = self._set_aside, None
        self._rollout = None
        self.follow_guidance()
        self.on_change()
        return given_up

    def board(self) -> Board:
        """The board as it would be after saving."""
        done = self.plan.done if self.plan else Done()
        return self.rollout.board(done, self.now or datetime.combine(self.today, time(12)))

    @property
    def unchanged(self) -> bool:
        """Whether this is an edit of a plan that has changed nothing so far."""
        return self.base is not None and self.base == self.answers and not self.typed

    @property
    def untouched(self) -> bool:
        """Whether a school to start from was only looked at: there is nothing to be kept."""
        return self.start == self.answers and not self.typed and not self.walked

    @property
    def final(self) -> Answers:
        """The answers with the date filled in, as they are saved: what the guidance asks for."""
        school, rules = self.answers.school, self.rules
        school = replace(school, structure_created=self.created)
        answers = fitting(replace(self.answers, school=school), rules)
        return written_out(answers, rules) if self.base is None else answers

    @property
    def rollout(self) -> Rollout:
        """What follows from the answers so far."""
        if self._rollout is None:
            self._rollout = Rollout(self.final, self.rules, self.reference.production)
        return self._rollout

    def summary(self, width: int = 0) -> str:
        """«31 класс · 214 чатов · последний день 14 декабря», in fewer words where it must be."""
        rollout = self.rollout
        counted = sum(1 for chat in rollout.chats if not chat.conditional)
        preview = len(rollout.chats) - counted
        stages = [
            stage for stage in rollout.recommendations.stages if rollout.of_stage[stage.number]
        ]
        last = max((rollout.window(stage).last for stage in stages), default=None)
        text = f"{classes(len(rollout.classes))} · {chats(counted)}"
        full = text + (f" и ещё {preview} по решению" if preview else "")
        full += f" · последний день {day_month(last)}" if last else ""
        if not width or len(full) <= width:
            return full
        text += f" (+{preview})" if preview else ""
        return text + (f" · до {day_month(last)}" if last else "")
