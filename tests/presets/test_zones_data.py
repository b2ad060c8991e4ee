"""Time zones: every place of Russia in the right one."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest

FILE = Path(__file__).resolve().parents[2] / "presets" / "zones.toml"
ZONES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["zones"]
WHERE = {place: zone["name"] for zone in ZONES for place in zone["places"]}

REGIONS = """
Адыгея, Республика Алтай, Башкортостан, Бурятия, Дагестан, Ингушетия, Кабардино-Балкария, Калмыкия,
Карачаево-Черкесия, Карелия, Коми, Крым, Марий Эл, Мордовия, Якутия, Северная Осетия, Татарстан,
Тыва, Удмуртия, Хакасия, Чечня, Чувашия, Алтайский край, Забайкальский край, Камчатский край,
Краснодарский край, Красноярский край, Пермский край, Приморский край, Ставропольский край,
Хабаровский край, Амурская область, Архангельская область, Астраханская область,
Белгородская область, Брянская область, Владимирская область, Волгоградская область,
Вологодская область, Воронежская область, Ивановская область, Иркутская область,
Калининградская область, Калужская область, Кемеровская область, Кировская область,
Костромская область, Курганская область, Курская область, Ленинградская область, Липецкая область,
Магаданская область, Московская область, Мурманская область, Нижегородская область,
Новгородская область, Новосибирская область, Омская область, Оренбургская область,
Орловская область, Пензенская область, Псковская область, Ростовская область, Рязанская область,
Самарская область, Саратовская область, Сахалинская область, Свердловская область,
Смоленская область, Тамбовская область, Тверская область, Томская область, Тульская область,
Тюменская область, Ульяновская область, Челябинская область, Ярославская область, Москва,
Санкт-Петербург, Севастополь, Еврейская автономная область, Ненецкий автономный округ,
Ханты-Мансийский автономный округ, Чукотский автономный округ, Ямало-Ненецкий автономный округ
"""


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone["name"])
def test_zone_is_known_and_keeps_its_offset_all_year(zone: dict[str, Any]) -> None:
    assert zone["name"] in available_timezones()
    for month in (1, 7, 11):
        moment = datetime(2026, month, 23, 12, tzinfo=ZoneInfo(zone["name"]))
        assert moment.utcoffset() == timedelta(hours=zone["offset"])
    assert zone["title"] in zone["places"]


def test_eleven_offsets_from_west_to_east() -> None:
    offsets = [zone["offset"] for zone in ZONES]
    assert sorted(set(offsets)) == list(range(2, 13))
    assert offsets == sorted(offsets)


def test_every_zone_of_russia_once() -> None:
    names = [zone["name"] for zone in ZONES]
    assert len(names) == len(set(names)) == 27


def test_no_place_stands_in_two_zones() -> None:
    folded = Counter(place.lower().replace("ё", "е") for zone in ZONES for place in zone["places"])
    assert not [place for place, times in folded.items() if times > 1]


def test_every_region_can_be_found() -> None:
    regions = [region.strip() for region in REGIONS.replace("\n", " ").split(",")]
    assert len(regions) == 85
    assert not [region for region in regions if region not in WHERE]


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Удмуртия", "Europe/Samara"),
        ("Кировская область", "Europe/Kirov"),
        ("Республика Алтай", "Asia/Barnaul"),
        ("Тыва", "Asia/Krasnoyarsk"),
        ("Бурятия", "Asia/Irkutsk"),
        ("Амурская область", "Asia/Yakutsk"),
        ("Еврейская автономная область", "Asia/Vladivostok"),
        ("Оймяконский район", "Asia/Ust-Nera"),
        ("Северо-Курильск", "Asia/Srednekolymsk"),
    ],
)
def test_places_that_are_easily_mistaken(place: str, name: str) -> None:
    assert WHERE[place] == name
