"""The key bar: one row at the foot of a screen with the keys that work now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.strip import Strip
from textual.widget import Widget

from sferum_tui.engine.keys import key_label

if TYPE_CHECKING:
    from textual import events
    from textual.dom import DOMNode
    from textual.screen import Screen

#: Help, leaving, one step on and one back are the last to go when the row is too narrow.
_ALWAYS = ("f1", "f9", "f10", "escape")


class KeyHint(Struct, frozen=True, dict=True):
    """One entry of the bar: a key, its word, and what a click on it does."""

    key: str
    label: str
    word: str
    enabled: bool
    action: str
    node: DOMNode
    rank: tuple[int, ...]
    """Who stays when there is no room: the lower, the longer."""

    @property
    def text(self) -> str:
        """The entry as it is printed."""
        return f"{self.label} {self.word}"


def working_keys(screen: Screen[Any]) -> dict[str, ActiveBinding]:
    """Each key that works on a screen now: where it is bound, to what, and whether it is enabled.

    Textual leaves out the priority keys of the program that work in dialogs too.
    """
    keys = screen.active_bindings
    for key, binding in screen.app._bindings:
        if binding.priority and key not in keys:
            keys[key] = ActiveBinding(screen.app, binding, True, binding.tooltip)
    return keys


def hints(screen: Screen[Any]) -> tuple[KeyHint, ...]:
    """The bindings of a screen that are to be shown, one key for each action, Esc or an F-key.

    First the keys of what has the focus, then those of the screen and the program; F-keys stand
    last, in their order on the keyboard.
    """
    found: dict[tuple[int, str], KeyHint] = {}
    for key, (node, binding, enabled, _tooltip) in working_keys(screen).items():
        identity = (id(node), binding.action)
        known = found.get(identity)
        if not binding.show or (known and not _better(key, known.key)):
            continue
        level = 0 if key in _ALWAYS else 3 if isinstance(node, App) else 2 if node is screen else 1
        found[identity] = KeyHint(
            key=key,
            label=binding.key_display or key_label(key),
            word=binding.description,
            enabled=enabled,
            action=binding.action,
            node=node,
            rank=(level if enabled else 4, *_place(node, binding)),
        )
    order = {hint: (_function_number(hint.key), hint.rank[1:]) for hint in found.values()}
    return tuple(sorted(found.values(), key=lambda hint: order[hint]))


def _better(key: str, than: str) -> bool:
    """Which of two keys of an action is told: Esc, which everybody tries, then an F-key."""
    return than != "escape" and (key == "escape" or bool(_function_number(key)))


def fit(entries: Sequence[KeyHint], width: int) -> tuple[str, str, tuple[KeyHint, ...]]:
    """The margin, the gap between entries, and those that have room in a row of that many cells.

    What is needed most takes its room first; a shorter one may stand where a longer one can't.
    The margin goes where an entry would go without it.
    """
    kept: set[KeyHint] = set()
    for entry in sorted(entries, key=lambda entry: entry.rank):
        if _cells(kept | {entry}, 1) <= width:
            kept.add(entry)
    margin = " " if _cells(kept, 1) < width else ""
    gap = "  " if _cells(kept, 2) < width else " "
    return margin, gap, tuple(entry for entry in entries if entry in kept)


def _cells(entries: Collection[KeyHint], gap: int) -> int:
    """How wide a row of these is, without its margin."""
    return sum(cell_len(entry.text) for entry in entries) + gap * max(0, len(entries) - 1)


def _place(node: DOMNode, binding: Binding) -> tuple[int, int]:
    """Where a binding is written down: what a class says itself comes before what it inherits."""
    for distance, kind in enumerate(type(node).__mro__):
        for number, other in enumerate(kind.__dict__.get("BINDINGS", ())):
            if isinstance(other, Binding) and other.action == binding.action:
                return distance, number
    return len(type(node).__mro__), 0


def _function_number(key: str) -> int:
    return int(key[1:]) if key[:1] == "f" and key[1:].isdigit() else 0


class KeyBar(Widget):
    """Shows the keys that work now; a click on one presses it.

    It follows `Screen.refresh_bindings`, which Textual calls when the focus moves and which a
    screen calls when the answer of its `check_action` changes. Painted as one line and only when
    something in it differs.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--key", "keybar--word", "keybar--disabled"}

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[KeyHint, ...] = ()

    def on_mount(self) -> None:
        """Start to follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[Any]) -> None:
        if self.is_attached and screen is self.screen and (new := hints(screen)) != self._hints:
            self._hints = new
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row."""
        base = self.rich_style
        word = base + self.get_component_rich_style("keybar--word", partial=True)
        key = base + self.get_component_rich_style("keybar--key", partial=True)
        off = base + self.get_component_rich_style("keybar--disabled", partial=True)
        margin, gap, entries = fit(self._hints, self.size.width)
        segments = [Segment(margin, base)]
        for number, entry in enumerate(entries):
            if number:
                segments.append(Segment(gap, base))
            segments.append(Segment(entry.label, key if entry.enabled else off))
            segments.append(Segment(f" {entry.word}", word if entry.enabled else off))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    async def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        margin, gap, entries = fit(self._hints, self.size.width)
        left = len(margin)
        for entry in entries:
            right = left + cell_len(entry.text)
            if left <= event.x < right and entry.enabled:
                await self.app.run_action(entry.action, entry.node)
                return
            left = right + len(gap)
