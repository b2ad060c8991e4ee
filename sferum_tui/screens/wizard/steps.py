"""The code of a question is loaded when it is first asked."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from sferum_tui.editing.steps import CHECK, STEPS, Step
from sferum_tui.issues import Issue

if TYPE_CHECKING:
    from sferum_tui.editing.session import Session
    from sferum_tui.screens.wizard.question import Question


def load_question(step: Step) -> type[Question]:
    """The class of a question, imported when it is first asked."""
    module = import_module(f"sferum_tui.screens.wizard.{step.name}")
    found: type[Question] = getattr(module, step.class_name)
    return found


#: What stands before a step: something must be mended, it is answered, it is yet to come.
MEND, ANSWERED, AHEAD = "▲", "√", " "


def step_signs(session: Session) -> tuple[str, ...]:
    """The sign of every step. One with something to mend is never told as answered."""
    faulty = {fault.where for fault in faults(session)}
    return tuple(
        MEND
        if step.name in faulty and number in session.visited
        else ANSWERED
        if number in session.visited and number != session.step and number != CHECK
        else AHEAD
        for number, step in enumerate(STEPS)
    )


def faults(session: Session) -> Iterator[Issue]:
    """What keeps these answers from being saved, each `where` it is asked: the question's name.

    Only questions with a text that is no answer are loaded and asked.
    """
    kept = {name.partition(".")[0] for name in session.typed}
    for step in STEPS[:CHECK]:
        if step.name in kept or (step.name == "classes" and not session.rollout.classes):
            for text in load_question(step)(session).faults():
                yield Issue(step.name, None, "", text)
