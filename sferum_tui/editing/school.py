"""The school's clock, its messenger and day 0, as the first question asks them."""

from __future__ import annotations

from collections.abc import Iterable

from sferum_tui.editing.asks import Match
from sferum_tui.editing.day_text import FIRST_DAY, LAST_DAY, day_fault
from sferum_tui.editing.session import Session
from sferum_tui.rollout.answer_paths import with_value
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.reference import Zone
from sferum_tui.rollout.russian import digits
from sferum_tui.rollout.typed_day import parse_day
from sferum_tui.text import folded, tidy

#: The key of «another messenger» among the choices.
OTHER = "\0"
#: How far from a text a zone is that has no place with it.
_NOWHERE = 3


def find_zones(zones: Iterable[Zone], text: str) -> list[Match]:
    """Zones with a place that begins with the text, then those where a later word does.

    Every zone for an empty text.
    """
    wanted = folded(text)
    ranked = [(*_nearest(zone, wanted), zone) for zone in zones]
    return [
        Match(zone.name, zone_title(zone), "" if folded(place) == folded(zone.title) else place)
        for rank, place, zone in sorted(ranked, key=lambda it: it[0])
        if rank < _NOWHERE
    ]


def _nearest(zone: Zone, wanted: str) -> tuple[int, str]:
    """How near a place of a zone comes to a folded text, and the first that comes so near."""

    def rank(place: str) -> int:
        name = folded(place)
        if name.startswith(wanted):
            return 0
        return 1 if f" {wanted}" in name else 2 if wanted in name else _NOWHERE

    place = min((zone.title, *zone.places), key=rank)
    return rank(place), place


def zone_title(zone: Zone) -> str:
    """«Камчатка · UTC+12»."""
    return f"{zone.title} · UTC{zone.offset:+d}"


def _zone(session: Session) -> Zone | None:
    """The zone that is chosen, where the list has it."""
    name = session.answers.school.timezone
    return next((zone for zone in session.reference.zones if zone.name == name), None)


def zone_text(session: Session) -> str:
    """The title of the zone that is chosen; its name where the list does not have it."""
    zone = _zone(session)
    return zone_title(zone) if zone else session.answers.school.timezone


def place_text(session: Session) -> str:
    """Where the school is, by its zone: «Камчатка»."""
    zone = _zone(session)
    return zone.title if zone else session.answers.school.timezone


def zone_of(session: Session, text: str) -> str:
    """The name of the zone that a typed text means; "" where it is none, or may be several."""
    zones = session.reference.zones
    for zone in zones:
        if text == zone_title(zone) or folded(text) in map(folded, (zone.title, *zone.places)):
            return zone.name
    found = find_zones(zones, text) if tidy(text) else []
    return found[0].key if len(found) == 1 else ""


def with_zone(session: Session, text: str) -> Answers:
    """The answers with the zone that a text means."""
    return with_value(session.answers, "school.timezone", zone_of(session, text))


def zone_fault(session: Session, text: str) -> str:
    """What is wrong with a text that should be a place; "" for one that means one zone."""
    if zone_of(session, text):
        return ""
    if find_zones(session.reference.zones, text):
        return "выберите место из списка: ↓ и Enter"
    return "такого места нет в списке: попробуйте область или большой город"


def platform_key(session: Session) -> str:
    """The messenger as the choice has it; `OTHER` for one that is typed."""
    rules = session.rules
    platform = rules.messenger(session.answers.school.platform)
    known = platform in rules.platforms and "school.other" not in session.typed
    return platform if known else OTHER


def other_text(session: Session) -> str:
    """The messenger that is typed; "" where one of the choice is taken."""
    return session.answers.school.platform if platform_key(session) == OTHER else ""


def other_fault(session: Session, text: str) -> str:
    """What is wrong with the name of another messenger."""
    return "" if tidy(text) else "напишите, как называется мессенджер"


def created_text(session: Session) -> str:
    """The date of the structure."""
    return digits(session.created)


def with_created(session: Session, text: str) -> Answers:
    """The answers with another date of the structure."""
    day = parse_day(text, session.today)
    return with_value(session.answers, "school.structure_created", day)


def created_fault(session: Session, text: str) -> str:
    """What is wrong with the date of the structure."""
    return day_fault(text, session.today, FIRST_DAY, LAST_DAY)
