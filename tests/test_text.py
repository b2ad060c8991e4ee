"""What a letter is: unseen signs, one spelling, look-alikes, the other layout, room in cells."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from sferum_tui.text import (
    UNSEEN,
    cut,
    either_layout,
    fitted,
    folded,
    in_lines,
    is_usual,
    look_alike,
    lowered,
    normal,
    normal_values,
    silenced,
    spelt_out,
    tidy,
    to_cyrillic,
    typed_letter,
    unseen,
)

DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SILENT = "\u00ad\u034f\u200b\u200c\u200d\u2060\u2063\ufe0f\ufeff\U000e0101"


def any_text() -> st.SearchStrategy[str]:
    """Text with many of the characters that matter."""
    signs = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *DIRECTION, *SILENT]
    letters = st.sampled_from("АяЁ─█«漢e\u0301и\u0306")
    return st.lists(st.one_of(st.sampled_from(signs), st.characters(), letters)).map("".join)


# Unseen signs ------------------------------------------------------------------------------------


@given(any_text())
def test_nothing_unseen_survives_and_what_is_normal_stays(text: str) -> None:
    kept = normal(text)
    assert not unseen(kept)
    assert unicodedata.is_normalized("NFC", kept)
    assert normal(kept) == kept == silenced(kept)
    kept.encode()


@given(any_text())
def test_every_sign_that_can_be_seen_stays_in_its_order(text: str) -> None:
    seen = "".join(sign for sign in text if not unseen(sign))
    without_spaces = str.maketrans("", "", " ")
    assert normal(text).translate(without_spaces) == unicodedata.normalize("NFC", seen).translate(
        without_spaces
    )


@pytest.mark.parametrize("category", ["Cc", "Cs", "Zl", "Zp"])
def test_all_of_a_category_that_acts_on_a_terminal_are_unseen(category: str) -> None:
    signs = [it for it in map(chr, range(0x10000)) if unicodedata.category(it) == category]
    assert [sign for sign in signs if not unseen(sign)] == []


@pytest.mark.parametrize("sign", [*DIRECTION, *SILENT, "\ufffd", "\uffff", "\U000e0041"])
def test_what_hides_or_turns_a_text_is_unseen(sign: str) -> None:
    assert unseen(f"Ива{sign}нова") == sign
    assert normal(f"Ива{sign}нова") == "Иванова"


def test_what_passes_for_usual_is_all_seen_and_spelt_one_way() -> None:
    usual = [sign for sign in map(chr, range(sys.maxunicode + 1)) if is_usual(sign)]
    assert "".join(usual[:95]) == "".join(map(chr, range(0x20, 0x7F)))
    assert len(usual) == 95 + 66 + 10
    assert not [sign for sign in usual if re.match(UNSEEN, sign)]
    pairs = [one + other for one in usual for other in usual]
    assert all(unicodedata.is_normalized("NFC", pair) for pair in pairs)


@pytest.mark.parametrize("gap", ["\t", "\n", "\r", "\x85", "\u2028"])
def test_a_gap_stays_a_gap(gap: str) -> None:
    assert normal(f"5А{gap}5Б") == "5А 5Б"


def test_a_file_loses_what_means_nothing_and_keeps_what_is_a_fault() -> None:
    assert silenced("кадет\u00adский и\u0306\u200b\x1b\u202e") == "кадетский й\x1b\u202e"


def test_what_people_write_stays() -> None:
    text = "«Ёлка» — № 5, 8А · I℃ 😀 ко\u0301т"
    assert normal(text) == text
    assert tidy(f"  {text}\u00a0 \t") == text


def test_texts_inside_of_lists_and_tables_are_made_normal() -> None:
    value = {"и\u0306": ["а\u200b", {"б\u00ad": 1, "в": None}], "г": True}
    assert normal_values(value) == {"й": ["а", {"б": 1, "в": None}], "г": True}


def test_unseen_signs_are_spelt_out_in_messages() -> None:
    assert spelt_out("а\u200b\u00a0б\x1b") == "а\\u200b б\\u001b"


# Alike -------------------------------------------------------------------------------------------


@given(any_text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_case_yo_look_alikes_dashes_and_quotes_are_of_no_account() -> None:
    assert look_alike("«Ёлка» 8A – IT") == " елка  8а - iт"
    assert lowered("Ё е\u0308 Й и\u0306") == "е е й й"
    assert to_cyrillic("A") == "А"
    assert to_cyrillic("8A класс") == "8А класс"
    assert to_cyrillic("IT") == "IT"


def test_a_number_is_not_found_inside_of_another() -> None:
    assert folded("1а") not in folded("11а")
    assert folded("8а") in folded("8А · родители")


def test_a_query_is_read_in_both_layouts() -> None:
    assert either_layout("hjl")[1] == "род"
    assert either_layout("род")[0] == "род"


@pytest.mark.parametrize(
    ("sign", "letter"),
    [("f", "а"), ("F", "а"), ("Ё", "ё"), ("[", "х"), ("1", ""), ("", ""), ("+", "")],
)
def test_a_key_means_a_letter_in_either_layout(sign: str, letter: str) -> None:
    assert typed_letter(sign) == letter


# Room in cells -----------------------------------------------------------------------------------


@settings(max_examples=50)
@given(any_text().map(normal), st.integers(0, 30))
def test_a_text_takes_no_more_cells_than_it_is_given(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width
    assert cell_len(fitted(text, width)) == width
    assert all(cell_len(line) <= width + 2 for line in in_lines(text, width + 2))


def test_what_does_not_fit_says_so() -> None:
    assert cut("Иванова", 7) == "Иванова"
    assert cut("Иванова", 4) == "Ива…"
    assert cut("漢字漢字", 4) == "漢…"
    assert fitted("8А", 4) == "8А  "


def test_wide_signs_are_wrapped_by_their_cells() -> None:
    assert in_lines("漢字漢字 漢字 аб", 6, "• ", "  ") == ["• 漢字", "  漢字", "  漢字", "  аб"]
    assert in_lines("один два три", 8) == ["один два", "три"]
    assert in_lines("", 8) == []
