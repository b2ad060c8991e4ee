"""The command line beside a bare `python -c pass`, over one plan and over ten thousand."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.files import timed
from tests.benchmarks.program import PROGRAM
from tests.benchmarks.schools import NOW, save_plan

PASS = (sys.executable, "-c", "pass")


def measure_commands(
    folder: Path, environ: Mapping[str, str], runs: int, plans: Sequence[int]
) -> Iterator[Figure]:
    """`status --short` of a usual school, and a table over many."""
    save_plan(folder / "one.toml", 300)
    short = (*PROGRAM, "status", "--short", "one.toml", "--now", NOW)
    ours, bare = _in_turns(short, PASS, folder, environ, runs)
    yield figure("status --short", "ms", ours, bare, limit_ratio=5)
    one = 0.0
    for number in plans:
        many = folder / f"plans{number}"
        many.mkdir()
        names = [f"{each}.toml" for each in range(number)]
        for name in names:
            shutil.copyfile(folder / "one.toml", many / name)
        table = (*PROGRAM, "status", *names, "--now", NOW)
        times = [_time(table, many, environ) for _ in range(max(1, runs if number < 1000 else 1))]
        found = figure(f"status over {number:,} plans", "ms", times, bare)
        yield found
        if number > 1:
            each = (found.value - one) / (number - 1)
            yield figure(f"status over {number:,} plans: each further one", "ms", [each])
        else:
            one = found.value


def _in_turns(
    one: Sequence[str], other: Sequence[str], folder: Path, environ: Mapping[str, str], runs: int
) -> tuple[list[float], list[float]]:
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs + 1):
        for side, command in enumerate((one, other)):
            found[side].append(_time(command, folder, environ))
    return found[0][1:], found[1][1:]


def _time(command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> float:
    def run() -> None:
        subprocess.run(command, cwd=folder, env=environ, check=True, stdout=subprocess.DEVNULL)

    return timed(run)
