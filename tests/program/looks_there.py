"""What a screen must look like, in any size of the window: nothing cut off, nothing foreign."""

from __future__ import annotations

import re

from textual.screen import Screen
from textual.widgets import Static

from sferum_tui.app import SferumApp
from sferum_tui.engine.footer import fit, hints
from tests.program.places import text_of
from tests.support.glyphs import non_wgl4

# Besides paths: names of keys, formats, programs and messengers, and what is printed in a zone.
LATIN = set(
    "Enter Esc Insert Delete Backspace Tab Ctrl PgUp PgDn Home End Excel Word VK MAX UTC PuTTY "
    "csv xlsx xls ods docx html md ics scp pscp toml plan school".split()
)


def assert_looks_made_for(app: SferumApp, size: tuple[int, int]) -> None:
    """The screen fits the window and uses signs that every font has and words of one language."""
    text = text_of(app)
    lines = text.split("\n")
    where = f"at {size[0]}×{size[1]}:\n{text}"
    assert non_wgl4(text) == set(), f"signs that a font may lack {where}"
    assert max(map(len, lines)) <= size[0], f"wider than the window {where}"
    assert_key_bar(app.screen, lines[-1], size[0])
    assert cut_lines(app.screen, lines) == {}, f"cut off {where}"
    assert foreign_words(text) == set(), f"not Russian {where}"


def assert_key_bar(screen: Screen[object], line: str, width: int) -> None:
    """The last row says whole words, and the keys that nobody may miss."""
    _, gap, kept = fit(hints(screen), width)
    assert line.strip() == gap.join(hint.text for hint in kept), f"the key bar at {width} columns"
    keys = {hint.key for hint in kept}
    assert "f10" in keys, f"no F10 in the key bar at {width} columns"
    assert "f1" in keys or screen.is_modal, f"no F1 in the key bar at {width} columns"
    if "escape" in {hint.key for hint in hints(screen)}:
        assert "escape" in keys, f"no Esc in the key bar at {width} columns"


def cut_lines(screen: Screen[object], lines: list[str]) -> dict[str, set[str]]:
    """Words of one-line texts that are missing on the screen, by the widget's id.

    A line that ends with «…» says itself that there is more.
    """
    found = {}
    for widget in screen.query(Static):
        text = widget.render()
        plain = getattr(text, "plain", "")
        scrolls = any(node.max_scroll_y for node in widget.ancestors if isinstance(node, Screen))
        region = widget.content_region
        if "\n" in plain or scrolls or not region.area or not widget.is_on_screen:
            continue
        shown = [line[region.x : region.right] for line in lines[region.y : region.bottom]]
        # A path longer than a line goes on in the next one.
        together = "".join("".join(shown).split())
        missing = {word for word in plain.split() if word not in together}
        if missing and not any(line.rstrip().endswith("…") for line in shown):
            found[widget.id or str(widget)] = missing
    return found


def foreign_words(text: str) -> set[str]:
    """Latin words that are no names; paths and addresses are left out."""
    # A path longer than a line goes on in the next one.
    whole = re.sub(r"(/\S+)\n *", r"\1", text)
    without = re.sub(r"\S*[/@]\S*|\S+\.(ru|toml|csv|docx)\b", "", whole)
    return set(re.findall(r"[A-Za-z]{2,}", without)) - LATIN
