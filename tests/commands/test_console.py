"""What is printed: UTF-8, no control characters, no formulas."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.commands import console
from tests.commands.conftest import harmless

HOSTILE = "а\x1b]0;x\x07б\x9b2J\u202eв\u200bг\udc80\r\U000e0041"


def test_control_and_invisible_characters_are_shown_as_signs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console.say(HOSTILE)
    console.warn(HOSTILE)
    for text in capsys.readouterr():
        assert harmless(text)
        assert text.startswith("а\N{REPLACEMENT CHARACTER}]0;x")


def test_json_escapes_what_a_terminal_obeys_and_loses_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console.say_json({"name": HOSTILE})
    out = capsys.readouterr().out
    assert harmless(out)
    assert json.loads(out) == {"name": HOSTILE}


@given(st.lists(st.dictionaries(st.text(), st.integers() | st.none() | st.text('a"\n'))))
def test_a_list_is_the_same_json_item_by_item(values: list[dict[str, object]]) -> None:
    streams = io.StringIO(), io.StringIO()
    for stream, say in zip(streams, (console.say_json, console.say_json_list), strict=True):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdout", stream)
            say(values)
    assert streams[0].getvalue() == streams[1].getvalue()


@given(st.text())
def test_json_of_any_text_is_harmless_and_read_back(text: str) -> None:
    stream = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", stream)
        console.say_json([text])
    out = stream.getvalue()
    assert harmless(out)
    assert json.loads(out) == [text.replace("\u00a0", " ").replace("\u202f", " ")]


@given(st.text())
def test_what_is_printed_is_harmless(text: str) -> None:
    stream = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", stream)
        console.say(text)
        console.say_csv(("x",), [(text,)])
    assert harmless(stream.getvalue().replace("\t", " ").replace("\ufeff", ""))


@pytest.mark.parametrize("start", ["=cmd|' /C calc'!A0", "+7", "-1", "@SUM(1)", "\tx", "\n=1"])
def test_no_cell_is_a_formula(capsys: pytest.CaptureFixture[str], start: str) -> None:
    console.say_csv(("имя",), [(start,), (-3,)])
    out = capsys.readouterr().out
    assert out.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(out[1:]), delimiter=";"))
    assert rows[1] == ["'" + start]
    assert rows[2] == ["-3"]


def test_no_break_spaces_stay_out_of_tables_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    console.say_csv(("имя",), [("п.\u00a07.2",)])
    console.say_json(["№\u202f5"])
    out = capsys.readouterr().out
    assert "п. 7.2" in out
    assert "№ 5" in out


def test_closed_streams_are_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    console.prepare()
    console.say("x")
    console.warn("x")
    console.flush()


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "meant"), [("да\n".encode(), True), (b"\xe4\xe0\n", False)])
def test_what_can_not_be_understood_is_no_agreement(
    monkeypatch: pytest.MonkeyPatch, typed: bytes, meant: bool
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(io.BytesIO(typed), encoding="utf-8"))
    monkeypatch.setattr("sys.stderr", Terminal(io.BytesIO(), encoding="utf-8"))
    assert console.agreed("Записать?") is meant
