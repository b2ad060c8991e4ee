"""Plan files that were spoilt in every way: a clear word or a plan, quickly, and never a crash.

`SFERUM_TUI_HOSTILE=20000` makes so many of them instead of a thousand.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from time import process_time

import pytest
from msgspec.structs import replace

from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.guidance.rules import production_calendar
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.issues import PlanError
from sferum_tui.plan.changes import SetMark
from sferum_tui.plan.reading import parse_answers
from sferum_tui.plan.store import PlanStore
from sferum_tui.plan.template import new_plan
from sferum_tui.rollout.answers import Group, Vacation, Votes
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.plan import Done, Joined, Plan
from tests.plan.by_hand import Hand
from tests.plan.values import stamp
from tests.support.school import EVENT, at

pytestmark = pytest.mark.usefixtures("no_sync")
AMOUNT, PARTS = int(os.environ.get("SFERUM_TUI_HOSTILE", "1000")), 10
NOW = stamp(at(2026, 11, 25))
_BITS = (
    b"\x00", b"\x1b]0;x\x07", b"\xe2\x80\xae", b"\xff", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\x9b",
    b'"', b"'", b'"""', b"'''", b"\\", b"#", b"=", b"[", b"]", b"{", b"}", b".", b",", b"-",
    b"[[", b"]]", b"[bold]", b"[/]", b"=cmd|' /C calc'!A0", b"../../etc/passwd", b"9" * 5000,
    b"[" * 2000, b"{a=" * 500, b"a." * 500, b"0001-01-01", b"9999-12-31T23:59:59+23:59", b"nan",
    b"-inf", b"1e999", b"true", b"0x7fffffffffffffff", b"1979-05-27 07:32:00", b"07:32:00",
    "№".encode(), "А".encode("cp1251"), b"[done]\n", b"[done.created]\n", b"[classes]\n",
    b"schema = 2\n", b"schema = -1\n", "\u2028".encode(), "я".encode() * 3000,
)  # fmt: skip


def samples() -> list[bytes]:
    """Plans with something in every table, in several styles."""
    answers = completed(preset_answers("city", EVENT))
    answers = replace(
        answers,
        classes=replace(
            answers.classes,
            mixed={"1–3": 4},
            opened={"5Г": EVENT},
            by_grade={"8": ("А", "1", "IT")},
        ),
        calendar=replace(answers.calendar, vacations=(Vacation(EVENT, EVENT, "осень"),)),
        people=replace(
            answers.people, class_teachers={"8А": "И."}, subject_teachers={"8А/ф": "П."}
        ),
        subjects=replace(answers.subjects, subgroups={"8А/английский": ("1", "2")}),
        groups=(Group("Театр", "elective", 2, (8, 9), "П."),),
        primary=replace(answers.primary, date=EVENT, votes=Votes(40, 31, 25, 4, 2)),
    )
    answers = replace(answers, id="k7m2q9xw", deadlines={2: EVENT}, sizes={"8А": 27})
    done = Done({"2а/8А": NOW}, {"2г/8А": NOW}, {"x": "y"})
    plan = Plan(answers, done, {"2а/8А": "n"}, {"2г/8А": Joined(24, EVENT, 27)})
    text, tree = new_plan(plan)
    return [text.encode(), *(Hand(seed).write(tree).encode() for seed in range(5))]


def spoilt(random: Random, data: bytes) -> bytes:
    """The data with one to four places spoilt."""
    for _ in range(random.choice((1, 1, 2, 4))):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((0, 0, 1, 1, 5, 50, 500)))
        lines = data.splitlines(keepends=True) or [b""]
        match random.randrange(6):
            case 0:
                data = data[:start] + random.choice(_BITS) + data[end:]
            case 1:
                data = data[:start] + data[end:]
            case 2:
                data = data[:start] + bytes([random.randrange(256)]) + data[start + 1 :]
            case 3:
                data = data[:end] + data[start:end] + data[end:]
            case 4:
                random.shuffle(lines)
                data = b"".join(lines)
            case _:
                # A value of another kind in a place where a value stands.
                place = random.randrange(len(lines))
                key, equals, _ = lines[place].partition(b"=")
                if equals:
                    lines[place] = key + b"= " + random.choice(_BITS) + b"\n"
                data = b"".join(lines)
    return data


@pytest.mark.parametrize("part", range(PARTS))
def test_a_spoilt_plan_gets_a_clear_word_or_works(tmp_path: Path, part: int) -> None:
    random, good = Random(part), samples()
    path = tmp_path / "plan.toml"
    for number in range(AMOUNT // PARTS):
        data = spoilt(random, random.choice(good))
        path.write_bytes(data)
        begun = process_time()
        try:
            parse_answers(data, "ответы")
        except PlanError as error:
            told(error)
        try:
            use(PlanStore(path))
        except PlanError as error:
            told(error)
        assert process_time() - begun < 2, (part, number)


def told(error: PlanError) -> None:
    text = str(error)
    assert error.exit_code in (1, 3)
    assert all(line.isprintable() for line in text.splitlines())
    assert len(text) < 100_000


def use(store: PlanStore) -> None:
    """Read a plan, look at its board, tick a chat: the answers stay as they were."""
    loaded = store.load()
    rollout = Rollout(loaded.plan.answers, load_recommendations(), production_calendar())
    for stage in rollout.recommendations.stages:
        rollout.window(stage)
    rollout.board(loaded.plan.done, datetime(2026, 11, 25, 12, 0))
    after = store.apply([SetMark("2а/8Я", "created", NOW)], who="учитель", at=NOW)
    # A plan whose name was spoilt away gets another one.
    name = loaded.plan.answers.id or after.plan.answers.id
    assert after.plan.answers == replace(loaded.plan.answers, id=name)
    assert after.plan.done.mark("2а/8Я") == "created"
    assert PlanStore(store.path).load().plan == after.plan


@pytest.mark.parametrize(
    "make",
    [  # made when they are tried: together they would be 105 MB in every worker
        lambda: b"[" * 8_000_000,
        lambda: b"a=" + b"[1," * 2_000_000,
        lambda: b"".join(b"a%d=1\n" % number for number in range(700_000)),
        lambda: b"[done.created]\n" + b"".join(b'"%d"="x"\n' % number for number in range(400_000)),
        lambda: b"#" * 8_000_000,
        lambda: b"\n" * 8_000_000,
        lambda: b'a="' + b"x" * 8_000_000,
        lambda: b"a=" + b"9" * 8_000_000,
        lambda: b".".join([b"a"] * 4_000_000) + b"=1",
        lambda: b"a={" + b"b={" * 2_000_000,
        lambda: b'"' * 8_000_000,
        lambda: b"[done.created]\n" + b"# x\n" * 2_000_000,
        lambda: b'"a" = "b"\n' * 800_000,
        lambda: b"[a]\n" * 2_000_000,
        lambda: b"[[a]]\n" * 80_000,
        lambda: b"a = [" + b"[]," * 150_000 + b"]",
        lambda: b"a = [" + b"{}," * 100_000 + b"]",
        lambda: b"".join(b"a%d.b.c.d=1\n" % number for number in range(30_000)),
        lambda: (
            b"schema=1\n[school]\nstructure_created=2026-11-23\n[calendar]\ndays_off=["
            + b"1," * 200_000
            + b"]\n[classes]\n"
        ),
    ],
    ids=range(19),
)
def test_a_file_made_to_be_slow_is_refused_quickly(
    tmp_path: Path, make: Callable[[], bytes]
) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(make())
    begun = process_time()
    with pytest.raises(PlanError):
        PlanStore(path).load()
    assert process_time() - begun < 2
