"""The card of a chat: everything the recommendations say about it, in lines that fit."""

from __future__ import annotations

from datetime import datetime

import pytest
from textual.app import ComposeResult

from sferum_tui.engine.base import EngineApp
from sferum_tui.locations import resource
from sferum_tui.rollout.answers import People, Primary
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.plan import Done
from sferum_tui.widgets.bare_text import BareText
from sferum_tui.widgets.chat_card import ChatCard, card_lines
from tests.support.glyphs import non_wgl4
from tests.support.school import at, board

MONDAY = at(2026, 11, 30, 14, 5)
NBSP = "\u00a0"


def text(chat_id: str, shown: Board, note: str = "", width: int = 60) -> list[str]:
    lines = card_lines(shown.rollout.by_id[chat_id], shown, note, "", width)
    return ["".join(part for part, _ in line) for line in lines]


def test_a_card_names_owner_members_term_and_what_to_post() -> None:
    people = People(class_teachers={"8А": "Иванова И. И."})
    lines = text("2г/8А", board(MONDAY, people=people), "двое без телефона")
    assert lines[:2] == ["8А · родители", "○ не создан"]
    assert f"создаёт   классный руководитель Иванова{NBSP}И.{NBSP}И." in lines
    assert "в чате    родители (законные представители) 8А" in lines
    assert "срок      до 3 декабря, осталось 3 дня 9 ч" in lines
    assert f"что писать (п.{NBSP}7.2 г)" in lines
    assert " • когда родительские собрания" in lines
    assert "   и др." not in lines
    assert any("Уважаемые родители, здравствуйте!" in line for line in lines)
    assert lines[-1] == " двое без телефона"


def test_an_open_list_ends_with_and_so_on() -> None:
    assert "   и др." in text("2а/8А", board(MONDAY))


def test_what_to_pin_is_said() -> None:
    lines = " ".join(" ".join(text("2б/8А/физика", board(MONDAY), width=200)).split())
    assert "Цели: цель урока или большой темы, по которой" in lines
    assert lines.count("(закрепить)") == 2


def test_a_kind_without_a_list_says_so() -> None:
    primary = Primary(decision="positive", pupils=True)
    lines = text("4б/1А", board(MONDAY, primary=primary))
    assert any("не перечисляет" in line for line in lines)


@pytest.mark.parametrize("width", [40, 44, 58, 78])
def test_lines_fit(width: int) -> None:
    shown = board(MONDAY)
    for chat in shown.rollout.chats:
        assert max(len(line) for line in text(chat.id, shown, "з" * 90, width)) <= width


def test_only_signs_of_every_font() -> None:
    shown = board(MONDAY)
    for chat in shown.rollout.chats:
        assert not non_wgl4("\n".join(text(chat.id, shown)))


class CardApp(EngineApp):
    CSS_PATH = [*EngineApp.CSS_PATH, resource("styles", "chats.tcss")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        yield ChatCard()
        yield BareText()


async def test_only_lines_that_differ_are_painted() -> None:
    app = CardApp(theme_name="dark")
    async with app.run_test(size=(80, 30)) as pilot:
        card = app.query_one(ChatCard)
        shown = board(MONDAY)
        chat = shown.rollout.by_id["2а/8А"]
        card.show_chat(chat, shown)
        await pilot.pause()
        rows: list[int] = []
        original = card.render_line
        card.render_line = lambda y: rows.append(y) or original(y)  # type: ignore[method-assign, func-returns-value]
        card.show_chat(chat, board(at(2026, 11, 30, 14, 6)))
        await pilot.pause()
        assert rows == [], "a minute later the card reads the same"
        card.show_chat(chat, board(at(2026, 12, 2, 14, 6)))
        await pilot.pause()
        assert rows == [6], "the line of the term"
        card.show_chat(
            chat, board(MONDAY, Done(created={chat.id: datetime(2026, 11, 26).astimezone()}))
        )
        await pilot.pause()
        assert set(rows) == {1, 6}


async def test_a_long_card_scrolls_and_another_begins_at_its_top() -> None:
    app = CardApp(theme_name="dark")
    async with app.run_test(size=(60, 18)) as pilot:
        card = app.query_one(ChatCard)
        card.focus()
        shown = board(MONDAY)
        card.show_chat(shown.rollout.by_id["2б/8А/физика"], shown)
        await pilot.pause()
        await pilot.press("end")
        assert card.scroll_offset.y == card.virtual_size.height - card.size.height
        await pilot.press("up", "up")
        assert card.scroll_offset.y > 0
        card.show_chat(shown.rollout.by_id["2а/8А"], shown)
        assert card.scroll_offset.y == 0


async def test_a_copied_text_stands_alone_in_its_lines() -> None:
    app = CardApp(theme_name="dark")
    async with app.run_test(size=(60, 20)) as pilot:
        bare = app.query_one(BareText)
        words = "Уважаемые родители, здравствуйте! " * 4
        bare.show("Скопировано:", words)
        await pilot.pause()
        lines = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
        at_hint = lines.index(" Скопировано:")
        shown = [line for line in lines[at_hint + 1 :] if line]
        assert " ".join(shown) == words.strip()
        assert len(shown) > 1
        bare.clear()
        await pilot.pause()
        assert bare.text == ""
        assert not bare.display
