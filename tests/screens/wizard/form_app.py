"""A tiny app around one question of the wizard, with the real reference data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static

from sferum_tui.editing.session import Session
from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.footer import KeyBar
from sferum_tui.guidance.loading import load_reference
from sferum_tui.locations import resource
from sferum_tui.rollout.answers import Answers, Classes, People, Subjects
from sferum_tui.rollout.plan import Plan
from sferum_tui.screens.wizard.form import FormQuestion
from sferum_tui.screens.wizard.question import Question
from sferum_tui.screens.wizard.screen import WizardScreen

MONDAY = date(2026, 11, 23)


def school(**parts: Any) -> Answers:
    """A school of eleven grades; any part can be given."""
    grades = {str(grade): ("А", "Б", "В") for grade in range(1, 10)}
    answers = Answers(
        classes=Classes({**grades, "10": ("А", "Б"), "11": ("А", "Б")}),
        subjects=Subjects(dict(load_reference().curriculum.grades)),
        people=People(),
    )
    return replace(answers, **parts)


def new_session(answers: Answers | None = None, plan: Plan | None = None) -> Session:
    """A session on Monday 23 November 2026, 14:05 in Moscow."""
    return Session(
        answers=answers or school(),
        reference=load_reference(),
        today=MONDAY,
        plan=plan,
        now=datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo("Europe/Moscow")),
    )


class QuestionScreen(Screen[None]):
    """The wizard's frame: two rows above, the live line and the keys below."""

    CSS_PATH = [  # noqa: RUF012
        resource("styles", name) for name in ("wizard.tcss", "forms.tcss", "grids.tcss")
    ]

    def __init__(self, question: FormQuestion) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        yield Static(f"{self.question.title}  {self.question.hint}\n", markup=False)
        with Container():
            yield self.question
        yield Static(self.question.session.summary(), markup=False, id="wizard-summary")
        yield KeyBar()

    def on_mount(self) -> None:
        self.question.focus_first()


class QuestionApp(EngineApp):
    """Asks one question; `answered` tells whether Enter left it."""

    def __init__(self, question: FormQuestion, theme: str = "dark") -> None:
        super().__init__(theme_name=theme)
        self.question = question
        self.answered = False

    def on_mount(self) -> None:
        self.push_screen(QuestionScreen(self.question))

    def on_question_next(self, event: Question.Next) -> None:
        self.answered = True


def screen_text(app: EngineApp) -> str:
    """What stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


class WizardApp(EngineApp):
    """Shows the wizard; `saved`, `left` and `drafts` tell what it asked the program for."""

    def __init__(self, session: Session, theme: str = "dark") -> None:
        super().__init__(theme_name=theme)
        self.session = session
        self.saved = 0
        self.left = 0
        self.drafts = 0

    def on_mount(self) -> None:
        self.push_screen(WizardScreen(self.session))

    def on_wizard_screen_save(self) -> None:
        self.saved += 1

    def on_wizard_screen_left(self) -> None:
        self.left += 1

    def on_wizard_screen_draft_wanted(self) -> None:
        self.drafts += 1

    def action_save_draft(self) -> None:
        self.drafts += 1


def words(app: EngineApp) -> str:
    """The screen as running text: line ends, blanks and the scroll bar are gone."""
    return " ".join(screen_text(app).replace("█", " ").replace("│", " ").split())


def typed(text: str) -> list[str]:
    """The keys that type a text."""
    return ["space" if letter == " " else letter for letter in text]
