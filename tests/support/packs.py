"""Packs of guidance for tests: what a region may write."""

from __future__ import annotations

from pathlib import Path

#: Three stages with dates of their own: the staff, grades 5–11 at once, grades 1–4 by decision.
REGION = """\
schema = 1
pack = "region-45"
title = "Курганская область"
version = "2026-09"
platforms = ["MAX"]

[[stages]]
number = 1
first_date = 2026-12-01
last_date = 2026-12-04
source = "приказ департамента № 1"
checked = 2026-11-20
region = true

[[stages]]
number = 2
title = "5–11 классы"
whom = "ученики 5–11 классов и их родители"
grades = [5, 6, 7, 8, 9, 10, 11, 12]
first_date = 2026-12-07
last_date = 2026-12-19
source = "приказ департамента № 1"
checked = 2026-11-20
region = true

[[stages]]
number = 3
title = "Начальная школа"
whom = "ученики 1–4 классов и их родители"
grades = [0, 1, 2, 3, 4]
by_decision = true
first_date = 2026-12-21
last_date = 2026-12-25
source = "приказ департамента № 1"
checked = 2026-11-20
region = true

[[stages]]
number = 4
gone = true
source = "приказ департамента № 1"
checked = 2026-11-20

[[levels]]
id = "primary"
stages = [3]
source = "приказ департамента № 1"
checked = 2026-11-20

[[levels]]
id = "subject"
stages = [2]
source = "приказ департамента № 1"
checked = 2026-11-20
""" + "".join(
    f"""
[[kinds]]
id = "{kind}"
{"gone = true" if kind[0] == "3" else "stage = 3"}
source = "приказ департамента № 1"
checked = 2026-11-20
"""
    for kind in ("3а", "3б", "3в", "3г", "4а", "4б", "4в")
)

#: A fifth stage with kinds of its own: grades 8 and 9 move apart from the older ones.
FIVE = """\
schema = 1
pack = "five"
title = "Пять этапов"
version = "2026-09"

[[stages]]
number = 2
title = "10–11 классы"
grades = [10, 11, 12]
source = "приказ № 5"
checked = 2026-11-20

[[stages]]
number = 5
title = "8–9 классы"
whom = "ученики 8–9 классов и их родители"
grades = [8, 9]
first_day = 20
last_day = 25
by_decision = false
source = "приказ № 5"
checked = 2026-11-20

[[levels]]
id = "subject"
stages = [2, 3, 5]
source = "приказ № 5"
checked = 2026-11-20
""" + "".join(
    f"""
[[kinds]]
id = "5{letter}"
stage = 5
model = "2{letter}"
source = "приказ № 5"
checked = 2026-11-20
"""
    for letter in "абвг"
)


def write_five(folder: Path) -> Path:
    """The pack of five stages as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "five.toml"
    path.write_text(FIVE, encoding="utf-8")
    return path


def write_region(folder: Path, name: str = "region-45", **changes: str) -> Path:
    """The pack of the region as a file; texts can be replaced, underscores standing for spaces."""
    text = REGION.replace("region-45", name)
    for old, new in changes.items():
        if old not in text:
            raise AssertionError(old)
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path
