"""What stands around the name of a class in a cell: a group, the word «класс», numbers, remarks."""

from __future__ import annotations

import re
from functools import cache

_ROMAN = dict(
    zip("I II III IV V VI VII VIII IX X XI XII".split(), map(str, range(1, 13)), strict=True)
)


@cache
def _group() -> re.Pattern[str]:
    return re.compile(
        r"""(?ix) \(? \s* (?:
            (?P<after>(?:под)?гр(?:уппа|уппы|\.)?) \s* [№-]? \s* (?P<one>\d{1,2}|[IVХX]{1,3}\b)
          | (?P<two>\d{1,2}) \s* -? \s* (?:[яй]|ая)? \s* (?:под)?гр(?:упп[аы]|\.|\b)
          | \b(?P<sex>мальчики|девочки|юноши|девушки|мал\.|дев\.|юн\.)
          | (?<=[^\W\d_]) \s* / \s* (?P<slash>\d{1,2}) (?=\s|$)
          | (?<=[^\W\d_]{3}) \.? \s (?P<tail>[1-4]) $
        ) \s* \)?"""
    )


def without_numbers(text: str) -> str:
    """The text without hours, numbers of pupils and rooms: «5А 3 ч», «6А каб. 12»."""
    numbers = (
        r"(?i)(?<=[\s(–—-])\d+(?:[.,]\d+)?\s*(?:ч|час\w*|чел\w*|уч\w*|ур\w*)\b\.?"
        r"|\bкаб(?:инет)?\b\.?\s*№?\s*\d+\w?"
    )
    return spaced(re.sub(numbers, " ", text))


_SEXES = {"мал.": "мальчики", "дев.": "девочки", "юн.": "юноши"}


def without_group(text: str) -> tuple[str, str]:
    """The group that a text names behind a class, and the text without it."""
    found = _group().search(text)
    if not found or (found["tail"] and not re.search(r"\d", text[: found.start()])):
        return "", text
    if not found.start():
        # «1 группа» names no class.
        return "", text[found.end() :] if found["sex"] else ""
    number = found["one"] or found["two"] or found["slash"] or found["tail"]
    named = (found["sex"] or "").lower()
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return number or _SEXES.get(named, named), rest


def without_word(text: str) -> tuple[str, str]:
    """The text without the word «класс»; which word it was: class, classes, or none."""
    word = re.search(
        r"(?i)(?<![^\W\d_])(классы|классов|классах|классам|параллель|кл(?:асс[аеу]?)?\b\.?)", text
    )
    if not word:
        return text, ""
    plural = word[0].lower() in ("классы", "классов", "классах", "классам", "параллель")
    rest = f"{text[: word.start()]} {text[word.end() :]}".strip(" .:")
    return spaced(rest), "classes" if plural else "class"


def arabic(text: str) -> str:
    """«VIII Б» → «8 Б»."""
    found = re.match(r"([IVXХІ]{1,4})(?=[\s«\"„.-]|[А-Яа-яЁё](?![а-яё])|$)", text)
    if not found:
        return text
    latin = found[1].replace("Х", "X").replace("І", "I")
    if latin not in _ROMAN or (len(latin) == 1 and found[1] in "ХІ"):
        return text
    return f"{_ROMAN[latin]} {text[found.end() :].strip()}".strip()


@cache
def _private_words() -> re.Pattern[str]:
    """Words that tell of health, of home schooling, or that a child has left."""
    return re.compile(
        r"""(?ix) (?<![^\W\d_]) (?:
            н/?до | нд | на\s+дому | надомн\w* | дом\. | домашн\w* | инд(?:\.|ив\w*)?
          | овз | зпр | тнр | у\.?о\.? | рас | нода | аооп | инвалид\w* | коррекц\w* | корр\.
          | семейн\w* | самообраз\w* | экстерн\w* | выбыл\w* | выбывш\w* | обучени\w* | леч\w*
          | \d\s*вид\w*
        ) (?![^\W\d_])"""
    )


def tells_private(text: str) -> bool:
    """Whether a text tells something about health or home schooling, or names a person."""
    if _private_words().search(re.sub(r"(?<=\d)(?=[^\W\d_])", " ", text)):
        return True
    if re.search(r"\b[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.", text):
        return True
    named = re.search(
        r"(?<![а-яё])[А-ЯЁ][а-яё]+(?:[оеё]ва?|ина?|[сц]кий|[сц]кая|енко|[ое]вич|[ое]вна)(?![а-яё])",
        text,
    )
    return bool(named)


def spaced(text: str) -> str:
    """The text with one space between words."""
    return " ".join(text.split())
