"""The first screen: a draft to go on with, or a school to start from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sferum_tui.editing.steps import STEPS
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.plan.drafts import Draft
from sferum_tui.rollout.answer_paths import with_value
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.reference import Reference, SchoolPreset
from sferum_tui.rollout.russian import chats, classes, day_month, weekday_date
from sferum_tui.widgets.menu import Menu

#: What the lines of drafts are called: the one to go on with, and the one before it.
DRAFT, BEFORE = "draft", "before"


class StartScreen(Screen[None]):
    """Presets by number beside what the chosen one gives; a draft stands first."""

    CSS_PATH = resource("styles", "start.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "resume", "Продолжить", id="start.resume", tooltip="Продолжить начатое"),
        Binding("enter", "walk", "По вопросам", id="start.walk", tooltip="Ответить на все вопросы"),
        Binding(
            "f9,ctrl+n", "check", "К проверке", id="start.check", tooltip="Взять школу как есть"
        ),
        Binding(
            "f4,ctrl+e",
            "platform",
            "Мессенджер",
            id="start.platform",
            tooltip="Другой мессенджер для нового плана",
        ),
        *(
            Binding(
                str(number),
                f"quick({number})",
                show=False,
                id=f"start.quick{number}",
                key_display="1–9",
                # Said once for all nine.
                tooltip="Взять школу с этим номером и сразу к проверке" if number == 1 else "",
            )
            for number in range(1, 10)
        ),
    ]

    class Chosen(Message):
        """A school to start from: all questions, or straight to the check."""

        def __init__(self, preset: str, answers: Answers, platform: str, check: bool) -> None:
            super().__init__()
            self.preset = preset
            self.answers = answers
            self.platform = platform
            self.check = check

    class Messenger(Message):
        """New plans are to begin with another messenger."""

        def __init__(self, platform: str) -> None:
            super().__init__()
            self.platform = platform

    class Resumed(Message):
        """The draft is to go on, or the one `before` it, which was set aside."""

        def __init__(self, before: bool) -> None:
            super().__init__()
            self.before = before

    def __init__(
        self,
        reference: Reference,
        today: date,
        draft: Draft | None,
        platform: str,
        looked_at: str = "",
        before: Draft | None = None,
    ) -> None:
        """`platform` is the messenger that a new plan begins with, `looked_at` the school that one
        comes back from, `before` the draft that `draft` was begun instead of."""
        super().__init__()
        self.platform = platform
        self.looked_at = looked_at
        self.reference = reference
        self.today = today
        self.draft = draft
        self.before = before

    def compose(self) -> ComposeResult:
        yield Plain("Сферум · план перехода школы", id="start-title")
        yield Plain(self._date(), id="start-date")
        yield Plain("Какая школа похожа на вашу? Потом всё можно поправить.", id="start-hint")
        with Horizontal(id="start-body"):
            yield Menu(*self._options(), id="start-list")
            yield Plain(id="start-facts")
        yield Plain(id="start-brief")
        yield Plain(id="start-keys")
        yield KeyBar()

    def _date(self) -> str:
        return f"{weekday_date(self.today)} · мессенджер: {self.platform}"

    def _options(self) -> Iterator[Option]:
        if self.draft:
            yield Option("   Продолжить начатое", id=DRAFT)
        if self.before:
            yield Option("   Продолжить начатое раньше", id=BEFORE)
        for preset in self.reference.presets:
            yield Option(f" {preset.number} {preset.title}", id=preset.name)

    def on_mount(self) -> None:
        """Begin at the draft, else at the school that was looked at last, else on top."""
        menu = self.query_one(Menu)
        if self.looked_at and not self.draft and not self.before:
            menu.highlighted = menu.get_option_index(self.looked_at)
        menu.focus()

    def _preset(self) -> SchoolPreset | None:
        option = self.query_one(Menu).highlighted_option
        name = option.id if option else None
        return next((it for it in self.reference.presets if it.name == name), None)

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        preset = self._preset()
        lines = self._facts(preset) if preset else self._draft_facts()
        self.query_one("#start-facts", Plain).update("\n".join(lines))
        self.query_one("#start-brief", Plain).update("\n".join(lines[-3:]))
        enter = "по всем вопросам" if preset else "продолжить"
        self.query_one("#start-keys", Plain).update(f"Цифра — сразу к проверке, Enter — {enter}")
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        if self._preset():
            self.action_walk()
        else:
            self.action_resume()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter and F9 do what fits the line under the cursor: a draft or a school."""
        if action in {"resume", "walk", "check"}:
            return (action == "resume") == (self._preset() is None)
        return True

    def action_resume(self) -> None:
        """Go on with the draft."""
        option = self.query_one(Menu).highlighted_option
        self.post_message(self.Resumed(before=option is not None and option.id == BEFORE))

    def action_walk(self) -> None:
        """Go through all questions."""
        self._take(self._preset(), check=False)

    def action_check(self) -> None:
        """Take the school as it is and look at the plan."""
        self._take(self._preset(), check=True)

    def action_quick(self, number: int) -> None:
        """Take the school of this number and look at the plan."""
        found = (preset for preset in self.reference.presets if preset.number == number)
        self._take(next(found, None), check=True)

    def _take(self, preset: SchoolPreset | None, *, check: bool) -> None:
        """Start from a school. A draft stays until there is something to keep in its place."""
        if preset is not None:
            self.post_message(self.Chosen(preset.name, preset.answers, self.platform, check))

    def action_platform(self) -> None:
        """Take the next messenger, round and round."""
        known = self.reference.recommendations.platforms
        self.platform = known[(known.index(self.platform) + 1) % len(known)]
        self.query_one("#start-date", Plain).update(self._date())
        self.post_message(self.Messenger(self.platform))

    def _draft_facts(self) -> list[str]:
        option = self.query_one(Menu).highlighted_option
        draft = self.before if option and option.id == BEFORE else self.draft
        if draft is None:
            return []
        step = next((step.title for step in STEPS if step.name == draft.step), "")
        lines = ["Начатый план", "", f"школа     {draft.answers.school.name or 'без названия'}"]
        lines.append(f"вопрос    {step}")
        if draft.saved:
            lines.append(f"сохранён  {day_month(draft.saved.date())}, {draft.saved:%H:%M}")
        return lines

    def _facts(self, preset: SchoolPreset) -> list[str]:
        rollout = Rollout(
            with_value(preset.answers, "school.structure_created", self.today),
            self.reference.recommendations,
            self.reference.production,
        )
        lines = [preset.title, preset.about, ""]
        by_decision = ""
        for stage in rollout.recommendations.stages:
            amount = len(rollout.of_stage[stage.number])
            number = rollout.class_counts[stage.number]
            head = f"{stage.number} этап  {stage.title:<15}"
            if stage.grades and not number:
                lines.append(f"{head}     нет классов")
                continue
            of_classes = classes(number) if stage.grades else ""
            lines.append(f"{head} {of_classes:>10}{amount:>5}")
            if stage.by_decision:
                by_decision = f"{stage.number} этап — если так решит педсовет"
        lines += ["", by_decision] if by_decision else []
        counted = [chat for chat in rollout.chats if not chat.conditional]
        last = max(
            rollout.window(stage).last
            for stage in rollout.recommendations.stages
            if rollout.of_stage[stage.number]
        )
        lines += [
            "",
            f"всего {classes(len(rollout.classes))}, {chats(len(counted))}",
            f"последний день {day_month(last)},",
            "если структура создана сегодня",
        ]
        return lines
