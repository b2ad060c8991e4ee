"""Write presets/calendar_ru.toml: the days off of Russia for a five- and a six-day week.

    python scripts/make_calendar.py

The days and the rule for six-day weeks are those of `sferum_tui.guidance.year_days`. The six-day
week was checked by hand against the decrees (moved from → to):

    2024  Sat 06.01 → 10.05, Sat 27.04 → 29.04, Sat 02.11 → 30.04, Sat 28.12 → 30.12: all four
          weekdays work, as do 27.04, 02.11 and 28.12; 06.01 is a holiday and stays off.
          Sun 07.01 → 31.12: 31.12 is off in both weeks.
    2025  Sat 04.01 → 02.05, Sat 08.03 → 13.06, Sat 01.11 → 03.11: 02.05, 13.06, 03.11 and 01.11
          work; 04.01 and 08.03 are holidays. Sun 05.01 → 31.12 and Sun 23.02 → 08.05: off.
    2026  Sat 03.01 → 09.01 and, by the Labour Code, Sat 09.05 → 11.05: 09.01 and 11.05 work.
          Sun 04.01 → 31.12 and Sun 08.03 → 09.03: off.
    2027  Sat 02.01 → 05.11, Sat 20.02 → 22.02, and by the Code Sat 01.05 → 03.05, Sat 12.06 →
          14.06: 05.11, 22.02, 20.02, 03.05 and 14.06 work. Sun 03.01 → 31.12 and Sun 09.05 →
          10.05: off.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sferum_tui.guidance.year_days import year_days

YEARS = range(2022, 2028)
TARGET = Path(__file__).resolve().parent.parent / "presets" / "calendar_ru.toml"
HEAD = """\
# Выходные и рабочие дни России. Файл пишет scripts/make_calendar.py, руками не правьте.
# off5, work5 — пятидневная неделя: будни, которые не работают; субботы и воскресенья, которые
# работают. off6, work6 — то же для шестидневной: понедельник – суббота; воскресенья.

schema = 1
"""


def _array(days: list[date]) -> str:
    """A TOML array of dates, six to a line."""
    if not days:
        return "[]"
    rows = [days[start : start + 6] for start in range(0, len(days), 6)]
    return "[\n" + "".join(f"  {', '.join(map(str, row))},\n" for row in rows) + "]"


def render() -> str:
    """The whole calendar file."""
    parts = [HEAD]
    for year in YEARS:
        lines = [f"{key} = {_array(days)}\n" for key, days in year_days(year).items()]
        parts.append(f"\n[{year}]\n" + "".join(lines))
    return "".join(parts)


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
