"""The page for a screen in the hall."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from msgspec.structs import replace

from sferum_tui.documents import catalogue
from sferum_tui.rollout.owners import owners
from sferum_tui.rollout.plan import Done, Joined
from tests.commands.conftest import Cli, Small, cli, small
from tests.documents.papers import board, harmful, made, named, tables_of, text_of

__all__ = ["cli", "small"]


@pytest.mark.parametrize("preset", ["village", "city", "lyceum", "primary"])
def test_nobody_is_named_on_the_board(preset: str) -> None:
    source = board(named(preset))
    page = made("board", "html", source).decode()
    names = {owner.name for owner in owners(source)} | {named(preset).people.director}
    assert names - {""}
    for name in names - {""}:
        assert name not in page
        assert name.split()[0] not in page.split()
    assert f"Создано чатов: {source.counts.ready} из {source.counts.wanted}" in page.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_page_loads_itself_anew_only_when_asked(cli: Cli, small: Small) -> None:
    small()
    words = ("export", "board", "--plan", "plan.toml", "--now", "2026-11-30T14:05", "-o", "-")
    assert "refresh" not in cli(*words).out
    assert '<meta http-equiv="refresh" content="300">' in cli(*words, "--reload", "5").out
    assert cli("export", "order", "--plan", "plan.toml", "--reload", "5").code == 2


def test_a_harmful_school_makes_a_harmless_page() -> None:
    page = made("board", "html", board(harmful())).decode()
    assert "<b>&" not in page
    assert "\u202e" not in page


def test_the_board_is_one_file(cli: Cli) -> None:
    assert catalogue.FORMATS["board"] == ("html",)
    assert "src=" not in made("board", "html").decode()


def test_the_board_tells_states_by_sign_and_word_and_counts_no_seconds() -> None:
    source = board(named("evening"), datetime(2026, 12, 3, 10, 15), Done())
    text = text_of(catalogue.document("board", "html", source, {}))
    for said in ("Четверг, 3 декабря 2026 г., 10:15", "■ последний день", "13 ч 45 мин"):
        assert said in text
    for said in ("2. 10–12 классы", "30 ноября – 3 декабря", "▲ просрочен"):
        assert said in text
    assert not re.search(r"\d:\d\d:\d\d", text)


def test_on_a_phone_every_value_stands_behind_its_head() -> None:
    page = made("board", "html").decode()
    assert page.count('<td data-head="Состояние">') == 4
    assert "content: attr(data-head)" in page


def test_a_column_of_which_nothing_is_known_stays_away() -> None:
    source = board(replace(named(), sizes={"8А": 27}))
    heads = [
        it.title for it in tables_of(catalogue.document("board", "html", source, {}))[0].columns
    ]
    assert heads == ["Этап", "Срок", "Состояние", "Осталось", "Чаты"]
    source.joined = {"2а/8А": Joined(20, source.today)}
    table = tables_of(catalogue.document("board", "html", source, {}))[0]
    assert table.columns[-1].title == "В чатах классов"
    assert [row[-1] for row in table.rows] == ["", "20 из 27 (74 %)", "", ""]
