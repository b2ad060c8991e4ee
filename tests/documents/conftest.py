"""What the papers leave behind."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def let_go_of_opened_files() -> Iterator[None]:
    """An opened Word file is a circle of few Python objects and ten megabytes of XML outside
    Python: the collector, which counts objects, would let a worker grow by half a gigabyte."""
    yield
    gc.collect(1)
