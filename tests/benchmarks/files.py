"""Plans by their size: made, read, ticked and saved, beside what the disk takes by itself."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from sferum_tui.guidance.loading import completed, load_reference, preset_answers
from sferum_tui.plan.changes import SetMark
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.tables.reading import parse_table
from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.schools import NOW, answers, rollout, save_plan
from tests.support.school import EVENT
from tests.tables.test_tables import book


def timed(act: Callable[[], object]) -> float:
    """How long it takes, in milliseconds."""
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def disk_alone(folder: Path, size: int) -> None:
    """What every durable save asks of the disk: new content, a rename, both made to last."""
    fresh = folder / "fresh"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(handle, b"x" * size)
    os.fsync(handle)
    os.close(handle)
    fresh.replace(folder / "plain")
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def measure_files(folder: Path, runs: int, sizes: Sequence[int]) -> Iterator[Figure]:
    """From answers to chats, from the disk to a plan, from a tick to the disk."""
    now = datetime.fromisoformat(NOW)
    for chats in sizes:
        given = answers(chats)
        path = folder / f"file{chats}.toml"
        store = save_plan(path, chats)
        done = store.load().plan.done
        title = f"{chats:,} chats"

        def board(given: object = given, done: object = done) -> None:
            rollout(given).board(done, now)  # type: ignore[arg-type]

        yield figure(f"{title}: make all and the board", "ms", [timed(board) for _ in range(runs)])
        yield figure(f"{title}: read", "ms", [timed(PlanStore(path).load) for _ in range(runs)])
        ticks, plain = _ticks(folder, store, given.school.timezone, runs)
        yield figure(
            f"{title}: tick and durable save, above the disk",
            "ms",
            [tick - disk for tick, disk in zip(ticks, plain, strict=True)],
            limit=30 if chats <= 2100 else None,
        )
        yield figure(f"{title}: tick and durable save", "ms", ticks, plain)


def measure_tables(runs: int, sizes: Sequence[int]) -> Iterator[Figure]:
    """From the bytes of a teaching load to what it would change, as csv and as xlsx."""
    reference, plan = load_reference(), Plan(completed(preset_answers("complex", EVENT)))
    for rows in sizes:
        table = load_of(plan, rows)
        text = "\n".join(";".join(row) for row in table).encode("cp1251")
        for kind, data in (("csv", text), ("xlsx", book(*map(tuple, table)))):

            def read(data: bytes = data) -> None:
                import_teachers(plan, parse_table(data, "таблица"), reference)

            times = [timed(read) for _ in range(runs)]
            yield figure(f"{rows:,} rows of a load: {kind}", "ms", times, limit=1500)


def load_of(plan: Plan, rows: int) -> list[list[str]]:
    """A load of so many rows below its head."""
    answers = plan.answers
    lessons = [
        [f"{grade}{letter}", subject, f"Учителев {letter}. {'АБВ'[int(group) - 1]}.", group]
        for grade, letters in answers.classes.by_grade.items()
        for letter in letters
        for subject in answers.subjects.by_grade.get(grade, ())
        for group in "123"
    ]
    return [["Класс", "Предмет", "Учитель", "Группа"], *lessons[:rows]]


def _ticks(folder: Path, store: PlanStore, zone: str, runs: int) -> tuple[list[float], list[float]]:
    at = school_time(datetime.fromisoformat(NOW), zone)
    open_chats = rollout(store.load().plan.answers).chats[1::2]
    ticks, plain = [], []
    for number in range(runs + 1):
        mark = SetMark(open_chats[number % len(open_chats)].id, "created", at)
        ticks.append(timed(lambda mark=mark: store.apply([mark], "кто-то", at)))  # type: ignore[misc]
        plain.append(timed(lambda: disk_alone(folder, store.path.stat().st_size)))
    return ticks[1:], plain[1:]
