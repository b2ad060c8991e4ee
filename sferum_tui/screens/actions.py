"""Every action of the program by its Russian name, for the palette."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.dom import DOMNode
from textual.screen import Screen

from sferum_tui.engine.footer import working_keys
from sferum_tui.engine.keys import key_label
from sferum_tui.engine.palette import Palette, PaletteEntry
from sferum_tui.engine.themes import palettes

if TYPE_CHECKING:
    from sferum_tui.app import SferumApp


class Action(NamedTuple):
    """An action that can be run: its word in the key bar, what it does, its keys, its place."""

    word: str
    title: str
    keys: str
    action: str
    node: DOMNode

    @property
    def full_title(self) -> str:
        """«История: кто что отметил»; the word alone or the title alone where one says it all."""
        if self.word.casefold() in self.title.casefold():
            return self.title
        return f"{self.word}: {self.title[:1].lower()}{self.title[1:]}"


def actions_of(screen: Screen[Any]) -> Iterator[Action]:
    """The actions that work on a screen now, each once."""
    keys: dict[tuple[int, str], list[str]] = {}
    found: dict[tuple[int, str], Action] = {}
    for key, (node, binding, enabled, tooltip) in working_keys(screen).items():
        title = tooltip or binding.description
        # Ours have ids; what Textual's widgets bind by themselves is described in English.
        if enabled and title and binding.id and not binding.system:
            place = (id(node), binding.action)
            keys.setdefault(place, []).append(binding.key_display or key_label(key))
            word = binding.description or title
            found[place] = Action(word, title, ", ".join(keys[place]), binding.action, node)
    yield from found.values()


def all_deeds(app: SferumApp) -> tuple[Action, ...]:
    """What works here, then what works on the first screen, then the themes."""
    here = [deed for deed in actions_of(app.screen) if deed.action != "palette"]
    known = {deed.title for deed in here}
    first = app.screen_stack[0]
    if first is not app.screen:
        here += [deed for deed in actions_of(first) if deed.title not in known]
    themes = [
        Action("Оформление", palette["title"], "", f"app.choose_theme('{name}')", app)
        for name, palette in palettes().items()
    ]
    return (*here, *themes)


def open_palette(app: SferumApp) -> None:
    """Ask for an action and run it where it belongs."""
    deeds = all_deeds(app)
    entries = [
        PaletteEntry(str(number), deed.full_title, deed.keys) for number, deed in enumerate(deeds)
    ]

    async def chosen(number: str | None) -> None:
        if number is None:
            return
        deed = deeds[int(number)]
        if isinstance(deed.node, DOMNode) and deed.node is not app:
            while app.screen is not deed.node.screen and len(app.screen_stack) > 1:
                await app.pop_screen()
        await app.run_action(deed.action, deed.node)

    app.push_screen(Palette(entries), chosen)
