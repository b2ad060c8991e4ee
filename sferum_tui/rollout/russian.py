"""Small pieces of Russian: plurals, dates, spans of time. No locale is asked.

Babel knows all this too, but its import costs more than the whole of `status --short` may take.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

Item = TypeVar("Item")

#: No-break space, as in «п. 7.2» and «№ 5».
NBSP = "\u00a0"
# Compiled by the first text that needs it: many a start of the program has none.
_TIES = (
    r"№ (?=\d)|\b(?:пп?\.|пункты?) (?=\d)|\b[А-ЯЁ]\. (?=[А-ЯЁ])"
    r"|\b[А-ЯЁ][а-яё]+ (?=[А-ЯЁ]\.(?:-[А-ЯЁ]\.)? ?[А-ЯЁ]\.)"
)

#: Words of roles in the plural; other words of a role stay as they are.
_SEVERAL = {
    "заместитель": "заместители",
    "классный": "классные",
    "педагог": "педагоги",
    "руководитель": "руководители",
    "учитель": "учителя",
    "учитель-предметник": "учителя-предметники",
}

#: Who acts for the head of something. «И. О.» before anything else are initials.
_ACTING = (
    r"(?i)\b(?:и\.\s?о\.|врио|исполняющ\w+\s+обязанности)"
    r"\s+(?:директора|руководителя|заведующ(?:его|ей))\b"
)

MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
MONTHS_SHORT = "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.".split()
WEEKDAYS = "понедельник вторник среда четверг пятница суббота воскресенье".split()
WEEKDAYS_SHORT = "пн вт ср чт пт сб вс".split()


def form(number: int, one: str, few: str, many: str = "") -> str:
    """The form of a noun or verb that agrees with a whole number, by CLDR's rules.

    Words that have no third form, as most verbs, have the second one for many.
    """
    last_two, last = abs(number) % 100, abs(number) % 10
    if last == 1 and last_two != 11:
        return one
    if 2 <= last <= 4 and not 12 <= last_two <= 14:
        return few
    return many or few


def plural(number: int, one: str, few: str, many: str = "") -> str:
    """A number with its noun: «21 день», «2 дня», «11 дней»."""
    return f"{number} {form(number, one, few, many)}"


def days(number: int) -> str:
    """«1 день», «3 дня», «11 дней»."""
    return plural(number, "день", "дня", "дней")


def chats(number: int) -> str:
    """«1 чат», «3 чата», «11 чатов»."""
    return plural(number, "чат", "чата", "чатов")


def classes(number: int) -> str:
    """«1 класс», «3 класса», «11 классов»."""
    return plural(number, "класс", "класса", "классов")


def answers(number: int) -> str:
    """«1 ответ», «3 ответа», «11 ответов»."""
    return plural(number, "ответ", "ответа", "ответов")


def day_month(day: date) -> str:
    """«3 декабря»."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def day_short(day: date) -> str:
    """«3 дек.»."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]}"


def digits(day: date) -> str:
    """«03.12.2026»."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def digits_short(day: date) -> str:
    """«3.12», as in narrow columns."""
    return f"{day.day}.{day.month:02}"


def span(first: date, last: date, told: Callable[[date], str] = day_short) -> str:
    """«25–26 нояб.», «30 нояб. – 3 дек.»: a window of days, the year left out.

    `told` spells a day: with `day_month` it is «25–26 ноября».
    """
    if first == last:
        return told(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{told(last)}"
    return f"{told(first)} – {told(last)}"


def weekday_date(day: date) -> str:
    """«понедельник 30 ноября»."""
    return f"{WEEKDAYS[day.weekday()]} {day_month(day)}"


def capital(text: str) -> str:
    """The text with its first letter in capitals and the rest as it is («ОБЗР» stays)."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text with a small first letter; an abbreviation such as «УС школы» stays."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def days_late(seconds: int) -> int:
    """How many days something is late that has so many seconds left; a day begun counts whole."""
    return -seconds // 86400 + 1 if seconds <= 0 else 0


def remaining(seconds: int) -> str:
    """The rest of a term as people say it; seconds run to 24:00 of the last day.

    «осталось 3 дня 9 ч» from 48 hours on, «осталось 27 ч 14 мин» from 24 hours on,
    «осталось 03:12:45» on the last day, «просрочено на 1 день» after it.
    """
    if seconds <= 0:
        return f"просрочено на {days(days_late(seconds))}"
    if seconds >= 48 * 3600:
        whole, rest = divmod(seconds, 86400)
        hours = rest // 3600
        tail = f" {hours} ч" if hours else ""
        return f"{form(whole, 'остался', 'осталось')} {days(whole)}{tail}"
    if seconds >= 24 * 3600:
        hours, rest = divmod(seconds, 3600)
        return f"{form(hours, 'остался', 'осталось')} {hours} ч {rest // 60} мин"
    return f"осталось {seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"


def days_left(today: date, last: date) -> str:
    """What is left to the end of a day in whole days: «осталось 3 дня», «завтра последний день»."""
    left = (last - today).days
    if left < 0:
        return f"просрочено на {days(-left)}"
    if left < 2:
        return f"{'завтра' if left else 'сегодня'} последний день"
    return f"{form(left, 'остался', 'осталось')} {days(left)}"


def runs(items: Iterable[Item], follows: Callable[[Item, Item], bool]) -> list[list[Item]]:
    """Sorted items in runs that follow one another, as ranges are told: 1, 2, 3 and 7."""
    found: list[list[Item]] = []
    for item in items:
        if found and follows(found[-1][-1], item):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def several(role: str) -> str:
    """A role as several people have it: «классный руководитель» → «классные руководители»."""
    return " ".join(_SEVERAL.get(word, word) for word in role.split(" "))


def listed(things: Sequence[str]) -> str:
    """«2», «2 и 3», «2, 3 и 4»."""
    *others, last = things
    return f"{', '.join(others)} и {last}" if others else last


def split_acting(text: str) -> tuple[str, str]:
    """«и. о. директора» and the name beside it; no post where the text is a name alone."""
    # Most plans name nobody yet, and then need no pattern at the start.
    found = re.search(_ACTING, text) if text else None
    if not found:
        return "", text
    post = re.sub(r"^и\. ?о\.", "и. о.", " ".join(found[0].split()).lower())
    return post, " ".join(text.replace(found[0], " ").strip(" ,").split())


def ended(text: str) -> str:
    """The text as a sentence: with a full stop, unless it ends in one («Орлова О. О.»)."""
    return text if text.endswith((".", "…", "?", "!")) else f"{text}."


def nested(text: str) -> str:
    """The text with inner marks inside outer ones: «МО „Гуманитарий“»; unpaired ones stay."""
    opened = text.count("«")
    if opened < 2 or opened != text.count("»") or not re.search("«[^»]*«", text):
        return text
    found, depth = [], 0
    for sign in re.sub("««([^«»]*)»»", r"«\1»", text):
        depth += sign == "«"
        found.append({"«": "„", "»": "“"}.get(sign, sign) if depth > 1 else sign)
        depth -= sign == "»"
    return "".join(found)


def unbroken(text: str) -> str:
    """The text as it is shown: no line ends inside «№ 5», «п. 7.2», «И. И. Иванова»."""
    return re.sub(_TIES, lambda found: found[0].replace(" ", NBSP), text)
