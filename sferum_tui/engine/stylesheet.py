"""Textual's style sheet without the work that nobody asked for.

Relies on private parts of Textual 8.2.8; pinned by tests.
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.style import Style

if TYPE_CHECKING:
    from textual.css.styles import RenderStyles


@lru_cache(1024)
def _backgrounds(outer: Color, inner: Color) -> tuple[Style, Style]:
    return Style(background=outer + inner), Style(background=outer)


# Textual keeps with each answer the cache that asked, and so the pictures of a thousand widgets
# that are gone.
StylesCache.get_inner_outer = staticmethod(_backgrounds)  # type: ignore[method-assign,assignment]


class PartStyles(dict[str, "RenderStyles"]):
    """The styles of a widget's parts (`COMPONENT_CLASSES`), each worked out when first asked for.

    A board of widgets that draw themselves has 250 of them and shows 30.
    """

    def __init__(self, stylesheet: Stylesheet, node: DOMNode, names: Set[str]) -> None:
        super().__init__()
        self._stylesheet = stylesheet
        self._node = node
        self._names = names

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __missing__(self, name: str) -> RenderStyles:
        part = DOMNode(classes=name)
        part._attach(self._node)
        self._stylesheet.apply(part)
        self[name] = part.styles
        return part.styles


class LeanStylesheet(Stylesheet):
    """Works out the styles of parts late, and reads no style sheet twice."""

    def _process_component_classes(self, node: DOMNode) -> None:
        names = node._get_component_classes()
        if names:
            shown = len(node._component_styles)
            node._component_styles = PartStyles(self, node, names)
            if shown:
                node.refresh()

    def reparse(self) -> None:
        """Read what is new. (The cache of what was read is emptied when variables change.)"""
        self.parse()
