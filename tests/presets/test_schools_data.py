"""School presets: what a school starts from, in the format of a plan's answers."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

PRESETS = Path(__file__).resolve().parents[2] / "presets"
SCHOOLS: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((PRESETS / "schools").glob("*.toml"))
}
CURRICULUM: dict[str, Any] = tomllib.loads(
    (PRESETS / "curricula" / "2026-27.toml").read_text(encoding="utf-8")
)
RECOMMENDATIONS: dict[str, Any] = tomllib.loads(
    (PRESETS / "recommendations.toml").read_text(encoding="utf-8")
)
ORDER = "village basic city big-city gymnasium lyceum primary complex evening".split()
every_school = pytest.mark.parametrize("name", ORDER)


def grades(name: str) -> list[int]:
    return [int(grade) for grade in SCHOOLS[name]["parallels"]]


def classes(name: str) -> int:
    return sum(SCHOOLS[name]["parallels"].values())


def subjects(name: str) -> set[str]:
    return {
        subject for grade in grades(name) for subject in CURRICULUM["grades"].get(str(grade), [])
    }


def united(name: str) -> list[str]:
    rows = SCHOOLS[name]["people"]["associations"]
    return [subject for row in rows for subject in row["subjects"]]


def test_the_nine_presets_in_their_order() -> None:
    assert sorted(SCHOOLS, key=lambda name: SCHOOLS[name]["preset"]["number"]) == ORDER
    assert [SCHOOLS[name]["preset"]["number"] for name in ORDER] == list(range(1, 10))


@every_school
def test_fields_are_those_of_the_format(name: str) -> None:
    data = SCHOOLS[name]
    assert set(data) == {"preset", "parallels", "calendar", "people", "chats"}
    preset = data["preset"]
    assert set(preset) - {"single_letterless"} == {"name", "number", "title", "about"}
    assert preset["name"] == name
    assert preset["title"]
    assert len(preset["about"]) <= 60
    assert data["calendar"]["week"] in (5, 6)
    people = {"deputies", "associations", "bodies", "extra_education"}
    assert set(data["people"]) == people
    assert set(data["people"]["bodies"]) == {"parents_committee", "board_of_trustees"}
    assert set(data["chats"]["without"]) <= {kind["id"] for kind in RECOMMENDATIONS["kinds"]}


@every_school
def test_parallels_fit_the_letters(name: str) -> None:
    counts = SCHOOLS[name]["parallels"]
    assert grades(name) == sorted(grades(name))
    assert all(1 <= count <= 29 for count in counts.values())
    # «8» without a letter is for schools that have one class in every grade.
    letterless = SCHOOLS[name]["preset"].get("single_letterless", False)
    assert letterless == (set(counts.values()) == {1})


def test_sizes_of_schools() -> None:
    assert {name: classes(name) for name in ORDER} == {
        "village": 11,
        "basic": 9,
        "city": 31,
        "big-city": 55,
        "gymnasium": 26,
        "lyceum": 16,
        "primary": 8,
        "complex": 240,
        "evening": 6,
    }


def test_grades_of_schools() -> None:
    ranges = {name: (grades(name)[0], grades(name)[-1]) for name in ORDER}
    assert ranges == {
        "village": (1, 11),
        "basic": (1, 9),
        "city": (1, 11),
        "big-city": (1, 11),
        "gymnasium": (5, 11),
        "lyceum": (8, 11),
        "primary": (1, 4),
        "complex": (1, 11),
        "evening": (10, 12),
    }


def test_the_complex_has_24_parallels_and_12_above() -> None:
    counts = SCHOOLS["complex"]["parallels"]
    assert {counts[str(grade)] for grade in range(1, 10)} == {24}
    assert {counts["10"], counts["11"]} == {12}


@every_school
def test_every_level_of_teachers_has_exactly_one_deputy(name: str) -> None:
    deputies = SCHOOLS[name]["people"]["deputies"]
    led = [level for deputy in deputies for level in deputy["levels"]]
    has = {"extra"}  # additional education can be switched on later
    has |= {"primary"} if min(grades(name)) <= 4 else set()
    has |= {"subject"} if max(grades(name)) >= 5 else set()
    assert sorted(led) == sorted(has)
    duties = [deputy["duty"] for deputy in deputies]
    assert len(duties) == len(set(duties))


@every_school
def test_associations_unite_every_subject_once(name: str) -> None:
    assert len(united(name)) == len(set(united(name)))
    # Any teacher may lead a pupil's own project.
    assert subjects(name) - {"индивидуальный проект"} <= set(united(name))
    assert set(united(name)) <= set(CURRICULUM["short"])


@every_school
def test_associations_of_primary_teachers_only_where_there_are_such(name: str) -> None:
    titles = [row["title"] for row in SCHOOLS[name]["people"]["associations"]]
    assert len(titles) == len(set(titles))
    assert ("начальные классы" in titles) == (min(grades(name)) <= 4)
    assert not any("/" in title or title[0].isupper() for title in titles)


@every_school
def test_nobody_is_named(name: str) -> None:
    people = SCHOOLS[name]["people"]
    assert not any("name" in deputy for deputy in people["deputies"])
    assert not any("head" in row for row in people["associations"])


def test_adults_need_no_chats_of_parents() -> None:
    evening = SCHOOLS["evening"]
    assert evening["chats"]["without"] == ["2г"]
    assert not any(evening["people"]["bodies"].values())
    assert not any(SCHOOLS[name]["chats"]["without"] for name in ORDER[:-1])
