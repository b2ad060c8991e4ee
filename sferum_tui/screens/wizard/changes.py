"""What an edit does to the list of chats, chat by chat, before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.edits import Preview
from sferum_tui.rollout.russian import day_short


class ChangesScreen(Screen[None]):
    """A list to scroll through; Esc goes back."""

    CSS_PATH: ClassVar = [resource("styles", "wizard.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "Назад", id="changes.back", tooltip="К проверке"),
    ]

    def __init__(self, shown: Preview, before: Rollout, after: Rollout) -> None:
        super().__init__()
        self.lines = tuple(change_lines(shown, before, after))

    def compose(self) -> ComposeResult:
        yield Plain("Что изменится после сохранения", id="changes-title")
        with VerticalScroll(id="changes-list"):
            yield Plain("\n".join(self.lines))
        yield KeyBar()

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.query_one("#changes-list").focus()


def change_lines(shown: Preview, before: Rollout, after: Rollout) -> Iterator[str]:
    """What appears, disappears, is renamed and moves, a line each."""
    kept = {chat.id for chat in (*shown.archived, *shown.returned)}
    for title, found, note in (
        ("Появятся", shown.appear, "прежняя отметка вернётся"),
        ("Исчезнут", shown.disappear, "отметка останется в архиве"),
    ):
        if found:
            yield f"{title}: {len(found)}"
            for chat in found:
                yield f"   {chat.name}" + (f"  ({note})" if chat.id in kept else "")
            yield ""
    if shown.renamed:
        yield f"Переименуются, отметки сохранятся: {len(shown.renamed)}"
        for old, new in shown.renamed.items():
            names = dict.fromkeys((before.by_id[old].name, after.by_id[new].name))
            yield f"   {' → '.join(names)}"
        yield ""
    for title, found in (
        ("Больше не ждут решения", shown.decided),
        ("Снова ждут решения", shown.undecided),
    ):
        if found:
            yield f"{title}: {len(found)}"
            yield from (f"   {chat.name}" for chat in found)
            yield ""
    if shown.moved:
        yield f"Изменится последний день: {len(shown.moved)}"
        for item in shown.moved:
            yield f"   {item.chat.name}: {day_short(item.before)} → {day_short(item.after)}"
    if shown.empty:
        yield "Список чатов и сроки останутся прежними."
