"""Groups of a class as diaries and deputies write them: «1 группа», «1/2», «Математика 5-А»."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from sferum_tui.rollout.class_notes import HALF, SEXES
from sferum_tui.rollout.imports.sheets import plainly
from sferum_tui.rollout.people import people_in

_GROUP_WORDS = re.compile(
    r"(?i)\b(?:под)?гр(?:уппа|уппы|\.|п\.?)?(?=\W|\d|$)|(?<=\d)\s?-?(?:я|ая)\b|№"
)
_WHOLE_CLASS = frozenset(
    ("", "весь класс", "все", "класс", "целый класс", "вся", "нет", "0", "вся группа")
)
_WORDS = {"первая": "1", "вторая": "2", "третья": "3", "i": "1", "ii": "2", "iii": "3"}
_HOURS = re.compile(r"(?i)[\s,(–-]*\d+(?:[.,]\d+)?\s*ч(?:ас\w*|\.)?(?:\s*в нед\w*\.?)?\s*\)?\s*$")
#: A group beside a name: «(1 гр.)», «1 подгруппа —», «гр. 2»; and a mere number: «1) Ким А. А.».
_LABEL = re.compile(
    r"(?i)\(\s*(м|д|мал|дев|юн|мальчики|девочки|юноши|девушки)\.?\s*\)"
    r"|[-–—]\s*(мальчики|девочки|юноши|девушки)\b"
    r"|\(?\s*(?:\b(\d)\s*(?:-?(?:я|ая)\s*)?(?:под|п/)?гр(?:уппа|\.)?|\b(?:под|п/)?гр(?:уппа|\.)?\s*№?\s*(\d))"
    r"\s*\)?\s*[-–—:]?"
)
#: «Байрон Д. Г. (1), Шелли П. Б. (2)»; a number alone may be that of hours.
_IN_BRACKETS = re.compile(r"\((\d)\)")
_NUMBERED = re.compile(r"(?:^|(?<=[\s,;]))(\d)[.)]\s*(?=[А-ЯЁ])")
#: How many pupils a group has.
_PUPILS = re.compile(r"(?i)[(,\s]*\b\d+\s*(?:чел|уч|дет)\w*\.?\s*\)?")
#: «II гр.» is the number of a subgroup.
_ROMAN = re.compile(r"\bI{1,3}(?=\s*(?:под)?гр)")
#: A group behind a subject: «английский язык (1 гр.)», «информатика, 2 подгруппа».
_BEHIND = re.compile(
    r"""(?ix) [\s,(–-]* (?:
        (?:под)?гр(?:уппа|\.)?\s*№?\s*(?P<after>\d{1,2}) (?:\s*/\s*\d)?
      | (?P<before>\d{1,2})\s*-?(?:я|ая)?\s*(?:под)?гр(?:уппа|\.|\b)
      | (?P<sex>мальчики|девочки|юноши|девушки|мал\.|дев\.|юн\.)
      | \(\s*(?P<letter>[мд])\.?\s*\)
      | (?P<share>\d)\s*/\s*[2-4]
    ) \s* \)? \s* $"""
)


@lru_cache(4096)
def read_group(text: str) -> str:
    """A group without the word itself: «1-я подгруппа», «1/2» → «1»; "" for the whole class.

    All the groups, «1, 2», are the whole class too.
    """
    text = HALF.sub("подгр.", _PUPILS.sub(" ", text))
    if re.fullmatch(r"\s*1(?:\s*(?:[,;+&]|\bи\b)\s*[2-4])+\s*(?:(?:под)?гр\w*\.?)?\s*", text):
        return ""
    if share := re.fullmatch(r"\s*(\d{1,2})\s*/\s*\d{1,2}\s*", text):
        return "" if share[0].strip().endswith("/1") else share[1]
    name = " ".join(_GROUP_WORDS.sub(" ", text).split()).strip(" .№-–—:()")
    plain = plainly(name)
    if plain in _WHOLE_CLASS:
        return ""
    name = SEXES.get(plain, _WORDS.get(plain, name))
    number = re.fullmatch(r"0?(\d{1,2})(?:[.,]0)?", name)
    return number[1] if number else name


@lru_cache(4096)
def split_subject(text: str) -> tuple[str, str]:
    """A subject and the group that stands behind it, "" if none: «труд (дев.)».

    A number of hours behind it is left out: «история, 2 ч».
    """
    text = HALF.sub("подгр.", _HOURS.sub("", text))
    text = _ROMAN.sub(lambda number: str(len(number[0])), text)
    found = _BEHIND.search(text)
    if not found or not text[: found.start()].strip():
        return text, ""
    said = next(filter(None, found.groups()), "")
    return text[: found.start()].strip(" ,(–-"), read_group(said)


def diary_group(text: str, subject_words: Collection[str], classes: str) -> str:
    """A diary's group without the subject and the class that it only says again.

    «Математика 5-А» is the whole class, «Английский язык 5-А гр. 1» its first group.
    """
    said = set(subject_words)
    text = text.replace("_", " ")
    rest = re.sub(r"\b\d{1,2}\s*-?\s*[«\"]?[А-Яа-яЁёA-Za-z]\b[»\"]?(?:\s*класс)?", " ", text)
    words = [
        word for word in re.split(r"[\s,;_()]+", rest)
        if word and not says_again(word, said) and plainly(word) not in plainly(classes).split()
    ]  # fmt: skip
    plain = [plainly(word) for word in words]
    if any(says_again(it, said) for it in plainly(text).split()):
        # The subject is said again in other words: what is left of it is no group.
        keep = re.compile(r"(?i)^(?:(?:под)?гр|мальч|дев|юн|\d|перв|втор|треть)")
        words = [word for word, it in zip(words, plain, strict=True) if keep.match(word)]
    return read_group(" ".join(words))


def says_again(word: str, said: Collection[str]) -> bool:
    """Whether a word of a group is one of a subject, perhaps in short: «англ.»."""
    plain = plainly(word)
    return plain in said or (len(plain) > 1 and any(it.startswith(plain) for it in said))


def labelled(text: str) -> tuple[str, str]:
    """The groups that names in a cell are given, and the cell without them; "" where not each is.

    «2 гр. — Ким А. А., 1 гр. — Ли Б. Б.», «Ким А. А. (2 гр.), Ли Б. Б. (1 гр.)» → «2, 1».
    """
    for label in (_LABEL, _NUMBERED, _IN_BRACKETS):
        groups = [read_group(next(filter(None, found.groups()))) for found in label.finditer(text)]
        plain = label.sub(" ", text)
        all_of = sorted(groups) == [str(at) for at in range(1, len(groups) + 1)]
        told = groups and len(groups) == len(people_in(plain).people)
        if told and (label is _LABEL or (len(groups) > 1 and all_of)):
            return ", ".join(groups), plain
    return "", text


def shared(group: str, teachers: Sequence[str]) -> list[tuple[str, str]] | str:
    """Which teacher has which group of an entry; why that can't be told."""
    if len(teachers) < 2:
        return [(group, teachers[0] if teachers else "")]
    named = [read_group(it) for it in re.split(r"[,;/]| и ", group)] if group else []
    if not named:
        return [(str(number), it) for number, it in enumerate(teachers, 1)]
    if len(named) == len(teachers):
        return list(zip(named, teachers, strict=True))
    return "в одной ячейке несколько учителей, а группа одна: нужна своя строка для каждого"
