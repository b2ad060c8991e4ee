"""The shipped calendar: true to the package for five days, to the decrees for six."""

from __future__ import annotations

import importlib.util
import tomllib
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import holidays
import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "presets" / "calendar_ru.toml"
DATA: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
YEARS = [str(year) for year in range(2022, 2028)]
SUNDAY = 6


def days_of(year: str) -> list[date]:
    first = date(int(year), 1, 1)
    return [day for n in range(366) if (day := first + timedelta(days=n)).year == first.year]


def works(day: date, week: int) -> bool:
    table = DATA[str(day.year)]
    if day.weekday() < week:
        return day not in table[f"off{week}"]
    return day in table[f"work{week}"]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "make_calendar", ROOT / "scripts/make_calendar.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_file_is_what_the_script_writes(script: ModuleType) -> None:
    assert FILE.read_text(encoding="utf-8") == script.render()


def test_the_years_are_those_with_decrees() -> None:
    assert set(DATA) == {"schema", *YEARS}


@pytest.mark.parametrize("year", YEARS)
def test_five_day_week_is_the_package_day_by_day(year: str) -> None:
    package = holidays.country_holidays("RU", years=int(year))
    assert [day for day in days_of(year) if works(day, 5) != package.is_working_day(day)] == []


@pytest.mark.parametrize(
    ("year", "count"),
    [("2022", 247), ("2023", 247), ("2024", 248), ("2025", 247), ("2026", 247), ("2027", 247)],
)
def test_working_days_of_a_five_day_year(year: str, count: int) -> None:
    assert sum(works(day, 5) for day in days_of(year)) == count


@pytest.mark.parametrize("year", YEARS)
def test_lists_are_sorted_and_hold_only_days_that_differ(year: str) -> None:
    for week in (5, 6):
        off, work = DATA[year][f"off{week}"], DATA[year][f"work{week}"]
        assert off == sorted(set(off))
        assert work == sorted(set(work))
        assert all(day.weekday() < week and day.year == int(year) for day in off)
        assert all(day.weekday() >= week and day.year == int(year) for day in work)


@pytest.mark.parametrize("year", YEARS)
def test_six_day_week_has_fourteen_days_off_besides_sundays(year: str) -> None:
    # Fourteen holidays a year; each that fell on a Sunday in these years was moved to a weekday.
    assert len(DATA[year]["off6"]) == 14
    assert not any(works(day, 6) for day in days_of(year) if day.weekday() == SUNDAY)


#: day: (works in a five-day week, works in a six-day week)
BY_HAND = {
    # 2022: Sat 01.01 → 03.05, Sun 02.01 → 10.05, Sat 05.03 → 07.03; Sun 01.05, 12.06 by the Code
    "2022-01-08": (False, False),
    "2022-03-05": (True, True),
    "2022-03-07": (False, True),
    "2022-05-02": (False, False),
    "2022-05-03": (False, True),
    "2022-05-10": (False, False),
    "2022-06-13": (False, False),
    # 2023: Sun 01.01 → 24.02, Sun 08.01 → 08.05; Sat 04.11 by the Code
    "2023-02-24": (False, False),
    "2023-05-08": (False, False),
    "2023-11-04": (False, False),
    "2023-11-06": (False, True),
    # 2024: Sat 27.04 → 29.04, Sat 02.11 → 30.04, Sat 06.01 → 10.05, Sat 28.12 → 30.12,
    # Sun 07.01 → 31.12
    "2024-01-06": (False, False),
    "2024-04-27": (True, True),
    "2024-04-29": (False, True),
    "2024-04-30": (False, True),
    "2024-05-10": (False, True),
    "2024-11-02": (True, True),
    "2024-12-28": (True, True),
    "2024-12-30": (False, True),
    "2024-12-31": (False, False),
    # 2025: Sat 04.01 → 02.05, Sun 23.02 → 08.05, Sat 08.03 → 13.06, Sat 01.11 → 03.11,
    # Sun 05.01 → 31.12
    "2025-01-04": (False, False),
    "2025-02-24": (True, True),
    "2025-03-08": (False, False),
    "2025-05-02": (False, True),
    "2025-05-08": (False, False),
    "2025-06-13": (False, True),
    "2025-11-01": (True, True),
    "2025-11-03": (False, True),
    "2025-12-31": (False, False),
    # 2026: Sat 03.01 → 09.01, Sun 04.01 → 31.12; Sun 08.03, Sat 09.05 by the Code
    "2026-01-03": (False, False),
    "2026-01-09": (False, True),
    "2026-01-10": (False, True),
    "2026-03-09": (False, False),
    "2026-05-09": (False, False),
    "2026-05-11": (False, True),
    "2026-11-04": (False, False),
    "2026-12-05": (False, True),
    "2026-12-13": (False, False),
    "2026-12-31": (False, False),
    # 2027: Sat 02.01 → 05.11, Sat 20.02 → 22.02, Sun 03.01 → 31.12; Sat 01.05, Sun 09.05,
    # Sat 12.06 by the Code
    "2027-01-02": (False, False),
    "2027-01-11": (True, True),
    "2027-02-20": (True, True),
    "2027-02-22": (False, True),
    "2027-05-01": (False, False),
    "2027-05-03": (False, True),
    "2027-05-10": (False, False),
    "2027-06-14": (False, True),
    "2027-11-05": (False, True),
    "2027-12-31": (False, False),
}


@pytest.mark.parametrize("day", BY_HAND)
def test_days_checked_by_hand(day: str) -> None:
    moment = date.fromisoformat(day)
    assert (works(moment, 5), works(moment, 6)) == BY_HAND[day]
