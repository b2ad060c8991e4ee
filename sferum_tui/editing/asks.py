"""One answer of a form: how it is shown as a text, how a typed text becomes it, what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sferum_tui.editing.session import Session
from sferum_tui.rollout.answer_paths import value_at, with_value
from sferum_tui.rollout.answers import Answers
from sferum_tui.text import LONGEST, LONGEST_TITLE, tidy

#: A tick as the text of a row, and its opposite.
YES, NO = "да", "нет"


def title_fault(text: str, taken: Iterable[str] = (), longest: int = LONGEST_TITLE) -> str:
    """What is wrong with a title that becomes part of a chat's id, in Russian; "" if nothing is."""
    title = tidy(text)
    if not title:
        return "напишите название"
    if "/" in title:
        return "в названии не должно быть знака «/»"
    if too_long := length_fault(title, longest):
        return too_long
    if title.lower() in {other.lower() for other in taken}:
        return "такое название уже есть"
    return ""


def length_fault(text: str, longest: int) -> str:
    """What is wrong with a text of more than so many characters; "" for a shorter one."""
    number = len(tidy(text))
    return f"не длиннее {longest} знаков, сейчас {number}" if number > longest else ""


class Ask(NamedTuple):
    """What a row asks: its id and name, its answer as a text, the answers with another text in it.

    `check` says in Russian what is wrong with a text, "" if nothing is; `put` is for texts that it
    lets pass. All of them read the session alone, so that they can be asked without a screen.
    """

    id: str
    label: str
    get: Callable[[Session], str]
    put: Callable[[Session, str], Answers]
    check: Callable[[Session, str], str] = lambda session, text: ""


class Match(NamedTuple):
    """Something that a search found: its key, its title, and where it is."""

    key: str
    title: str
    detail: str = ""


def text_ask(id: str, label: str, path: str, longest: int = LONGEST) -> Ask:  # noqa: A002
    """A text that may be empty."""
    return Ask(
        id,
        label,
        lambda session: value_at(session.answers, path),
        lambda session, text: with_value(session.answers, path, tidy(text)),
        lambda session, text: length_fault(text, longest),
    )


def tick_ask(id: str, label: str, path: str) -> Ask:  # noqa: A002
    """A yes or no."""
    return Ask(
        id,
        label,
        lambda session: YES if value_at(session.answers, path) else NO,
        lambda session, text: with_value(session.answers, path, text == YES),
    )


def choice_ask(id: str, label: str, path: str, kind: type = str) -> Ask:  # noqa: A002
    """One of a few values; `kind` makes the value of its text."""
    return Ask(
        id,
        label,
        lambda session: str(value_at(session.answers, path)),
        lambda session, text: with_value(session.answers, path, kind(text)),
    )
