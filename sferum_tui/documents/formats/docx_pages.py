"""What of a paper stands together on a page, so that no page is left nearly empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sferum_tui.documents.model import (
    Block,
    Corner,
    Heading,
    Items,
    Paragraph,
    Sides,
    Signature,
    Table,
)

#: So many blocks stand on one page with the signature below them.
_BEFORE_SIGNATURE = 3
#: So many lines at the end of a part are too few for a page of their own.
_FEW = 10


def kept_with_next(blocks: Sequence[Block], last: bool) -> Iterator[int]:
    """The places of the blocks that stand on one page with what follows them; a table its end.

    Behind the `last` of the blocks a page ends.
    """
    for place, (block, after) in enumerate(pairwise(blocks)):
        soon = blocks[place + 1 :][:_BEFORE_SIGNATURE]
        # Neither a signature, nor its date, nor what leads to a table stands alone on a page.
        leads = isinstance(after, Sides) or isinstance(block, Signature)
        leads = leads or (isinstance(after, Table) and isinstance(block, Paragraph))
        if leads or any(isinstance(it, Signature) for it in soon):
            yield place
    if last:
        yield from _before_few(blocks)


def _before_few(blocks: Sequence[Block]) -> Iterator[int]:
    """The tables before few lines at the end: these take the last rows with them."""
    lines = 0
    for place in reversed(range(len(blocks))):
        block = blocks[place]
        if isinstance(block, Table) and lines:
            yield place
        lines += _lines(block)
        if lines >= _FEW or (isinstance(block, Heading | Corner) and block.new_page):
            return


def _lines(block: Block) -> int:
    """About how many lines a block takes at the least."""
    match block:
        case Table():
            return len(block.lines) + 1
        case Items():
            return len(block.texts)
        case Heading():
            return 2
        case _:
            return 1
