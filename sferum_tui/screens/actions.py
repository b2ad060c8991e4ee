"""Every action of the program by its Russian name, for the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.screen import Screen

from sferum_tui.engine.footer import working_keys
from sferum_tui.engine.keys import key_label
from sferum_tui.engine.palette import Palette, PaletteEntry
from sferum_tui.rollout.russian import capital
from sferum_tui.text import lowered

if TYPE_CHECKING:
    from sferum_tui.screens.program import Program

_PAIRS = {"left": "right", "right": "left"}


class Action(NamedTuple):
    """An action that can be run: its word in the key bar, what it does, its keys, its place."""

    word: str
    title: str
    keys: str
    action: str
    node: DOMNode
    id: str = ""

    @property
    def full_title(self) -> str:
        """«История: кто что отметил»; the word alone or the title alone where one says it all."""
        if lowered(self.word) in lowered(self.title):
            return self.title
        return f"{self.word}: {self.title[:1].lower()}{self.title[1:]}"


def actions_of(screen: Screen[Any]) -> Iterator[Action]:
    """The actions that work on a screen now, each once: F-keys in their order, then the others."""
    keys: dict[tuple[int, str], list[str]] = {}
    found: dict[tuple[int, str], Action] = {}
    working = working_keys(screen)
    for key, (node, binding, enabled, tooltip) in working.items():
        title = tooltip or binding.description
        # Ours have ids; what Textual's widgets bind by themselves is described in English.
        if enabled and title and binding.id and not binding.system:
            place = (id(node), binding.action)
            label = _label(key, working)
            if label not in keys.setdefault(place, []):
                keys[place].append(label)
            word = binding.description or title
            found[place] = Action(
                word, title, ", ".join(keys[place]), binding.action, node, binding.id
            )
    numbers = {
        place: min((int(label[1:]) for label in labels if label[1:].isdigit()), default=99)
        for place, labels in keys.items()
    }
    yield from (found[place] for place in sorted(found, key=lambda place: numbers[place]))


def typed_keys(screen: Screen[Any]) -> Iterator[tuple[str, str]]:
    """What letters and digits do here, which no binding tells: «Цифры», «Сколько …»."""
    for told in (*screen.query(".question"), screen):
        for part in getattr(told, "KEYS", ("",))[0].split(" · "):
            name, _, text = part.partition(": ")
            if name.startswith(("Цифр", "Букв")):
                yield name, capital(text)


def _label(key: str, working: Mapping[str, ActiveBinding]) -> str:
    """A key as it is printed; the key bar tells a pair of arrows at once, of which each is told."""
    node, binding, _, _ = working[key]
    other = working.get(_PAIRS.get(key, ""))
    both = other and other.node is node and other.binding.id and other.tooltip
    return key_label(key) if both else binding.key_display or key_label(key)


def all_deeds(app: Program) -> tuple[Action, ...]:
    """What works here, then what works on the first screen."""
    here = [deed for deed in actions_of(app.screen) if deed.action != "palette"]
    known = {deed.title for deed in here}
    first = app.screen_stack[0]
    if first is not app.screen:
        here += [deed for deed in actions_of(first) if deed.title not in known]
    return tuple(here)


def open_palette(app: Program) -> None:
    """Ask for an action or a place, and run it or go there."""
    from sferum_tui.screens.destinations import Destination, chats, destinations, synonyms

    words = synonyms()

    def offer(name: str, title: str, keys: str, act: Callable[[], object]) -> PaletteEntry:
        # Where two keys do one thing, either may have given its name.
        called = name.removesuffix(".too").removesuffix("_too")
        return PaletteEntry(name, title, keys, words.get(called, ""), act)

    def offered(places: Iterable[Destination]) -> list[PaletteEntry]:
        return [offer(place.name, place.title, "", place.go) for place in places]

    deeds = all_deeds(app)
    known = {deed.id for deed in deeds}
    entries = [offer(it.id, it.full_title, it.keys, partial(_run, app, it)) for it in deeds]
    entries += offered(place for place in destinations(app) if place.name not in known)

    def more(query: str) -> list[PaletteEntry]:
        return offered(chats(app, query))

    async def chosen(entry: PaletteEntry | None) -> None:
        done = entry.act() if entry and entry.act else None
        if isawaitable(done):
            await done

    app.push_screen(Palette(entries, more), chosen)


async def _run(app: Program, deed: Action) -> None:
    """Run an action where it belongs."""
    if deed.node is not app:
        while app.screen is not deed.node.screen and len(app.screen_stack) > 1:
            await app.pop_screen()
    await app.run_action(deed.action, deed.node)
