"""The program on many schools: their table, and each of them as if it were the only one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from textual import events, on
from textual.screen import Screen

from sferum_tui.app import SferumApp
from sferum_tui.engine.colour import ColourMode
from sferum_tui.engine.later import beside
from sferum_tui.issues import file_error, readable
from sferum_tui.options import Options
from sferum_tui.plan_app import LAST_SAVE
from sferum_tui.rollout.schools import names, schools_text
from sferum_tui.school_watch import SchoolWatch
from sferum_tui.screens.schools import SchoolsScreen
from sferum_tui.text import normal

#: For how long plans are read before the table shows them, in seconds.
_STEP = 0.2


class SchoolsApp(SferumApp):
    """Opens with the table. One school at a time is open, and the table is not there meanwhile."""

    many = True

    def __init__(self, options: Options, colours: ColourMode, log_path: Path) -> None:
        super().__init__(options, colours, log_path)
        self._table = options
        self._chosen: Path | None = None
        self._looking = False
        self.schools = SchoolWatch(options.schools, lambda: self.clock())

    # The table ---------------------------------------------------------------------------------

    def _first_screen(self) -> Screen[Any]:
        """The table, or what the plan that was chosen opens with."""
        if self._chosen is None:
            return SchoolsScreen(self.schools)
        if not self.options.plan.exists():
            from sferum_tui.screens.broken import BrokenScreen

            return BrokenScreen(file_error(self.options.plan, "такого файла нет"))
        return super()._first_screen()

    @on(events.Mount)
    def _look_first(self) -> None:
        self._look()

    def _look(self) -> None:
        """Look at the files: of the open plan, else of all."""
        if self._chosen is not None:
            super()._look()
        elif not self._looking:
            self._looking = True
            beside(self, self._read)

    async def _read(self) -> None:
        """Read what has changed, some plans at a time, and show them; keys need not wait."""
        try:
            complete = False
            while not complete and self._chosen is None:
                before = self.schools.complete
                changed = await asyncio.to_thread(self.schools.look, _STEP)
                complete = self.schools.complete
                if changed or before != complete:
                    self._refresh_board(None)
        finally:
            self._looking = False

    def school_names(self) -> Sequence[tuple[str, Path]]:
        """The schools of the table by name, each with the file of its plan."""
        reports = self.schools.reports
        return [*zip(map(normal, names([*reports.values()])), reports, strict=True)]

    # One school --------------------------------------------------------------------------------

    async def on_schools_screen_wanted(self, event: SchoolsScreen.Wanted) -> None:
        """A school of the table."""
        await self.open_school(event.path)

    async def open_school(self, path: Path) -> None:
        """Open a school as if it were the only one, in place of the table or of another school."""
        if self._chosen is None:
            await self._stand_on_school(path)
        elif path != self._chosen:
            await self._leave_school(path)

    async def _stand_on_school(self, path: Path) -> None:
        self._chosen = path
        self.stand_on(replace(self._table, plan=path))
        await self.open_first()
        self.offer_unsaved()

    def offer_unsaved(self) -> None:
        """Ask about what an earlier time could not write; the table itself has nothing to write."""
        if self._chosen is not None:
            super().offer_unsaved()

    async def action_schools(self) -> None:
        """Back to the table."""
        if self._chosen is not None:
            await self._leave_school(None)

    async def _leave_school(self, then: Path | None) -> None:
        """Go to the table or another school. Where something can't be saved, ask first about it."""
        if self._leaving:
            return
        self._leaving = True
        try:
            trouble = await self._unwritten()
        finally:
            self._leaving = False
        if not trouble:
            await self._left_school(then)
            return

        async def leave(go: bool) -> None:
            if go:
                await self._left_school(then)

        self.ask_leaving(trouble, "перейти", leave)

    async def _left_school(self, then: Path | None) -> None:
        """Let the school go with all that was only of it, then show the table or the other one."""
        told, came_from = self._changes_kept(), self._chosen
        self.opened = None
        self.forget_left()
        self.clear_notifications()
        self.typed.clear()
        if told:
            self.notify(told, severity="warning")
        if then is not None:
            await self._stand_on_school(then)
            return
        self._chosen = None
        self.stand_on(self._table)
        # What was done in the school shows at once, unless the disk takes too long for that.
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(self.schools.look, _STEP), LAST_SAVE)
        await self._show(SchoolsScreen(self.schools, came_from))
        self._look()

    # Leaving -----------------------------------------------------------------------------------

    def farewell(self) -> str:
        """One line for the end: of the open school, else of all."""
        if self.opened:
            return super().farewell()
        reports = tuple(self.schools.reports.values())
        return f"Планы: {readable(self.schools.folder)}. {schools_text(reports)}."
