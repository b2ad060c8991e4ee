"""Words of papers that a pack of guidance changes stand on the papers, whoever reads them."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from sferum_tui.documents import catalogue
from sferum_tui.documents.requisites import remarks
from sferum_tui.guidance import packs
from sferum_tui.guidance.rules import production_calendar
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.board import Board, Rollout
from sferum_tui.rollout.plan import Done
from tests.documents.papers import AGREED, named, text_of, words
from tests.support.packs import write_region
from tests.support.program import NOW


def with_words(**said: str) -> Board:
    """A city school whose guidance says so; two underscores stand for the dot of a key."""
    told = {key.replace("__", "."): text for key, text in said.items()}
    rules = replace(load_recommendations(), words=told)
    return Rollout(named(primary=AGREED), rules, production_calendar()).board(Done(), NOW)


@pytest.mark.parametrize(
    ("name", "key", "text", "said"),
    [
        ("order", "cited__point", "раздел {number}", "раздел 7.2"),
        ("order", "cited__points", "разделы {number}", "(разделы 7.1–7.4)"),
        ("order", "source__full_genitive", "указаний {title}", "указаний «Использование росс"),
        ("order", "genitive__письмо", "циркуляра", "циркуляра Министерства просвещения"),
        ("order", "whole_words__УР", "учебной части", "по учебной части"),
        ("order", "kind_titles__class_pupils", "беседа класса", "Беседа класса: 8А–8В"),
        ("minutes", "source__full", "указания {title}", "Указания «Использование"),
        ("roadmap", "whom__pupils", "школьники {grades}", "Школьники 8–11 классов"),
        ("roadmap", "members__association", "весь предмет", "весь предмет"),
        ("familiarisation", "staff__class", "воспитатель", "Воспитатель"),
        ("owner-sheets", "kind_titles__subject", "беседа предмета", "Что писать, беседа предмета"),
    ],
)
def test_a_word_of_a_pack_stands_on_a_paper(name: str, key: str, text: str, said: str) -> None:
    assert said not in words(name, with_words())
    assert said in words(name, with_words(**{key: text}))


def test_what_is_said_before_a_paper_is_signed_is_said_by_the_pack() -> None:
    said = {"requisites__place": "населённый пункт", "remarks__blanks": "впишите: {what}"}
    assert remarks("order", with_words(**said))[0].startswith("впишите: населённый пункт")


def test_papers_of_a_region_with_dates_of_its_own_cite_its_act(tmp_path: object) -> None:
    rules = packs.read(write_region(tmp_path)).recommendations  # type: ignore[arg-type]
    source = Rollout(named(primary=AGREED), rules, production_calendar()).board(Done(), NOW)
    text = words("order", source)
    assert "в сроки по приложению № 1 (приказ департамента № 1).\n" in text
    assert "Сроки отсчитаны" not in text
    for name in ("order", "minutes", "roadmap", "owner-sheets"):
        told = text_of(catalogue.document(name, "docx", source, {}))
        assert not re.search(r"пункты?  |\(\)|\(,", told), name
