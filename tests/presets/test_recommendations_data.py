"""The recommendations as data: complete, consistent and free of words they must not use."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sferum_tui.guidance.sources import load_recommendations

ROOT = Path(__file__).resolve().parents[2]
FILES = [ROOT / "presets" / name for name in ("recommendations.toml", "texts.toml")]
DATA: dict[str, Any] = {
    part: rows
    for file in FILES
    for part, rows in tomllib.loads(file.read_text(encoding="utf-8")).items()
}
WRITTEN = {chat["id"]: chat for chat in DATA["chats"]}
RAW: dict[str, dict[str, Any]] = {
    kind["id"]: {**kind, **WRITTEN.get(kind["id"], {})} for kind in DATA["kinds"]
}
KINDS = {key: {**RAW.get(kind.get("model", ""), {}), **kind} for key, kind in RAW.items()}

WORDS = "class subject subgroup association level body group school platform owner".split()
#: What each scope can fill in besides the school's own words.
SCOPE_WORDS = {
    "school": set(),
    "level": {"level", "duty"},
    "association": {"association"},
    "body": {"body"},
    "class": {"class"},
    "subject": {"class", "subject"},
    "group": {"group"},
}
ITEMS = {
    "1а": 6,
    "1б": 4,
    "1в": 4,
    "1г": 2,
    "1д": 3,
    "2а": 6,
    "2б": 6,
    "2в": 5,
    "2г": 4,
    "3а": 6,
    "3б": 6,
    "3в": 5,
    "3г": 4,
    "4а": 3,
    "4б": 0,
    "4в": 0,
}
NOTES = {note["id"]: note["text"] for note in DATA["footnotes"]}


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for item in value for text in texts(item)] if isinstance(value, list) else []


def test_every_kind_lists_as_many_items_as_the_source() -> None:
    assert {key: len(kind["post"]) for key, kind in KINDS.items()} == ITEMS


def test_ids_are_unique_and_written_in_cyrillic() -> None:
    assert len(RAW) == len(DATA["kinds"])
    assert all(re.fullmatch("[1-4][абвгд]", key) for key in RAW)
    for table in (
        "levels purposes bodies footnotes additions documents advantages contacts order steps"
    ).split():
        ids = [row["id"] for row in DATA[table]]
        assert len(ids) == len(set(ids)), table


@pytest.mark.parametrize("key", KINDS)
def test_kind_is_complete(key: str) -> None:
    kind = KINDS[key]
    for field in ("title", "owner", "members", "name", "source", "first_message"):
        assert kind[field].strip(), field
    assert kind["stage"] == int(key[0])
    assert kind["audience"] in {"staff", "pupils", "parents"}
    assert kind["scope"] in SCOPE_WORDS
    assert set(kind) >= {"needs", "addition", "open_list", "post"}
    assert all(post["text"] and len(post["text"]) <= 90 for post in kind["post"])


@pytest.mark.parametrize("key", KINDS)
def test_templates_ask_only_for_what_their_scope_knows(key: str) -> None:
    kind = KINDS[key]
    allowed = SCOPE_WORDS[kind["scope"]] | {"platform"}
    for field in ("owner", "members", "name", "first_message"):
        found = set(re.findall(r"\{([^{}]*)\}", kind[field]))
        # A name that may be empty would leave a hole in the sentence.
        assert found <= allowed, field
        assert found - {"duty"} <= set(WORDS), field
    assert not any("{" in text for text in texts(kind["post"]))


@pytest.mark.parametrize("key", KINDS)
def test_first_message_is_two_to_four_sentences_on_one_line(key: str) -> None:
    message = KINDS[key]["first_message"]
    assert "\n" not in message
    assert "  " not in message
    assert 2 <= len(re.findall(r"[.!?](?= |$)", message)) <= 4
    assert message[-1] in ".!"


def test_chat_names_are_those_of_the_domain() -> None:
    assert {key: kind["name"] for key, kind in KINDS.items() if key[0] in "12"} == {
        "1а": "Администрация",
        "1б": "{level}",
        "1в": "МО · {association}",
        "1г": "Педагогический коллектив",
        "1д": "{body}",
        "2а": "{class} · класс",
        "2б": "{class} · {subject}",
        "2в": "{group}",
        "2г": "{class} · родители",
    }
    assert KINDS["4а"]["name"] == KINDS["2г"]["name"]
    assert KINDS["4б"]["name"] == KINDS["2а"]["name"]


def test_stage_three_takes_all_but_the_paragraph_from_stage_two() -> None:
    for letter in "абвг":
        assert RAW[f"3{letter}"] == {
            "id": f"3{letter}",
            "stage": 3,
            "model": f"2{letter}",
            "source": "п. 7.3",
        }


def test_windows_and_grades_are_those_of_the_source() -> None:
    rows = [(s["number"], s["first_day"], s["last_day"], s["by_decision"]) for s in DATA["stages"]]
    assert rows == [(1, 2, 3, False), (2, 7, 10, False), (3, 10, 15, False), (4, 15, 20, True)]
    assert [s["source"] for s in DATA["stages"]] == ["п. 7.1", "п. 7.2", "п. 7.3", "п. 7.4"]
    assert sorted(grade for s in DATA["stages"] for grade in s["grades"]) == list(range(13))
    assert len(DATA["stages"][1]["reasons"]) == 3


def test_what_the_decision_opens() -> None:
    assert {key: kind["needs"] for key, kind in KINDS.items() if kind["needs"]} == {
        "4а": "decision",
        "4б": "pupils",
        "4в": "pupils",
    }
    assert [key for key, kind in KINDS.items() if kind["addition"]] == ["4в"]


def test_closed_lists_are_those_without_and_so_on() -> None:
    closed = {key for key, kind in KINDS.items() if not kind["open_list"]}
    assert closed == {"1г", "2б", "2в", "2г", "3б", "3в", "3г", "4а"}


def test_lesson_phases_say_what_to_pin() -> None:
    assert {post["title"]: post["pin"] for post in KINDS["2б"]["post"]} == {
        "Мотивация": False,
        "Цели": True,
        "Рефлексия": False,
        "Оценивание": True,
        "Обратная связь": False,
        "Задания": False,
    }


def test_levels_and_bodies_are_complete() -> None:
    assert [(level["id"], level["stages"]) for level in DATA["levels"]] == [
        ("primary", [4]),
        ("subject", [2, 3]),
        ("extra", []),
    ]
    assert {body["key"]: body["id"] for body in DATA["bodies"]} == {
        "parents_committee": "комитет",
        "board_of_trustees": "совет",
    }


def test_five_purposes_each_with_neutral_titles() -> None:
    purposes = {row["id"]: row for row in DATA["purposes"]}
    assert list(purposes) == ["project", "elective", "event", "needs", "consultation"]
    titles = [title for row in purposes.values() for title in row["suggestions"]]
    assert all(2 <= len(row["suggestions"]) <= 4 for row in purposes.values())
    assert len(titles) == len(set(titles))
    assert not any("/" in title for title in titles)
    stems = DATA["warning_words"]["stems"]
    assert not [t for t in titles for stem in stems if stem in t.lower().replace("ё", "е")]


@pytest.mark.parametrize(
    "title",
    ["Неуспевающие 8А", "Отстающие", "Обучение на дому", "Дети с ОВЗ", "Двоечники", "Логопед"],
)
def test_shaming_titles_are_noticed(title: str) -> None:
    assert load_recommendations().shaming(title)


@pytest.mark.parametrize(
    "title",
    ["Труд и технология", "Дебаты: отстаиваем мнение", "Новый год", "Футбольная секция"],
)
def test_harmless_titles_are_left_alone(title: str) -> None:
    assert not load_recommendations().shaming(title)


def test_stems_are_folded_the_way_titles_are() -> None:
    for stem in DATA["warning_words"]["stems"]:
        assert stem == stem.lower().replace("ё", "е")


def test_a_mini_group_is_told_what_it_is_for_and_our_advice_is_marked() -> None:
    posts = KINDS["2в"]["post"]
    assert [post["purpose"] for post in posts] == [row["id"] for row in DATA["purposes"]]
    assert all(post["addition"] for post in posts)
    assert KINDS["2в"]["lists"] == KINDS["3в"]["lists"] == "purposes"
    assert not [key for key, kind in KINDS.items() if key[1] != "в" and "lists" in kind]
    olympiads = [row["id"] for row in DATA["purposes"] if "Олимпиада" in str(row["suggestions"])]
    assert olympiads == ["needs"]
    assert "конкретной образовательной задачи" in NOTES["group-task"]


def test_words_keep_the_sense_of_the_source() -> None:
    whole = " ".join(texts(DATA)).lower()
    for words in (
        "совещания при директоре",
        "муниципальные мероприятия",
        "школьный родительский комитет",
        "ограничение применения иностранных мессенджеров",
        "меню пользователя платформы",
        "педагогический коллектив",
        "«о порядке проведения эксперимента по внедрению цифровой образовательной среды»",
    ):
        assert words in whole, words
    assert "второе приложение" not in whole
    assert DATA["steps"][0]["source"] == "п. 8"
    assert "педагогический коллектив" in NOTES["council"]
    assert "наше чтение" in NOTES["council"]


def test_documents_of_an_order() -> None:
    titles = " ".join(row["title"] for row in DATA["documents"])
    assert len(DATA["documents"]) == 3
    for fact in ("№ 2040", "07.12.2020", "№ 04-127", "22.02.2022", "№ 04-643", "26.08.2022"):
        assert fact in titles


def test_contacts_advantages_and_order_cite_their_paragraphs() -> None:
    sources = [row["source"] for row in DATA["contacts"]]
    assert sources == ["п. 4", "п. 8", "п. 9", "п. 10", "п. 10", "п. 10"]
    assert "info@sferum.ru" in [row["value"] for row in DATA["contacts"]]
    assert [row["source"] for row in DATA["advantages"]] == ["п. 6"] * 4
    assert len(DATA["order"]) == 3
    assert [row["id"] for row in DATA["additions"]] == ["voluntary"]


def test_footnotes_point_at_stages_and_kinds_that_exist() -> None:
    known = {str(stage["number"]) for stage in DATA["stages"]} | set(RAW)
    for note in DATA["footnotes"]:
        assert note["about"], note["id"]
        assert set(note["about"]) <= known, note["id"]
        assert note["text"], note["id"]
        assert note["source"], note["id"]


def test_what_is_told_recommends_and_never_obliges() -> None:
    whole = " ".join(texts(DATA)).lower()
    assert not re.search(r"обязан|обязательн|\bдолжн(?!ик)", whole)


def test_typography() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in FILES)
    # No-break spaces are put in by what shows the text; here they would leak into search.
    assert "\N{NO-BREAK SPACE}" not in text
    for piece in texts(DATA):
        assert '"' not in piece
        assert " - " not in piece
        assert piece.count("«") == piece.count("»")
        assert not re.search(r"\d-\d+ (дн|класс)", piece)


def test_only_signs_that_every_terminal_font_has() -> None:
    signs = {char for piece in texts(DATA) for char in piece if not char.isascii()}
    assert {char for char in signs if not re.match("[А-Яа-яЁё]", char)} <= set("«»·–—№")
