"""What a plan is begun with: curriculum, zones and typical schools, loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import convert
from msgspec.structs import replace

from sferum_tui.guidance.rules import production_calendar, recommendations_for
from sferum_tui.guidance.sources import load_recommendations, read_preset
from sferum_tui.locations import resource
from sferum_tui.rollout.answer_paths import with_value
from sferum_tui.rollout.answers import Answers, CalendarChoice, ChatChoice, Classes, People
from sferum_tui.rollout.class_edits import with_planned
from sferum_tui.rollout.messenger import fitting, written_out
from sferum_tui.rollout.reference import Curriculum, Reference, SchoolPreset, Zone
from sferum_tui.rollout.school import LETTERS

if TYPE_CHECKING:
    from sferum_tui.rollout.demo import Demo

#: The curriculum that new plans get their subjects from.
CURRICULUM = "2026-27"


def as_guided(answers: Answers, folder: Path | None) -> Answers:
    """The answers that their guidance asks for, with its version where they don't say it."""
    school = answers.school
    rules = recommendations_for(school.guidance, folder)
    if rules.pack and not school.guidance_version:
        school = replace(school, guidance_version=rules.pack.version)
    return fitting(replace(answers, school=school), rules)


@cache
def load_curriculum() -> Curriculum:
    """Subjects by grade of the current school year."""
    data = read_preset("curricula", f"{CURRICULUM}.toml")
    return convert({**data, "often_in_subgroups": data["subgroups"]["often"]}, Curriculum)


@cache
def load_zones() -> tuple[Zone, ...]:
    """The time zones of Russia, from west to east."""
    return convert(read_preset("zones.toml")["zones"], tuple[Zone, ...])


@cache
def load_presets() -> tuple[SchoolPreset, ...]:
    """The typical schools by their number."""
    folder = resource("presets", "schools")
    found = [_preset(read_preset("schools", path.name)) for path in folder.glob("*.toml")]
    return tuple(sorted(found, key=lambda preset: preset.number))


@cache
def load_reference() -> Reference:
    """All of it together, as the screens get it."""
    return Reference(
        load_recommendations(),
        production_calendar(),
        load_curriculum(),
        load_zones(),
        load_presets(),
    )


def load_demo() -> Demo:
    """The school that the program is shown with."""
    from sferum_tui.rollout.demo import Demo

    return convert(read_preset("demo.toml"), Demo)


def preset_answers(name: str, created: date | None = None) -> Answers:
    """The answers of a typical school, its structure created on a local date.

    Raises `KeyError` where there is no such school.
    """
    answers = _by_name()[name].answers
    return with_value(answers, "school.structure_created", created)


@cache
def _by_name() -> dict[str, SchoolPreset]:
    return {preset.name: preset for preset in load_presets()}


def completed(answers: Answers, folder: Path | None = None) -> Answers:
    """The answers as a new plan says them; `folder` is the one it will lie in.

    What a new version of the program could change silently must stand in the plan itself: the
    messenger, the subjects of every grade, the grades that are decided on.
    """
    rules = recommendations_for(answers.school.guidance, folder)
    return written_out(_with_subjects(answers), rules)


def _with_subjects(answers: Answers) -> Answers:
    planned = with_planned(answers, load_curriculum())
    platform = load_recommendations().messenger(planned.school.platform)
    return with_value(planned, "school.platform", platform)


def _preset(data: Mapping[str, Any]) -> SchoolPreset:
    about = data["preset"]
    letterless = about.get("single_letterless", False)
    letters = {
        grade: ("",) if letterless else tuple(LETTERS[:number])
        for grade, number in data["parallels"].items()
    }
    answers = Answers(
        calendar=convert(data["calendar"], CalendarChoice),
        classes=Classes(letters),
        people=convert(data["people"], People),
        chats=convert(data["chats"], ChatChoice),
    )
    return SchoolPreset(
        about["name"], about["number"], about["title"], about["about"], _with_subjects(answers)
    )
