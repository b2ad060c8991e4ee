"""Dialogs that lose nothing: what was typed before Esc is offered when the dialog opens again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import ModalScreen, ScreenResultType

from sferum_tui.engine.widgets import Field

if TYPE_CHECKING:
    from sferum_tui.engine.base import EngineApp


class TypingDialog(ModalScreen[ScreenResultType | None]):
    """Base of dialogs with a field: Esc is bound to `cancel`, and `done` answers.

    `typed_for` says what a text was typed for; the same text is offered for nothing else.
    """

    typed_for = ""

    @property
    def _kept(self) -> dict[str, str]:
        return cast("EngineApp", self.app).typed

    def offered(self, value: str = "") -> str:
        """What the field begins with: a text that was typed and not taken, else this value."""
        return self._kept.get(self.typed_for, value)

    def done(self, result: ScreenResultType) -> None:
        """Close with an answer; what was typed has been taken."""
        self._kept.pop(self.typed_for, None)
        self.dismiss(result)

    def action_cancel(self) -> None:
        """Close without an answer and keep what was typed."""
        self.keep_typed()
        self.dismiss(None)

    def keep_typed(self) -> None:
        """Offer what stands in the field when the dialog is opened again."""
        text = self.query_one(Field).value
        if text:
            self._kept[self.typed_for] = text
        else:
            self._kept.pop(self.typed_for, None)
