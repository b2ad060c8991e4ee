"""What a plan is counted by: the guidance that it names and the production calendar."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sferum_tui.guidance.sources import load_recommendations, read_preset
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.calendar import ProductionCalendar, YearDays
from sferum_tui.rollout.recommendations import Recommendations

#: Before this year the package knows no days off of Russia; weekends are all there is.
_FIRST_YEAR = 1991


def recommendations_for(name: str, folder: Path | None = None) -> Recommendations:
    """The recommendations under a pack, "" for none; `folder` is that of the plan.

    A pack that can't be used leaves the text of 2022, and `missing` says so.
    """
    if not name:
        return load_recommendations()
    from sferum_tui.guidance.packs import guided

    return guided(name, folder)


def rollout_for(answers: Answers, folder: Path | None = None) -> Rollout:
    """What follows from the answers under the guidance they name; `folder` is that of the plan."""
    rules = recommendations_for(answers.school.guidance, folder)
    return Rollout(answers, rules, production_calendar())


@cache
def _shipped_years() -> dict[str, Any]:
    return read_preset("calendar_ru.toml")


@cache
def _year(year: int, week: int) -> YearDays:
    days = _shipped_years().get(str(year))
    decreed = days is not None
    if days is None:
        if year < _FIRST_YEAR:
            return YearDays(frozenset(), frozenset(), decreed=False)
        # 0.13 s, and only for plans that reach past the years that are shipped.
        from sferum_tui.guidance.year_days import year_days

        days = year_days(year)
    return YearDays(frozenset(days[f"off{week}"]), frozenset(days[f"work{week}"]), decreed)


def production_calendar() -> ProductionCalendar:
    """Days off of Russia by year and week; years without decrees come out of a package."""
    return _year
