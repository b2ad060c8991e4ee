"""The program on a screen: start, memory, idling, and what each key costs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.locations import draft_path
from sferum_tui.plan.changes import SetMark
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.plan import Plan
from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.probe import KEYS, Answer, Probe, Start
from tests.benchmarks.schools import CREATED, NOW, save_plan

#: The program as it is installed; `python -m` would import some more.
PROGRAM = (sys.executable, str(Path(sys.executable).with_name("sferum-tui")))
BARE = (sys.executable, "-m", "tests.benchmarks.bare_app")
BARE_LIST = (*BARE, "list")
# What is pressed on each screen: how to get there from the board, then the keys to measure.
SCREENS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "board": ((), ("down", "up")),
    "chats": (("f3",), ("down", "up", "pagedown", "pageup", "space", "space")),
    "today": (("f4",), ("down", "up")),
    "documents": (("f5",), ("down", "up")),
    "history": (("f6",), ()),
    "hall": (("f8",), ("right", "left")),
    "help": (("f1",), ("down", "up")),
    "wizard": (("f2",), ("down", "up")),
}
CURSOR_KEYS = {"up", "down", "left", "right"}


def command(plan: Path) -> tuple[str, ...]:
    """The program on a plan, on a day in the middle of the rollout."""
    return (*PROGRAM, "--plan", str(plan), "--now", NOW)


def starts(
    ours: Sequence[str], bare: Sequence[str], environ: Mapping[str, str], runs: int
) -> tuple[list[Start], list[Start], list[float], list[float]]:
    """Starts of both programs in turns, and the memory that they take, in megabytes."""
    found: tuple[list[Start], list[Start]] = ([], [])
    memory: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for side, each in enumerate((ours, bare)):
            with Probe(each, environ) as probe:
                start = probe.start()
                if run:  # the first start only fills the disk's cache
                    found[side].append(start)
                    memory[side].append(probe.memory())
    return *found, *memory


def measure_start(folder: Path, environ: Mapping[str, str], runs: int) -> Iterator[Figure]:
    """Start-up beside a bare program, with a plan of a usual school."""
    save_plan(folder / "start.toml", 300)
    ours, bare, memory, bare_memory = starts(command(folder / "start.toml"), BARE, environ, runs)

    def pick(name: str) -> tuple[list[float], list[float]]:
        return [getattr(start, name) for start in ours], [getattr(start, name) for start in bare]

    yield figure("start: first paint", "ms", *pick("painted"), limit_ratio=1.35)
    yield figure("start: settled", "ms", *pick("settled"), limit_ratio=1.5)
    yield figure("start: first screen", "bytes", *pick("size"), limit=6 * 1024)
    yield figure("start: memory", "MB", memory, bare_memory, limit_ratio=1.1)


def measure_size(folder: Path, environ: Mapping[str, str], runs: int) -> Iterator[Figure]:
    """A start with 2,100 chats beside one with 100."""
    save_plan(folder / "small.toml", 100)
    save_plan(folder / "large.toml", 2100)
    large, small, _, _ = starts(
        command(folder / "large.toml"), command(folder / "small.toml"), environ, runs
    )
    yield figure(
        "start with 2,100 chats beside 100",
        "ms",
        [start.painted for start in large],
        [start.painted for start in small],
        limit_ratio=1.2,
    )


def measure_idle(folder: Path, environ: Mapping[str, str], seconds: float) -> Iterator[Figure]:
    """A board that nobody touches, on a day without seconds and on a last day."""
    plan = folder / "idle.toml"
    save_plan(plan, 300)
    quiet = command(plan)
    last_day = (*quiet[:-1], "2026-12-03T12:00")
    found = []
    for each in (quiet, last_day, BARE):
        with Probe(each, environ) as probe:
            probe.start()
            probe.idle(1.0)
            found.append(probe.idle(seconds))
    board, counting, bare = found
    tick = 0.01  # what the system counts processor time in
    for name, idle, ratio in (("idle board", board, 2.0), ("idle, seconds tick", counting, 4.0)):
        yield figure(
            f"{name}: processor in {seconds:g} s",
            "s",
            [idle.cpu],
            [max(bare.cpu, tick)],
            limit_ratio=max(ratio, 5 * tick / max(bare.cpu, tick)),
        )
        yield figure(f"{name}: written in {seconds:g} s", "bytes", [idle.size], [bare.size])
    yield figure("each second that ticks", "bytes", [counting.size / seconds], limit=130)


def measure_days(folder: Path, environ: Mapping[str, str], minutes: int) -> Iterator[Figure]:
    """Memory that a projector takes more each minute, after two of warming up.

    Seconds tick, and the file gets another tick of another session each second.
    """
    plan = folder / "days.toml"
    store = save_plan(plan, 300)
    chats = tuple(store.load().plan.done.created)
    memory: list[float] = []
    with Probe((*command(plan)[:-1], "2026-12-03T12:00"), environ) as probe:
        probe.start()
        probe.press("f8")
        for minute in range(minutes + 2):
            for second in range(60):
                moment = datetime(2026, 12, 3, 12, minute, second, tzinfo=UTC)
                mark = SetMark(chats[second % len(chats)], "created", moment)
                store.apply([mark], who="завуч", at=moment)
                probe.idle(1.0)
            memory.append(probe.memory())
    grown = (memory[-1] - memory[1]) / minutes
    yield figure("hall for days: memory a minute", "MB", [grown], limit=0.05)


def measure_keys(folder: Path, environ: Mapping[str, str], rounds: int) -> Iterator[Figure]:
    """Each screen: what opening it, moving in it and going back cost."""
    plan = folder / "keys.toml"
    save_plan(plan, 2100)
    with Probe(BARE_LIST, environ) as probe:
        probe.start()
        down = [probe.press("down") for _ in range(rounds)]
        page = [probe.press("pagedown") for _ in range(rounds)]
    bare = {"down": down, "up": down, "pagedown": page, "pageup": page}
    for name, (way, keys) in SCREENS.items():
        answers: dict[str, list[Answer]] = {}
        with Probe(command(plan), environ) as probe:
            probe.start()
            for _ in range(rounds):
                for key in way:
                    answers.setdefault("opens", []).append(probe.press(key))
                for key in keys:
                    answers.setdefault(key, []).append(probe.press(key))
                if way:
                    answers.setdefault("goes back", []).append(probe.press("escape"))
        for key, found in answers.items():
            yield from _of_key(name, key, found, bare.get(key, ()))


def _of_key(
    screen: str, key: str, answers: Sequence[Answer], bare: Sequence[Answer]
) -> Iterator[Figure]:
    limit = 2048 if key in CURSOR_KEYS else 13 * 1024
    title = f"{screen}: {key}"
    yield figure(title, "ms", [answer.last for answer in answers], [answer.last for answer in bare])
    yield figure(
        title,
        "bytes",
        [answer.size for answer in answers],
        [answer.size for answer in bare],
        limit=limit,
    )


def measure_lists(
    folder: Path, environ: Mapping[str, str], rounds: int, sizes: Sequence[int]
) -> Iterator[Figure]:
    """The list of chats by its length: typing into the search, turning pages."""
    for number, chats in enumerate(sizes):
        plan = folder / f"list{chats}.toml"
        save_plan(plan, chats)
        letters: list[Answer] = []
        pages: list[Answer] = []
        with Probe(command(plan), environ) as probe:
            probe.start()
            probe.press("f3")
            pages.extend(probe.press("pagedown") for _ in range(rounds))
            probe.press("/")
            letters.extend(probe.press(letter) for letter in "8к1 пред"[: 2 + rounds])
        times = 2 if number else 1
        title = f"{chats:,} chats"
        yield figure(f"{title}: a page", "ms", [key.first for key in pages], limit=30 * times)
        yield figure(f"{title}: a letter", "ms", [key.first for key in letters], limit=50 * times)


def measure_burst(folder: Path, environ: Mapping[str, str], runs: int) -> Iterator[Figure]:
    """72 signs that come at once, as a terminal without bracketed paste sends a text.

    In the grid of a school of 240 classes they switch 36 of them, in its dialog they are a name.
    """
    plan = folder / "complex.toml"
    store = PlanStore(plan)
    store.create(Plan(completed(preset_answers("complex", CREATED))))
    draft = draft_path(plan)
    name = "театральный имени А. Н. Островского, второй поток, для тех, кто вечерами"
    switches = (" " + KEYS["right"].decode()) * 18
    switches += KEYS["down"].decode() + (" " + KEYS["left"].decode()) * 17 + " "
    for title, way, burst, limit in (
        ("36 of 240 classes switched at once", ("f2", "2"), switches, None),
        ("a name of 72 signs at once", ("f2", "2", "insert"), name, 300),
    ):
        answers = []
        for _ in range(runs + 1):
            draft.unlink(missing_ok=True)
            with Probe(command(plan), environ) as probe:
                probe.start()
                for key in way:
                    probe.press(key)
                answers.append(probe.press(burst))
        yield figure(title, "ms", [answer.last for answer in answers[1:]], limit=limit)
        yield figure(title, "bytes", [answer.size for answer in answers[1:]])
