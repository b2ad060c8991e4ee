"""What can be done to chats, the same in the list, on the card and in «создаю подряд»."""

from __future__ import annotations

from collections.abc import Sequence

from sferum_tui.rollout.chat_words import asked_text, marked_text, ticked
from sferum_tui.rollout.chats import Chat, first_message
from sferum_tui.rollout.coverage_words import joined_text
from sferum_tui.rollout.plan import Mark
from sferum_tui.rollout.russian import capital, chats
from sferum_tui.screens.dialogs import LineDialog, SureDialog
from sferum_tui.screens.joined import JoinedDialog, JoinedNumbers
from sferum_tui.screens.plan_screen import CopyingScreen
from sferum_tui.widgets.chat_card import ChatCard

#: Up to so many chats change at once without a question; undo is always there.
FEW = 20
#: How many reasons used before are offered.
REASONS = 6
#: Actions that need a chat, and those of them that are done to the chosen ones.
_OF_PICKED = frozenset({"mark", "skip"})
_OF_CHATS = _OF_PICKED | {"open", "copy", "note"}
#: What stands over a copied name and over a copied message.
_NAME_COPIED = "Скопировано название (ещё раз — сообщение). Или мышью:"
_MESSAGE_COPIED = "Скопировано первое сообщение. Или выделите мышью:"


class ChatActions(CopyingScreen):
    """A screen about chats: says which ones are meant, and gets the keys that change them.

    It has `TICK`, `COPY` and `DEEDS` among its bindings.
    """

    #: The chat whose name was copied last.
    copied = ""
    _message_copied = False
    #: Whether there is a chat under the cursor, and any that an action concerns.
    _had = (True, True)

    # What a screen says ------------------------------------------------------------------------

    def current(self) -> Chat | None:
        """The chat that the screen is about, or the cursor's."""
        raise NotImplementedError

    def targets(self) -> Sequence[Chat]:
        """The chats that an action concerns."""
        chat = self.current()
        return (chat,) if chat else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to chats can be done where there are any."""
        if action in _OF_CHATS:
            return self._had[action in _OF_PICKED]
        return super().check_action(action, parameters)

    def watch_for_chats(self) -> None:
        """Other keys work once the last chat goes or a first one comes."""
        has = self.current() is not None, bool(self.targets())
        if has != self._had:
            self._had = has
            self.refresh_bindings()

    def was_marked(self, ids: Sequence[str]) -> None:
        """These chats have just got another mark here."""

    def show_card(self, card: ChatCard, chat: Chat | None) -> None:
        """Show a chat as it is now, or nothing."""
        note = self.program.notes.get(chat.id, "") if chat else ""
        who = self.program.marked_by(chat.id) if chat else ""
        card.show_chat(chat, self.program.board(), note, who)

    # Marks -------------------------------------------------------------------------------------

    def action_mark(self, mark: Mark) -> None:
        """Tick the chats, or take the tick away where they have it."""
        found = self.targets()
        mark, ids = self._ticked(found, mark)
        self._mark(found, mark, ids)

    def action_skip(self) -> None:
        """The chats are not needed: ask why. Chats that are not needed already are again."""
        found = self.targets()
        mark, ids = self._ticked(found, "skipped")
        if not ids or self.program.read_only_reason or mark == "planned":
            self._mark(found, mark, ids)
            return
        reasons = [text for text in list(self.program.done.skipped.values())[::-1] if text]
        used = list(dict.fromkeys(reasons))[:REASONS]

        def answered(reason: str | None) -> None:
            if reason is not None:
                self._mark(found, mark, ids, reason)

        self.app.push_screen(
            LineDialog(
                "Чат не нужен. Почему?" if len(ids) == 1 else "Чаты не нужны. Почему?",
                found[0].name if len(found) == 1 else chats(len(ids)),
                used[0] if used else "",
                used=used,
                hint="например: пишем в общий чат",
            ),
            answered,
        )

    def _ticked(self, found: Sequence[Chat], mark: Mark) -> tuple[Mark, tuple[str, ...]]:
        board = self.program.board()
        states = {chat.id: board.state_of(chat) for chat in found}
        if mark == "created" and all(chat.auto_created for chat in found):
            # There is nothing to create: who ticks such a chat has looked who is in it.
            mark = mark if "created" in states.values() else "auto"
        return ticked(states, mark)

    def _mark(
        self, found: Sequence[Chat], mark: Mark, ids: Sequence[str], reason: str = ""
    ) -> None:
        """Set a mark, after a question where it is set to many."""
        concerned = set(ids)
        chosen = [chat for chat in found if chat.id in concerned]

        def do(sure: bool | None) -> None:
            if not sure:
                return
            self.program.mark(ids, mark, reason)
            if self.program.read_only_reason:
                return
            self.was_marked(ids)
            self._told(marked_text(chosen, mark))

        if len(ids) > FEW and not self.program.read_only_reason:
            self.app.push_screen(SureDialog(asked_text(len(ids), mark), _names(chosen)), do)
        elif ids:
            do(True)

    def _told(self, text: str) -> None:
        """Say what has been done to chats and how to take it back, in place of what was said."""
        self.app.clear_notifications()
        self.notify(f"{capital(text)}. Ctrl+Z — отменить")

    def action_note(self) -> None:
        """Write a note to the chat."""
        chat = self.current()
        if chat is None:
            return
        if self.program.refuses():
            return

        def answered(text: str | None) -> None:
            if text is not None and text != self.program.notes.get(chat.id, ""):
                self.program.set_note(chat.id, text)
                self._told("заметка записана" if text else "заметка стёрта")

        note = self.program.notes.get(chat.id, "")
        hint = "без имён детей; пустая строка стирает заметку"
        self.app.push_screen(LineDialog("Заметка", chat.name, note, hint=hint), answered)

    def action_joined(self) -> None:
        """Tell how many have joined the chat; without one open the numbers of the school."""
        chat = self.current()
        if chat is None:
            from sferum_tui.screens.coverage import CoverageScreen

            self.app.push_screen(CoverageScreen())
            return
        if self.program.refuses():
            return

        def answered(told: JoinedNumbers | None) -> None:
            if told is not None:
                self.program.set_joined(chat, told.count, told.of)
                self._told(f"вступили: {joined_text(self.program.board(), chat)}")

        self.app.push_screen(JoinedDialog(chat, self.program.board()), answered)

    # The clipboard -----------------------------------------------------------------------------

    def action_copy(self) -> None:
        """Copy the chat's name; once that is copied, its first message, and so in turn."""
        if chat := self.current():
            if self.copied == chat.id and not self._message_copied:
                self._message_copied = True
                rollout = self.program.rollout
                text = first_message(chat, rollout.answers, rollout.recommendations)
                self.copy(text, _MESSAGE_COPIED)
            else:
                self.copy_name(chat)

    def copy_name(self, chat: Chat) -> None:
        """Copy the name of a chat."""
        self.copied, self._message_copied = chat.id, False
        self.copy(chat.name, _NAME_COPIED)


def _names(found: Sequence[Chat]) -> str:
    names = ", ".join(chat.name for chat in found[:3])
    return f"{names} …" if len(found) > 3 else names
