"""What Textual would say by itself, in Russian."""

from __future__ import annotations

from typing import Final

#: Shown instead of a widget that is still being filled.
WAIT: Final = "Подождите…"
#: What Ctrl+C answers when there is nothing to copy.
HOW_TO_LEAVE: Final = "Выход — F10"
