"""Measures the program: `python -m tests.benchmarks [--short] [--only PART] [--json FILE]`.

Times depend on the machine, so everything is measured beside a bare program in the same run, and
nothing fails: the table marks what is over its limit.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.command_line import measure_commands
from tests.benchmarks.figures import Figure, as_json, as_table
from tests.benchmarks.files import measure_files, measure_tables
from tests.benchmarks.program import (
    measure_burst,
    measure_days,
    measure_idle,
    measure_keys,
    measure_lists,
    measure_size,
    measure_start,
)


def main() -> int:
    """Measure, print the table, write the JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a minute instead of ten, for CI")
    parser.add_argument("--only", action="append", metavar="PART", help="of: " + ", ".join(PARTS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything there too")
    options = parser.parse_args()
    unknown = set(options.only or ()) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="sferum-bench-") as folder:
        for name in options.only or [name for name in PARTS if name != "days"]:
            print(f"{name} …", file=sys.stderr, flush=True)
            part = Path(folder) / name
            part.mkdir()
            figures.extend(PARTS[name](part, _environ(part), options.short))
    print(as_table(figures))
    if options.json:
        options.json.write_text(as_json(figures) + "\n", encoding="utf-8")
    return 0


def _environ(home: Path) -> dict[str, str]:
    """The environment of what is measured: nothing of whoever measures."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(Path.cwd()),
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }


Part = Callable[[Path, dict[str, str], bool], Iterator[Figure]]

PARTS: dict[str, Part] = {
    "start": lambda folder, env, short: measure_start(folder, env, 3 if short else 15),
    "size": lambda folder, env, short: measure_size(folder, env, 3 if short else 11),
    "idle": lambda folder, env, short: measure_idle(folder, env, 5 if short else 30),
    "days": lambda folder, env, short: measure_days(folder, env, 1 if short else 10),
    "keys": lambda folder, env, short: measure_keys(folder, env, 1 if short else 7),
    "burst": lambda folder, env, short: measure_burst(folder, env, 1 if short else 5),
    "lists": lambda folder, env, short: measure_lists(
        folder, env, 2 if short else 6, (2100,) if short else (2100, 50_000)
    ),
    "files": lambda folder, env, short: measure_files(
        folder, 3 if short else 9, (100, 1000) if short else (100, 1000, 10_000, 50_000)
    ),
    "tables": lambda folder, env, short: measure_tables(
        3 if short else 9, (500,) if short else (500, 5000)
    ),
    "commands": lambda folder, env, short: measure_commands(
        folder, env, 3 if short else 15, (1, 100) if short else (1, 100, 10_000)
    ),
}


if __name__ == "__main__":
    sys.exit(main())
