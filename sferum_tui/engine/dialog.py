"""Screens that lose nothing: what was typed and not taken is offered when they open again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from textual.screen import ModalScreen, ScreenResultType

from sferum_tui.engine.mixins import ScreenMixin
from sferum_tui.engine.widgets import Field

if TYPE_CHECKING:
    from sferum_tui.engine.base import EngineApp


class KeepsTyped(ScreenMixin):
    """For a screen: keeps its texts by name while they are not taken.

    `typed_for` says what they were typed for; they are offered for nothing else. "" keeps none.
    """

    typed_for = ""

    @property
    def _kept(self) -> dict[str, dict[str, str]]:
        return cast("EngineApp", self.app).typed

    def typed_texts(self) -> dict[str, str]:
        """What is to be kept; {} where there is nothing."""
        raise NotImplementedError

    def offered_texts(self) -> dict[str, str]:
        """What was typed here and not taken."""
        return self._kept.get(self.typed_for, {})

    def keep_texts(self, texts: Mapping[str, str]) -> None:
        """Offer these when the screen is opened again; {}: nothing."""
        self._kept.pop(self.typed_for, None)
        if texts and self.typed_for:
            self._kept[self.typed_for] = dict(texts)

    def keep_typed(self) -> None:
        """Offer what is typed when the screen is opened again."""
        self.keep_texts(self.typed_texts())

    def forget_typed(self) -> None:
        """What was typed has been taken."""
        self.keep_texts({})


class TypingDialog(KeepsTyped, ModalScreen[ScreenResultType | None]):
    """Base of dialogs with a field: Esc is bound to `cancel`, and `done` answers."""

    def typed_texts(self) -> dict[str, str]:
        """What stands in the field."""
        text = self.query_one(Field).value
        return {"text": text} if text else {}

    def offered(self, value: str = "") -> str:
        """What the field begins with: a text that was typed and not taken, else this value."""
        return self.offered_texts().get("text", value)

    def done(self, result: ScreenResultType) -> None:
        """Close with an answer; what was typed has been taken."""
        self.forget_typed()
        self.dismiss(result)

    def action_cancel(self) -> None:
        """Close without an answer and keep what was typed."""
        self.keep_typed()
        self.dismiss(None)
