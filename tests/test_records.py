"""`records` against `dataclasses`: the same values, made faster."""

from __future__ import annotations

import copy
import dataclasses
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui import records


@records.dataclass(frozen=True, slots=True)
class Frozen:
    """A value."""

    name: str
    number: int = 7
    parts: list[int] = records.field(default_factory=list)

    @property
    def double(self) -> int:
        """Twice the number."""
        return self.number * 2


@dataclasses.dataclass(frozen=True, slots=True)
class Real:
    """The same value as the standard library makes it."""

    name: str
    number: int = 7
    parts: list[int] = dataclasses.field(default_factory=list)


@records.dataclass(slots=True)
class Open:
    """A value that can be changed."""

    name: str
    found: list[str] = records.field(default_factory=list)


@records.dataclass(frozen=True)
class Roomy:
    """A value that has room for cached properties."""

    name: str


@records.dataclass(frozen=True, slots=True)
class Alone:
    """A value of a single field."""

    name: str


@records.dataclass(frozen=True, slots=True)
class Empty:
    """A value without fields."""


class Child(Roomy):
    """A class of its own over one of values."""


WORDS = st.fixed_dictionaries(
    {"name": st.text()}, optional={"number": st.integers(), "parts": st.lists(st.integers())}
)


@given(WORDS, WORDS)
def test_values_are_made_compared_and_written_alike(one: Any, other: Any) -> None:
    assert repr(Frozen(**one)) == repr(Real(**one)).replace("Real", "Frozen")
    assert (Frozen(**one) == Frozen(**other)) == (Real(**one) == Real(**other))
    changed = records.replace(Frozen(**one), **other)
    assert repr(changed) == repr(dataclasses.replace(Real(**one), **other)).replace(
        "Real", "Frozen"
    )


def test_positions_and_names_mix() -> None:
    assert Frozen("a", 1, parts=[2]) == Frozen(name="a", number=1, parts=[2])
    for words in [(), ("a", 1, [], 4)]:
        with pytest.raises(TypeError):
            Frozen(*words)
    with pytest.raises(TypeError):
        Frozen("a", other=1)  # type: ignore[call-arg]


def test_defaults_are_made_anew() -> None:
    assert Frozen("a").parts is not Frozen("a").parts
    assert Frozen("a").double == 14


def test_a_frozen_value_can_not_be_changed() -> None:
    value = Frozen("a")
    with pytest.raises(AttributeError):
        value.name = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del value.name
    with pytest.raises(AttributeError):
        value.other = 1  # type: ignore[attr-defined]
    assert value == Frozen("a")


def test_equal_values_have_equal_hashes() -> None:
    assert len({Alone("a"), Alone("a"), Alone("b")}) == 2
    assert hash(Roomy("a")) == hash(Roomy("a"))
    with pytest.raises(TypeError):
        hash(Open("a"))


def test_values_of_two_classes_differ() -> None:
    assert Child("a") == Child("a") != Roomy("a")
    assert Empty() == Empty() != Alone("a")
    assert Alone("a") != Roomy("a")
    assert Alone("a") != "a"


def test_an_open_value_can_be_changed() -> None:
    value = Open("a")
    value.found.append("x")
    value.name = "b"
    assert value == Open("b", ["x"])
    with pytest.raises(AttributeError):
        value.other = 1  # type: ignore[attr-defined]


def test_slots_are_slots() -> None:
    assert not hasattr(Frozen("a"), "__dict__")
    assert hasattr(Roomy("a"), "__dict__")


def test_the_standard_library_takes_them_for_its_own() -> None:
    value = Frozen("a", 1, [2])
    assert dataclasses.is_dataclass(value)
    assert dataclasses.replace(value, number=5) == Frozen("a", 5, [2])
    assert [field.name for field in dataclasses.fields(Frozen)] == ["name", "number", "parts"]
    assert dataclasses.asdict(value) == {"name": "a", "number": 1, "parts": [2]}


def test_they_can_be_matched_and_copied() -> None:
    match Frozen("a", 3):
        case Frozen("a", number):
            assert number == 3
        case _:
            pytest.fail("not matched")
    assert copy.copy(Roomy("a")) == Roomy("a")


def test_they_cost_no_import_of_dataclasses() -> None:
    code = "import sys, sferum_tui.records; print('dataclasses' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    assert ran.stdout == "False\n"
