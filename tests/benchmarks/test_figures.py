"""The measuring itself: what a figure says, and that a probe times what it sees."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks.figures import as_json, as_table, figure
from tests.benchmarks.probe import Probe
from tests.benchmarks.schools import answers, half_done, rollout


def test_a_figure_is_the_median_beside_that_of_the_bare_program() -> None:
    found = figure("start", "ms", [30, 10, 20], [5, 9, 7], limit_ratio=3)
    assert (found.value, found.low, found.high, found.runs, found.bare) == (20, 10, 30, 3, 7)
    assert found.ratio == pytest.approx(20 / 7)
    assert found.kept


def test_a_limit_is_a_value_or_times_the_bare_one() -> None:
    assert figure("a", "bytes", [100], limit=100).kept
    assert figure("a", "bytes", [101], limit=100).kept is False
    assert figure("a", "ms", [11], [10], limit_ratio=1.05).kept is False
    assert figure("a", "ms", [11]).kept is None


def test_the_table_marks_what_is_over_its_limit() -> None:
    table = as_table(
        [figure("кадр", "bytes", [2049], limit=2048), figure("старт", "ms", [12.3], [10.0])]
    )
    head, over, within = table.splitlines()
    assert head.split() == ["median", "from", "to", "bare", "times", "limit"]
    assert over.endswith("2,048 !")
    assert within.split() == ["старт,", "ms", "12.3", "12.3", "12.3", "10", "1.23"]


def test_json_says_where_it_was_measured() -> None:
    data = json.loads(as_json([figure("a", "ms", [2], [1], limit_ratio=1)]))
    assert data["machine"]["textual"]
    assert data["figures"][0]["ratio"] == 2
    assert data["figures"][0]["kept"] is False


def test_a_probe_sees_what_a_program_paints_and_answers() -> None:
    script = 'printf "\\033[2J0123456789ab"; read -r key; printf "answer %s" "$key"; cat'
    with Probe(["sh", "-c", f"stty -echo; {script}"], {"PATH": "/usr/bin:/bin"}) as probe:
        start = probe.start()
        assert 0 < start.painted <= start.settled
        assert start.size == 16
        assert probe.memory() > 0
        assert probe.idle(0.05).size == 0
        answer = probe.press("enter")
        assert answer.size == len("answer ")
        assert 0 < answer.first <= answer.last


def test_a_program_that_paints_nothing_is_an_error() -> None:
    with (
        Probe(["sh", "-c", "echo oops"], {"PATH": "/usr/bin:/bin"}) as probe,
        pytest.raises(RuntimeError, match="oops"),
    ):
        probe.start()


@pytest.mark.parametrize("chats", [100, 1000, 2100])
def test_a_plan_to_measure_with_has_about_as_many_chats_as_asked_for(chats: int) -> None:
    given = answers(chats)
    made = len(rollout(given).chats)
    assert abs(made - chats) <= 0.1 * chats
    assert len(half_done(given).created) == (made + 1) // 2
