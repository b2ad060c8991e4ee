"""What is not on disk yet: counted on every screen, put aside at the end, offered again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from textual import events, on
from textual.screen import ModalScreen

from sferum_tui.engine.colour import ColourMode
from sferum_tui.engine.later import beside
from sferum_tui.engine.size import too_small
from sferum_tui.engine.widgets import Plain
from sferum_tui.issues import PlanError, file_error, readable
from sferum_tui.open_plan import OpenPlan
from sferum_tui.options import Options
from sferum_tui.plan.changes import Change
from sferum_tui.plan.store import Loaded
from sferum_tui.plan.unsaved import Unsaved, drop_unsaved, keep_unsaved, load_unsaved, told
from sferum_tui.plan_app import LAST_SAVE, PlanApp
from sferum_tui.rollout.russian import capital, digits

#: How long the changes of an earlier time may take to be written, in seconds.
_RECOVERY = 6.0
#: What may become of changes that an earlier time could not write.
_OFFERED = (("write", "Записать в план"), ("later", "Пока оставить"), ("drop", "Удалить их"))


class KeepingApp(PlanApp):
    """Leaves nobody in doubt about what is saved, and loses nothing that is not."""

    def __init__(self, options: Options, colours: ColourMode, log_path: Path) -> None:
        super().__init__(options, colours, log_path)
        #: Changes of a plan that was closed before they could be written.
        self._left: tuple[Change, ...] = ()
        self._kept: tuple[Change, ...] = ()
        self._kept_words = ""
        self._given_up = False
        self._leaving = False

    # Shown -------------------------------------------------------------------------------------

    @on(events.Mount)
    def _watch_screens(self) -> None:
        self.screen_change_signal.subscribe(self, lambda _: self.show_unsaved(), immediate=True)

    def _reported(self, outcome: Loaded | PlanError) -> None:
        super()._reported(outcome)
        self.show_unsaved()

    def _refresh_board(self, changed: frozenset[str] | None) -> None:
        super()._refresh_board(changed)
        self.show_unsaved()

    def show_unsaved(self) -> None:
        """Say on the screen in view how much is not on disk, for as long as that lasts."""
        if not self.screen_stack:
            # A draft that was on its way when the program ended: nobody is there to be told.
            return
        screen = self.screen
        if isinstance(screen, ModalScreen) or not screen.is_mounted:
            return
        number = len(self.unsaved_changes) if self.stuck else 0
        words = [f" не сохранено: {number}"] if number else []
        if self.drafting.session and self.drafting.failed:
            words.append(" черновик не сохранён")
        lines, text = screen.query(UnsavedLine), " ·".join(words)
        if not text:
            lines.remove()
        elif lines:
            lines.first().update(text)
        else:
            screen.mount(UnsavedLine(text))

    @property
    def stuck(self) -> bool:
        """Whether what is not on disk is more than a save on its way."""
        return bool(self.opened and (self.opened.saver.error or self.opened.saver.set_aside))

    @property
    def unsaved_changes(self) -> tuple[Change, ...]:
        """Everything that was done and is not in the plan, oldest first."""
        return (*self._left, *(self.opened.unsaved if self.opened else ()))

    # One plan after another --------------------------------------------------------------------

    def close_plan(self) -> None:
        """Let the plan go; what could not be written goes along to the next one that opens."""
        if self.opened:
            self.opened.close(LAST_SAVE)
            self._left += self.opened.unsaved
        self.opened = None

    def begin_plan(self, opened: OpenPlan) -> None:
        """Work on a plan, with what is left of the work before."""
        self.opened = opened
        opened.restore(self._left)
        self._left = ()

    def forget_left(self) -> None:
        """What could not be written is put aside or given up: another plan gets nothing of it."""
        self._left = self._kept = ()
        self._kept_words = ""
        self._given_up = False

    # Leaving -----------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """Leave. Where something can't be saved, ask first what is to become of it."""
        if self._leaving or too_small(self.size):
            await super().action_quit()
            return
        self._leaving = True
        try:
            unwritten = await self._unwritten()
        finally:
            self._leaving = False
        if unwritten and not self._exit:
            self._leaving = True
            self.ask_leaving(unwritten, "выйти", self._leave)
        else:
            await super().action_quit()

    async def _unwritten(self) -> str:
        """Try once more to write everything; what can't be, and why, "" where all is on disk."""
        words = []
        try:
            await asyncio.to_thread(self.drafting.write, LAST_SAVE)
        except PlanError as error:
            words.append(f"Черновик: {error}")
        if self.opened:
            await asyncio.to_thread(self.opened.saver.flush, LAST_SAVE)
        if changes := self.unsaved_changes:
            words.append(f"{told(len(changes))} плана. {self._reason}")
        return "\n".join(words)

    @property
    def _reason(self) -> str:
        """Why changes are not on disk."""
        return str(self.unsaved(self.opened)) if self.opened else ""

    def ask_leaving(
        self, unwritten: str, going: str, leave: Callable[[bool], Awaitable[None]]
    ) -> None:
        """Ask what is to become of what can't be written; `leave` is told whether to go."""
        from sferum_tui.screens.dialogs import ChoiceDialog

        async def answered(choice: str | None) -> None:
            if choice in ("aside", "give_up"):
                self._given_up = choice == "give_up"
            await leave(choice in ("aside", "give_up"))

        choices = (
            ("wait", "Подождать: программа пробует снова"),
            ("aside", f"Отложить рядом с планом и {going}"),
            ("give_up", f"{capital(going)}, не сохраняя"),
        )
        self.push_screen(ChoiceDialog("Сохранено не всё", unwritten, choices), answered)

    async def _leave(self, go: bool) -> None:
        self._leaving = False
        if go:
            await super().action_quit()

    def save_work(self) -> None:
        """Everything to the disk; what can't be put in its place is put aside, and told of."""
        # Ticks first: whatever befalls the draft, they are not to go with it.
        changes = self._changes_kept()
        words = [self._draft_kept(), changes]
        unsaved = "\n".join(filter(None, words))
        self.last_words = unsaved or self.farewell()
        if unsaved:
            raise file_error(self.options.plan, "сохранено не всё")

    def _draft_kept(self) -> str:
        try:
            self.drafting.write(LAST_SAVE)
        except PlanError as error:
            if self._given_up:
                return f"Черновик не сохранён. {error}"
            return self.drafting.put_aside() or f"Черновик не сохранён. {error}"
        return ""

    def _changes_kept(self) -> str:
        """Close the plan; what became of changes that are not in it, "" where all are."""
        if self.opened:
            self.opened.close(LAST_SAVE)
        changes = self.unsaved_changes
        if not changes:
            return ""
        if changes == self._kept:
            # The last resort of a stuck program comes after its signal.
            return self._kept_words
        self._kept, self._kept_words = changes, self._put_aside(changes)
        return self._kept_words

    def _put_aside(self, changes: tuple[Change, ...]) -> str:
        number, reason = told(len(changes)), self._reason
        if self._given_up:
            return f"Не сохранено: {number}. {reason}"
        try:
            path = keep_unsaved(self.options.plan, changes, self.options.who, self.now())
        except PlanError as error:
            return f"Не сохранено: {number}. {reason}\n{error}"
        where = f"отложено в {readable(path)}, программа предложит записать"
        return f"Не записано в план: {number}; {where}. {reason}"

    # Offered again -----------------------------------------------------------------------------

    def offer_unsaved(self) -> None:
        """Ask what is to become of changes that an earlier time could not write."""
        try:
            found = load_unsaved(self.options.plan)
        except PlanError as error:
            self.notify(str(error), severity="warning")
            return
        if found and self.opened and not self.read_only_reason:
            from sferum_tui.screens.dialogs import ChoiceDialog

            def answered(choice: str | None) -> None:
                if choice == "write":
                    beside(self, partial(self._recover, found), exit_on_error=False)
                elif choice == "drop":
                    drop_unsaved(found)

            when = f"{digits(found.at.date())}, {found.at:%H:%M}"
            about = f"{told(len(found.changes))}, отложено {when}"
            dialog = ChoiceDialog("С прошлого раза не записано", about, _OFFERED)
            self.push_screen(dialog, answered)

    async def _recover(self, found: Unsaved) -> None:
        """Write the changes; their file goes once they are on disk."""
        opened = self.open_plan
        opened.restore(found.changes)
        self._refresh_board(None)
        if await asyncio.to_thread(opened.saver.flush, _RECOVERY):
            drop_unsaved(found)
            self.notify(f"Записано: {told(len(found.changes))}")


class UnsavedLine(Plain):
    """Above everything else: how much is not on disk."""
