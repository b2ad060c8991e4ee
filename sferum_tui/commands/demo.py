"""`demo`: a plan in a folder of its own that goes when the program is left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sferum_tui.commands.context import stamp_of
from sferum_tui.commands.grammar import Line
from sferum_tui.guidance.loading import load_demo, preset_answers
from sferum_tui.guidance.rules import rollout_for
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.demo import demo_answers, demo_done
from sferum_tui.rollout.plan import Plan


@contextmanager
def demo_plan(line: Line) -> Iterator[Path]:
    """The path of a school in the middle of its move, for as long as it is shown."""
    demo = load_demo()
    base = preset_answers(demo.preset)
    now = stamp_of(line, base)
    answers = demo_answers(demo, base, now)
    with TemporaryDirectory(prefix="sferum-tui-demo-") as folder:
        path = Path(folder) / "plan.toml"
        PlanStore(path).create(Plan(answers, demo_done(demo, rollout_for(answers), now)))
        yield path
