"""How scroll bars are drawn."""

from __future__ import annotations

from math import ceil

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender


class WholeCellBar(ScrollBarRender):
    """A scroll bar of whole cells, as Textual's eighths of a block are not in every font."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = Color.default(),  # noqa: B008 (a constant; the signature is Textual's)
        bar_color: Color = Color.default(),  # noqa: B008
    ) -> Segments:
        """The bar as segments, one a cell along its length."""
        blank = " " * (thickness if vertical else 1)
        back = Style(color=bar_color, bgcolor=back_color)
        thumb, start = 0, 0
        if window_size and size and virtual_size > window_size:
            thumb = min(size, max(1, ceil(size * window_size / virtual_size)))
            start = round((size - thumb) * min(1.0, position / (virtual_size - window_size)))
        glyph = ("█" if thumb else " ") * len(blank)
        track = ("│" if vertical else "─") * len(blank) if thumb else blank
        cells = [
            *[Segment(track, back + Style(meta={"@mouse.down": "scroll_up"}))] * start,
            *[Segment(glyph, back + Style(meta={"@mouse.down": "grab"}))] * thumb,
            *[Segment(track, back + Style(meta={"@mouse.down": "scroll_down"}))]
            * (size - start - thumb),
        ]
        if vertical:
            return Segments(cells, new_lines=True)
        return Segments([*cells, Segment.line()] * thickness, new_lines=False)
