"""Calendar files (RFC 5545) for phones, Outlook and the rest: whole days with reminders.

Whole days have no time zone, so that a deadline stays on its date wherever a phone is. An event
keeps its UID; SEQUENCE grows with the moment of the export, so that a second import updates it.
Only what an earlier file has announced is cancelled: what is off or gone since, also under the
UIDs that plans had before ids.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Component
from icalendar import Event as Entry
from msgspec.structs import replace

from sferum_tui.documents.dates import Dates, Event
from sferum_tui.text import normal

_EPOCH = datetime(2022, 1, 1, tzinfo=UTC)
#: The largest number that a calendar may hold (RFC 5545).
_LARGEST = 2**31 - 1


def write(dates: Dates, now: datetime, earlier: bytes = b"") -> bytes:
    """The bytes of an ics file made at an aware moment; `earlier` is the file made before it."""
    announced = _announced(earlier)
    calendar = Calendar()
    calendar.add("prodid", "-//sferum-tui//sferum-tui//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", normal(dates.title))
    calendar.add("x-wr-timezone", dates.timezone)
    for event in dates.events:
        uid = _uid(event.key, dates.school_key)
        if not event.cancelled or uid in announced:
            calendar.add_component(_entry(event, uid, now))
        old = _uid(event.key, dates.old_key)
        if old != uid and old in announced:
            calendar.add_component(_entry(replace(event, cancelled=True), old, now))
    told = {str(entry["UID"]) for entry in calendar.walk("VEVENT")}
    for uid, entry in announced.items():
        if uid not in told and _belongs(uid, dates):
            calendar.add_component(_gone(uid, entry, now))
    data: bytes = calendar.to_ical()
    return data


def _uid(key: str, school_key: str) -> str:
    return f"{_ascii(key)}-{school_key}@sferum-tui"


def _announced(earlier: bytes) -> dict[str, Component]:
    """The events of a file made before by UID; whatever else lies there announces nothing."""
    try:
        found = Calendar.from_ical(earlier).walk("VEVENT") if earlier else ()
        return {str(entry["UID"]): entry for entry in found}
    except (ValueError, KeyError, AttributeError):
        return {}


def _belongs(uid: str, dates: Dates) -> bool:
    """Whether a UID is one of the events that this calendar is to tell."""
    return uid.endswith(f"-{dates.school_key}@sferum-tui") and uid.startswith(dates.own)


def _gone(uid: str, entry: Component, now: datetime) -> Entry:
    """What takes back an event that was announced and is no more."""
    gone = _stamped(uid, now)
    for name in ("SUMMARY", "DTSTART", "DTEND"):
        if name in entry:
            gone[name] = entry[name]
    gone.add("transp", "TRANSPARENT")
    gone.add("status", "CANCELLED")
    return gone


def _stamped(uid: str, now: datetime) -> Entry:
    """An event with its UID and the moment of the export, by which a calendar updates it."""
    stamp = now.astimezone(UTC).replace(microsecond=0)
    entry = Entry()
    entry.add("uid", uid)
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)
    entry.add("sequence", min(max(0, int((stamp - _EPOCH) / timedelta(seconds=1))), _LARGEST))
    return entry


def _entry(event: Event, uid: str, now: datetime) -> Entry:
    entry = _stamped(uid, now)
    entry.add("summary", normal(event.title))
    entry.add("description", normal(event.about))
    entry.add("dtstart", event.first)
    entry.add("dtend", event.last + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if not event.cancelled:
        for reminder in event.reminders:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("trigger", reminder.after)
            alarm.add("description", normal(reminder.text))
            entry.add_component(alarm)
    return entry


def _ascii(key: str) -> str:
    """The key in letters that every calendar takes in a UID."""
    return "".join(
        char if char.isascii() and char.isprintable() else f"u{ord(char):x}" for char in key
    )
