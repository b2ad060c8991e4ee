"""What a form for an owner is made of, whatever it is written in."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.imports.form_layout import FormState


class FormLine(Struct, frozen=True):
    """A chat of a form with all that stands in its row."""

    chat: Chat
    members: str
    last: date
    state: FormState


class OwnerForm(Struct, frozen=True):
    """The form of one owner; `file` is its name without an ending."""

    file: str
    title: str
    about: tuple[str, ...]
    lines: tuple[FormLine, ...]
