"""How values of the command line are read. Every reader raises `ValueError` in Russian."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from sferum_tui.issues import readable
from sferum_tui.rollout.calendar import YEARS
from sferum_tui.text import tidy

#: The oldest grade there is.
OLDEST = 12
#: The minutes of a day.
MOST_MINUTES = 24 * 60


def day(text: str) -> date:
    """A date as people and programs write it: «2026-11-23», «23.11.2026»."""
    try:
        return _day(text)
    except ValueError:
        raise ValueError("нужна дата: 2026-11-23 или 23.11.2026") from None


def structure_day(text: str) -> date:
    """The day the structure was created: a date that the program takes for it too."""
    from sferum_tui.editing.day_text import FIRST_DAY
    from sferum_tui.rollout.russian import digits

    found = day(text)
    if found < FIRST_DAY:
        raise ValueError(f"нужна дата не раньше {digits(FIRST_DAY)}")
    return found


def moment(text: str) -> datetime:
    """A date with or without a time; without an offset it is school time, without a time 00:00."""
    try:
        first, _, last = text.strip().partition(" ")
        if first.count(".") == 2:
            hour = time.fromisoformat(last.strip()) if last else time.min
            return datetime.combine(_day(first), hour)
        found = datetime.fromisoformat(text.strip())
        _known(found)
    except ValueError:
        raise ValueError("нужны дата и время: 2026-11-23T10:30 или 23.11.2026 10:30") from None
    return found


def _day(text: str) -> date:
    parts = text.strip().split(".")
    iso = text.strip() if len(parts) != 3 else "-".join(it.zfill(2) for it in reversed(parts))
    found = date.fromisoformat(iso)
    _known(found)
    return found


def _known(found: date) -> None:
    """Raises `ValueError` for years that no school plans for and no calendar knows."""
    if found.year not in YEARS:
        raise ValueError("year out of range")


def whole(text: str) -> int:
    """A whole number."""
    try:
        return int(text)
    except ValueError:
        raise ValueError("нужно целое число") from None


def minutes(text: str) -> int:
    """So many minutes, a day at most."""
    found = whole(text)
    if not 1 <= found <= MOST_MINUTES:
        raise ValueError(f"нужно целое число минут от 1 до {MOST_MINUTES}")
    return found


def path(text: str) -> Path:
    """A path of a file; not read as text, so that any name a disk knows will do."""
    if not text:
        raise ValueError("нужен путь к файлу")
    return Path(text)


def target(text: str) -> str:
    """A path to write to, as it was given: a stroke at its end says that it is a folder."""
    path(text)
    return text


def messenger(text: str) -> str:
    """The name of a messenger, without the spaces around it."""
    if not (name := tidy(text)):
        raise ValueError("нужно имя мессенджера, например MAX")
    return name


class OneOf:
    """A reader of one word out of a few."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __call__(self, text: str) -> str:
        """The word itself. Raises `ValueError` for another."""
        if text not in self.words:
            raise ValueError(f"возможны {', '.join(self.words)}")
        return text


def theme(text: str) -> str:
    """The name of a theme, one of those in `styles/themes.toml`."""
    import tomllib

    from sferum_tui.locations import resource

    with resource("styles", "themes.toml").open("rb") as file:
        return OneOf(*tomllib.load(file))(text)


def stage(text: str) -> int:
    """The number of a stage; whether a plan has it is told when the plan is read."""
    if not text.isascii() or not text.isdecimal() or not int(text):
        raise ValueError("нужен номер этапа: 1, 2, 3 …")
    return int(text)


def letters(text: str) -> tuple[str, ...]:
    """Letters or names of classes: «А,Б,В», «А кадетский»; "" and «0» are none."""
    from sferum_tui.rollout.school import parse_letters

    return parse_letters(text)


def grades(text: str) -> tuple[int, ...]:
    """Grades: «1-4», «1–3», «1,2»; whether the decision is about them is told later."""
    found: set[int] = set()
    for part in readable(text).replace("–", "-").split(","):
        first, _, last = part.strip().partition("-")
        try:
            numbers = range(int(first), int(last or first) + 1)
        except ValueError:
            numbers = range(0)
        if not numbers or numbers[0] < 1 or numbers[-1] > OLDEST:
            raise ValueError("нужны классы, например 1-4 или 1,2")
        found.update(numbers)
    return tuple(sorted(found))


def columns(text: str) -> dict[str, str]:
    """Which column is what: «teacher=B,class=Класс»; «-» says that there is none."""
    from sferum_tui.rollout.imports.heads import ROLES

    found: dict[str, str] = {}
    for part in filter(None, map(str.strip, readable(text).split(","))):
        role, _, column = (it.strip() for it in part.partition("="))
        if role not in ROLES or not column:
            raise ValueError(f"нужно РОЛЬ=СТОЛБЕЦ через запятую; роли: {', '.join(ROLES)}")
        found[role] = column
    return found
