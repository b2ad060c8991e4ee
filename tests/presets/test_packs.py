"""Packs of guidance: what ships, what a region may write, every fault at its line."""

from __future__ import annotations

import errno
import os
import re
import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from sferum_tui.guidance import packs
from sferum_tui.guidance.overlay import NAMED
from sferum_tui.guidance.rules import production_calendar, recommendations_for
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.issues import PlanError
from sferum_tui.locations import resource
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.plan import Done
from tests.support.packs import REGION, write_region
from tests.support.school import answers, at

MAX = packs.find("max-2026", None)
RULES = MAX.recommendations
LINES = list(packs.lines(MAX.tree))
MADE = ["1г", "2а", "2г", "3а", "3г", "4а", "4б"]


def region(folder: Path, name: str = "region-45") -> Rollout:
    """A small school under the region's pack."""
    write_region(folder)
    return Rollout(answers(), recommendations_for(name, folder), production_calendar())


# What ships --------------------------------------------------------------------------------------


def test_every_line_of_the_shipped_pack_has_its_source_and_day() -> None:
    assert len(LINES) > 15
    for part, line in LINES:
        assert line["source"].strip(), (part, line)
        assert line["checked"] == date(2026, 11, 27), (part, line)
    assert {line["id"] for _, line in LINES if line.get("region")} == {
        "old-chats",
        "dates",
        "region",
    }


def test_the_shipped_pack_tells_every_fact() -> None:
    text = resource("presets", "guidance", "max-2026.toml").read_text("utf-8")
    for fact in (
        "89 регион", "ID VK не нужен", "номеру телефона", "только для чтения",
        "ноябре–декабре 2025", "администратор школы", "электронного дневника", "Безопасный режим",
        "по своему желанию", "другим способом", "до 31 октября 2025", "https://prof.sferum.ru",
        "gorodovoy.ru 14.10.2025", "norilsk-news.ru 19.08.2025", "news.mail.ru 68511153",
        "tulapressa.ru 07.2025", "prof.sferum.ru/faq_sferum", "news.mail.ru 68317257",
        "1obl.ru 17.09.2025", "kommersant.ru 8119311", "news.mail.ru 68284977",
        "tatar-inform 01.12.2025", "33live.ru",
    ):  # fmt: skip
        assert fact in text, fact
    assert [kind.id for kind in RULES.kinds if kind.auto] == MADE
    assert not [kind.id for kind in load_recommendations().kinds if kind.auto]


def test_under_the_shipped_pack_nothing_names_the_messenger_of_2022() -> None:
    rules = RULES.spoken("MAX")
    told = f"{rules} {rules.texts}"
    assert (
        told.replace("platform='VK Мессенджер'", "")
        .replace("platforms=('VK Мессенджер', 'MAX')", "")
        .count("VK Мессенджер")
        == 0
    )
    assert "VK Мессенджер" not in str(MAX.tree)
    titles = " ".join(item.title for item in RULES.texts.documents)
    assert "№ 2040" in titles
    assert "04-127" not in titles
    assert "04-643" not in titles
    assert "___" in titles


def test_lines_of_a_pack_keep_their_day_and_say_where_regions_differ() -> None:
    steps = {item.title: item for item in RULES.texts.steps}
    assert steps["Роли"].checked == date(2026, 11, 27)
    assert not steps["Роли"].region
    assert steps["Сроки региона"].region
    assert steps["Роли"].source == "prof.sferum.ru/faq_sferum"


# A region's pack ---------------------------------------------------------------------------------


def test_a_region_redefines_the_stages_and_sets_dates(tmp_path: Path) -> None:
    source = region(tmp_path)
    windows = [source.official(stage) for stage in source.recommendations.stages]
    assert [(it.first, it.official_last, it.last) for it in windows] == [
        (date(2026, 12, 1), date(2026, 12, 4), date(2026, 12, 4)),
        (date(2026, 12, 7), date(2026, 12, 19), date(2026, 12, 21)),
        (date(2026, 12, 21), date(2026, 12, 25), date(2026, 12, 25)),
    ]
    board = source.board(Done(), at(2026, 12, 8))
    assert [item.state for item in board.stages] == ["overdue", "in_window", "awaiting_decision"]
    assert {chat.kind.id for chat in source.of_stage[2]} == {"2а", "2б", "2г"}
    assert {chat.id for chat in source.of_stage[3]} == {"4а/1А", "4а/1Б"}
    assert {chat.class_name for chat in source.of_stage[2]} == {"5А", "8А", "8Б"}


def test_dates_of_a_region_hold_whenever_the_structure_was_created(tmp_path: Path) -> None:
    write_region(tmp_path)
    rules = recommendations_for("region-45", tmp_path)
    for days in (-60, 0, 60):
        created = date(2026, 11, 23) + timedelta(days=days)
        source = Rollout(answers(created=created), rules, production_calendar())
        assert source.window(rules.stage(2)).official_last == date(2026, 12, 19)


def test_a_class_opened_after_the_dates_counts_its_own_days(tmp_path: Path) -> None:
    write_region(tmp_path)
    rules = recommendations_for("region-45", tmp_path)
    given = answers(opened={"8Б": date(2027, 3, 1)})
    source = Rollout(given, rules, production_calendar())
    window = source.window_of(source.by_id["2а/8Б"])
    assert (window.first, window.official_last) == (date(2027, 3, 8), date(2027, 3, 11))


def test_what_a_region_does_not_say_stays_as_in_2022(tmp_path: Path) -> None:
    rules = region(tmp_path).recommendations
    assert rules.kind("4а").source == "п. 7.4 а"
    assert rules.texts.chats["2а"].post == load_recommendations().texts.chats["2а"].post
    assert rules.texts.advantages == load_recommendations().texts.advantages


# Where packs are found ---------------------------------------------------------------------------


def test_the_nearest_pack_of_a_name_counts(tmp_path: Path, own_home: Path) -> None:
    config = own_home / ".config" / "sferum-tui" / "guidance"
    beside = tmp_path / "plans"
    beside.mkdir()
    shipped = packs.find("max-2026", beside).path
    assert shipped == resource("presets", "guidance", "max-2026.toml")
    write_region(config, "max-2026")
    assert packs.find("max-2026", beside).path == config / "max-2026.toml"
    write_region(beside / "guidance", "max-2026")
    assert packs.find("max-2026", beside).path == beside / "guidance" / "max-2026.toml"
    write_region(beside, "max-2026")
    assert packs.find("max-2026", beside).path == beside / "max-2026.toml"
    assert [it.info.name for it in packs.known(beside) if isinstance(it, packs.Pack)] == [
        "max-2026"
    ]


def test_a_pack_changed_on_disk_is_read_anew(tmp_path: Path) -> None:
    write_region(tmp_path)
    assert packs.find("region-45", tmp_path).info.version == "2026-09"
    write_region(tmp_path, **{"2026-09": "2026-10-01"})
    assert packs.find("region-45", tmp_path).info.version == "2026-10-01"


@pytest.mark.parametrize("name", ["нет-такого", "../max-2026", "a/b", ".", "", "max-2026\x00"])
def test_a_pack_that_is_not_there_leaves_the_text_of_2022(name: str, tmp_path: Path) -> None:
    write_region(tmp_path)
    with pytest.raises(PlanError, match="не найден"):
        packs.find(name, tmp_path / "plans")
    if name:
        rules = recommendations_for(name, tmp_path)
        assert (rules.missing, rules.stages) == (name, load_recommendations().stages)


def test_a_plan_beside_the_plan_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "school.toml").write_text("schema = 1\n", "utf-8")
    with pytest.raises(PlanError, match="не найден"):
        packs.find("school", tmp_path)


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    write_region(tmp_path)
    found = [it.info.name for it in packs.known(tmp_path) if isinstance(it, packs.Pack)]
    assert found == ["region-45", "max-2026"]
    assert packs.path_of("pipe", tmp_path) is None


def test_a_folder_that_can_not_be_read_has_no_packs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    glob = Path.glob

    def denied(path: Path, pattern: str) -> Iterable[Path]:
        if path == tmp_path / "guidance":
            raise PermissionError(errno.EACCES, "", str(path))
        return glob(path, pattern)

    monkeypatch.setattr(Path, "glob", denied)
    assert [it.name for it in packs.infos(tmp_path)] == ["max-2026"]


HEAD = 'schema = 1\npack = "t"\ntitle = "т"\nversion = "1"\n\n'

# Faults ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("schema = 1", "schema = 2", 1, "schema"),
        ('version = "2026-09"\n', "", None, "нет ключа version"),
        ('title = "Курганская область"', "title = 5", 3, "тут целое число"),
        ("number = 1\n", "number = 12\n", 8, "12"),
        ('source = "приказ департамента № 1"\n', "", 7, "нет ключа source"),
        ("checked = 2026-11-20\n", "", 7, "нет ключа checked"),
        ("checked = 2026-11-20\n", 'checked = "вчера"\n', 12, "дата без кавычек"),
        ("last_date = 2026-12-04\n", "", 7, "нужны обе даты"),
        ("last_date = 2026-12-04\n", "last_date = 2026-11-04\n", 7, "last_date раньше"),
        ("grades = [5, 6, 7, 8, 9, 10, 11, 12]", "grades = [5, 6]", None, "классы 7, 8, 9, 10"),
        ("grades = [0, 1, 2, 3, 4]", "grades = [0, 1, 2, 3, 4, 5]", None, "классы 5"),
        ('id = "3а"\ngone = true', 'id = "3а"\nstage = 4', 58, "нет такого имени: «4»"),
        ('id = "4а"\nstage = 3', 'id = "4а"\nstage = "3"', 82, "тут строка"),
        ('id = "4а"\nstage = 3', 'id = "5я"\nstage = 3', 80, "нет ключа scope"),
        ('id = "primary"\nstages = [3]', 'id = "primary"\nstages = [4]', None, "primary"),
        ("region = true", "regio = true", 13, "такого ключа"),
        ("[[levels]]", "[[nivels]]", None, "nivels: такого ключа"),
    ],
)
def test_every_fault_is_named_with_its_line(
    old: str, new: str, line: int | None, told: str, tmp_path: Path
) -> None:
    assert old in REGION
    path = tmp_path / "region-45.toml"
    path.write_text(REGION.replace(old, new, 1), "utf-8")
    with pytest.raises(PlanError) as caught:
        packs.read(path)
    faults = caught.value.faults
    assert any(told in str(it) for it in faults), str(caught.value)
    if line is not None:
        assert line in [it.line for it in faults], str(caught.value)


@pytest.mark.parametrize("value", ["[1]", "{}", "[]", '["x"]'])
@pytest.mark.parametrize(("part", "key"), NAMED.items())
def test_a_name_of_any_other_type_is_a_fault(
    part: str, key: str, value: str, tmp_path: Path
) -> None:
    text = f'[[{part}]]\n{key} = {value}\nsource = "приказ"\nchecked = 2026-11-20\n'
    assert f"{part}[1].{key}: тут " in told_of(f"{HEAD}{text}", tmp_path)


def test_a_pack_that_says_nothing_is_faulty(tmp_path: Path) -> None:
    assert "нет ни одной строки" in told_of(HEAD, tmp_path)
    assert "нет ни одной строки" in told_of(f"stages = []\n{HEAD}", tmp_path)


def test_a_kind_does_not_outlive_the_one_it_is_made_after(tmp_path: Path) -> None:
    text = '[[kinds]]\nid = "2а"\ngone = true\nsource = "приказ"\nchecked = 2026-11-20\n'
    assert "остались без образца, который убран: 3а" in told_of(f"{HEAD}{text}", tmp_path)


def told_of(text: str, tmp_path: Path) -> str:
    """What is wrong with a pack, and that a plan which names it can be told of all the same."""
    path = tmp_path / "t.toml"
    path.write_text(text, "utf-8")
    assert recommendations_for("t", tmp_path).missing == "t"
    assert [it for it in packs.known(tmp_path) if isinstance(it, PlanError)]
    with pytest.raises(PlanError) as caught:
        packs.read(path)
    return str(caught.value)


def test_a_pack_names_kinds_messages_and_words_that_exist(tmp_path: Path) -> None:
    wrong = """
[[makes]]
kinds = ["2а", "9я"]
source = "."
checked = 2026-11-20

[[messages]]
kind = "8ю"
text = "Здравствуйте, {класс}!"
source = "."
checked = 2026-11-20

[[words]]
key = "order.nothing"
text = "…"
source = "."
checked = 2026-11-20
"""
    path = tmp_path / "region-45.toml"
    path.write_text(REGION + wrong.replace("{класс}", "{class}"), "utf-8")
    with pytest.raises(PlanError) as caught:
        packs.read(path)
    assert re.findall(r"нет такого имени: «([^»]+)»", str(caught.value)) == [
        "8ю", "order.nothing", "9я",
    ]  # fmt: skip
    path.write_text(REGION + wrong, "utf-8")
    with pytest.raises(PlanError, match=r"неизвестная подстановка \{класс\}"):
        packs.read(path)


def test_a_message_and_a_word_of_a_paper_can_be_changed(tmp_path: Path) -> None:
    more = """
[[messages]]
kind = "2а"
text = "Привет, {class}! Пишите сюда."
source = "."
checked = 2026-11-20

[[words]]
key = "order.title"
text = "РАСПОРЯЖЕНИЕ"
source = "."
checked = 2026-11-20
"""
    path = tmp_path / "region-45.toml"
    path.write_text(REGION + more, "utf-8")
    rules = packs.read(path).recommendations
    assert rules.texts.chats["2а"].first_message == "Привет, {class}! Пишите сюда."
    assert rules.words == {"order.title": "РАСПОРЯЖЕНИЕ"}


def test_the_shipped_packs_are_in_order() -> None:
    for path in resource("presets", "guidance").glob("*.toml"):
        assert packs.read(path).info.name == path.stem
        text = path.read_text("utf-8")
        assert "\N{NO-BREAK SPACE}" not in text
        assert tomllib.loads(text)["platforms"]
