"""Files that screens save: asked before one is replaced, written beside everything else."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from sferum_tui.documents.model import NoDocumentError
from sferum_tui.documents.saving import copy_commands
from sferum_tui.engine.later import beside, is_there
from sferum_tui.engine.mixins import ScreenMixin
from sferum_tui.issues import PlanError, readable
from sferum_tui.screens.dialogs import SureDialog
from sferum_tui.text import normal
from sferum_tui.widgets.bare_text import BareText

#: Writes a file.
Work = Callable[[], object]


class SavesFiles(ScreenMixin):
    """For a screen that saves files, one at a time. Its `BareText` tells where they are."""

    _saving = False

    def save_file(self, target: Path, work: Callable[[bool], Work]) -> None:
        """Write a file; one that is there is replaced after a yes, which `work` is told."""
        if not os.path.lexists(target):
            self._start(target, work(False))
            return

        def answered(sure: bool | None) -> None:
            if sure:
                self._start(target, work(True))

        question = "Такой файл уже есть. Заменить его?"
        self.app.push_screen(SureDialog(question, normal(readable(target))), answered)

    def _start(self, target: Path, work: Work) -> None:
        """Let a thread write: a disk that is slow must not hold up the keys."""
        if not self._saving:
            self._saving = True
            beside(self.app, partial(self._save, target, work))

    async def _save(self, target: Path, work: Work) -> None:
        try:
            await asyncio.to_thread(work)
        except (PlanError, NoDocumentError, ValueError) as error:
            self.app.notify(str(error), title="Не сохранено", severity="error")
        else:
            if is_there(self):
                self.saved(target, copy_commands(target, os.environ))
            else:
                self.app.notify(normal(readable(target)), title="Сохранено")
        finally:
            self._saving = False

    def saved(self, target: Path, commands: Sequence[str], hint: str = "Сохранено:") -> None:
        """Say where a file is and how to fetch it, each line alone for the mouse of a terminal."""
        lines = (readable(target), *commands)
        self.query_one(BareText).show(hint, "\n".join(map(normal, lines)))
