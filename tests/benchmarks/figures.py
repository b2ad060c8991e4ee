"""What was measured, as a table to read and as JSON to keep."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version


@dataclass(frozen=True)
class Figure:
    """One thing measured: the median, what it is beside, and what it may be."""

    name: str
    unit: str
    value: float
    low: float
    high: float
    runs: int
    #: The same of the bare program in the same run, where there is one.
    bare: float | None = None
    #: The most it may be: a value, or times the bare one.
    limit: float | None = None
    limit_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the bare one it is."""
        return self.value / self.bare if self.bare else None

    @property
    def kept(self) -> bool | None:
        """Whether it is within its limit; None where it has none."""
        if self.limit_ratio is not None and self.ratio is not None:
            return self.ratio <= self.limit_ratio
        return self.value <= self.limit if self.limit is not None else None


def figure(
    name: str,
    unit: str,
    values: Sequence[float],
    bare: Sequence[float] = (),
    *,
    limit: float | None = None,
    limit_ratio: float | None = None,
) -> Figure:
    """A figure from repeated measurements, of ours and of the bare program."""
    return Figure(
        name=name,
        unit=unit,
        value=statistics.median(values),
        low=min(values),
        high=max(values),
        runs=len(values),
        bare=statistics.median(bare) if bare else None,
        limit=limit,
        limit_ratio=limit_ratio,
    )


def machine() -> dict[str, object]:
    """Where and on what it was measured."""
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "textual": version("textual"),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "load": round(os.getloadavg()[0], 2),
    }


def as_json(figures: Iterable[Figure]) -> str:
    """Everything, for comparing one run with another."""
    rows = [
        {key: value for key, value in asdict(each).items() if value is not None}
        | ({} if each.ratio is None else {"ratio": round(each.ratio, 3)})
        | ({} if each.kept is None else {"kept": each.kept})
        for each in figures
    ]
    return json.dumps({"machine": machine(), "figures": rows}, ensure_ascii=False, indent=1)


def as_table(figures: Iterable[Figure]) -> str:
    """A row for each figure; `!` marks one that is over its limit."""
    head = ("", "median", "from", "to", "bare", "times", "limit")
    rows = [head, *(_row(each) for each in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _row(each: Figure) -> tuple[str, ...]:
    limit = ""
    if each.limit_ratio is not None:
        limit = f"×{each.limit_ratio:g}"
    elif each.limit is not None:
        limit = _number(each.limit)
    return (
        f"{each.name}, {each.unit}",
        _number(each.value),
        _number(each.low),
        _number(each.high),
        "" if each.bare is None else _number(each.bare),
        "" if each.ratio is None else f"{each.ratio:.2f}",
        limit + ("" if each.kept in (None, True) else " !"),
    )


def _number(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"
