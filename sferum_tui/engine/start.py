"""A start without what the program never uses: a seventh of the time until the first frame."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


@contextmanager
def lean_start() -> Iterator[None]:
    """Import the program inside of this; garbage is not collected until the first frame.

    Left out are `ssl`, which asyncio does without where Python was built without it, and Textual's
    English command palette with all the widgets that it is made of: its classes are only named by
    what we import. Both can be imported afterwards as ever.
    """
    gc.disable()
    palette = ModuleType("textual.command")
    palette.__getattr__ = lambda name: type(name, (), {})  # type: ignore[method-assign]
    left_out: dict[str, Any] = {"ssl": None, palette.__name__: palette}
    mine = {name: module for name, module in left_out.items() if name not in sys.modules}
    sys.modules.update(mine)  # None means that there is no such module
    try:
        yield
    finally:
        for name in mine:
            del sys.modules[name]
