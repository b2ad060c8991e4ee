"""What stands around the name of a class in a cell: a group, the word «класс», numbers, remarks."""

from __future__ import annotations

import re
from functools import cache

from sferum_tui.text import lowered, to_cyrillic

_ROMAN = dict(
    zip("I II III IV V VI VII VIII IX X XI XII".split(), map(str, range(1, 13)), strict=True)
)


@cache
def _group() -> re.Pattern[str]:
    return re.compile(
        r"""(?ix) \(? \s* (?:
            (?P<after>(?:под)?гр(?:уппа|уппы|\.)?) \s* [№-]? \s* (?P<one>\d{1,2}|[IVХX]{1,3}\b)
          | (?P<two>\d{1,2}|[IVХX]{1,3}) \s* -? \s* (?:[яй]|ая)? \s* (?:под)?гр(?:упп[аы]|\.|\b)
          | \b(?P<sex>мальчики|девочки|юноши|девушки|мал\.|дев\.|юн\.)
          | (?<=[^\W\d_]) \s* / \s* (?:[^\W\d_]{2,}\.?\s*)? (?P<slash>\d{1,2}) (?=\s|$)
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


#: The boys and the girls of a class, by each way to write them.
SEXES = {
    **dict.fromkeys(("м", "мал", "мальчики"), "мальчики"),
    **dict.fromkeys(("д", "дев", "девочки"), "девочки"),
    **dict.fromkeys(("ю", "юн", "юноши"), "юноши"),
    "девушки": "девушки",
}


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
    number = _ROMAN.get((number or "").replace("Х", "X"), number)
    return number or SEXES.get(named.rstrip("."), named), rest


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


#: A surname with a name or initials, wherever it stands.
NAME = re.compile(
    r"\b[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+)(?:-[А-ЯЁ][а-яёА-ЯЁ]+)?"
    r"(?:[^\S\n\t]+(?:[А-ЯЁ][а-яё]+|[А-ЯЁ]{3,})|[^\S\n\t]+[А-ЯЁ]\.(?:[^\S\n\t]?[А-ЯЁ]\.)?)+"
)
#: A subgroup in short: «п/г», «п/гр.».
HALF = re.compile(r"(?i)\bп\s?/\s?гр?\b\.?")
#: What stands before classes: «Список классов школы: 5А».
_LABEL = re.compile(r"(?i)^[^\d:]*\b(?:класс|школ|параллел)[^\d:]*:\s*(?=\d)")
#: «5 (А, Б)», «5-е (А, Б)»: letters in brackets behind their grade.
_IN_BRACKETS = re.compile(
    r"(?<=\d)(?:-?[её]|-?ые)?\s*\(([«\"„]?[^\W\d_][»\"“]?(?:(?:\s*[,;+/]\s*|\s+(?:и\s+)?)[«\"„]?[^\W\d_][»\"“]?)*)\)"
)
_GRADE = re.compile(
    r"(?i)(?P<before>класс\w*\s+|параллель\s+)?(?P<grade>\d{1,2}|[IVXХІ]{1,4})"
    r"(?:\s*-?\s*(?:ый|ий|ой|ые|[йеях]))?\s*(?P<after>класс(?:ы|ов)?|кл\.?|параллель)?\.?"
)


def grade_in(text: str) -> str:
    """The grade that is all that a text names: «5», «5-е классы», «V кл.» → «5»; "" if none."""
    found = _GRADE.fullmatch(text.strip())
    said = found["grade"].upper().replace("Х", "X").replace("І", "I") if found else ""
    number = _ROMAN.get(said, said)
    return str(int(number)) if number.isdecimal() and int(number) <= 12 else ""


def grade_of(text: str) -> str:
    """The grade of a text that says that it is one: «5 классы» → «5»; "" for a mere number."""
    found = _GRADE.fullmatch(text.strip())
    return grade_in(text) if found and (found["before"] or found["after"]) else ""


def unfolded(text: str) -> str:
    """The text with «п/г» as a word, without a label and the brackets around letters."""
    return _IN_BRACKETS.sub(r" \1", HALF.sub("подгр.", _LABEL.sub("", text)))


@cache
def _other_things() -> re.Pattern[str]:
    """Words of what is counted too and is no class: storeys, terms, shifts, months."""
    return re.compile(
        r"""(?ix) -? (?:[йяе]|[ыио]й|[ао]я|[ыо]е)? [\s-]* (?:
            все\b | этаж | полугод | четверт | триместр | семестр | модул | смен[аыу]?\b
          | ступен | уров | звен | урок | недел | месяц | год[а]?\b | лет\b
          | день\b | дня\b | дней\b | час | мин
          | балл | мест[оа]?\b | тур\b | этап | ряд[аы]?\b | корпус | вариант | раза?\b | чел
          | ученик | учащ | обуч | дет(?:и|ей)\b | мальчик | девоч | юнош | девуш | ставк
          | (?:под)?групп | гпд | кабинет | каб\b | комплект | клас+(?:а|ов|ы)\b
          | янв | фев | март | апр | ма[йя]\b | июн | июл | авг | сент | окт | ноя | дек
        )"""
    )


def counts_things(text: str) -> bool:
    """Whether the words behind a number tell what there are so many of: «этаж», «полугодие»."""
    return bool(_other_things().match(text))


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


def unquoted(text: str) -> str:
    """The text without quotation marks."""
    return re.sub(r"[«»„“”\"'`]", "", text).strip()


def compared(text: str) -> str:
    """The words of a name as they are compared: «5-А» → «5 а»."""
    words = re.sub(r"[^\w]+|_", " ", lowered(to_cyrillic(text)))
    return " ".join(re.sub(r"(?<=\d)(?=[^\W\d_])", " ", words).split())
