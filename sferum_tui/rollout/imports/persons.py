"""The persons whom the cells of a table name: nobody, one or several, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

from sferum_tui.rollout.imports.cells import has_letter, lesson_in
from sferum_tui.rollout.imports.heads import is_head
from sferum_tui.rollout.imports.sheets import plainly
from sferum_tui.rollout.people import looks_like_name, people_in

#: Characters of a person's name, at most.
LONGEST_NAME = 80
VACANCY = "вакансия"
#: One person comes in the place of another: «Гаусс К. Ф. (декрет) Эйлер Л. П.».
_REPLACED = re.compile(
    r"(?i)\b(?:с|со|до|по|от)\s+\d{1,2}[./]\d|\bдекрет|\bд/о\b|\bбольничн|\bотпуск|\bзамен|\bзамещ|\bвместо\b"
    r"|\bполугоди|\bчетверт|\bтриместр|\bсеместр"
)
#: Somebody and the classes behind him.
_WHERE = re.compile(r"([^()]+)\(([^()]+)\)")
#: What stands behind a name: in brackets, or behind a sign up to the end.
_BEHIND = re.compile(r"\(([^()]+)\)|(?:[,\n/]|\s[-–—]\s)\s*([^,\n/()]+)$")


def with_subject(text: str, is_subject: Callable[[str], bool]) -> tuple[str, str]:
    """A teacher and the subject that stands behind him, "" if none: «Гаусс К. Ф. (математика)»."""
    for found in _BEHIND.finditer(text):
        subject = next(filter(None, found.groups()))
        if is_subject(subject):
            return text[: found.start()].strip(), subject
    return text, ""


def by_classes(text: str) -> tuple[tuple[str, str], ...]:
    """The persons of a cell with the classes in brackets behind each: «Даль В. И. (5А, 5Б)».

    Nothing where not each of several has some.
    """
    found = tuple((who.strip(" ,;\n"), where) for who, where in _WHERE.findall(text))
    whole = not _WHERE.sub("", text).strip(" ,;.\n")
    return found if len(found) > 1 and whole and all(has_letter(it) for _, it in found) else ()


def is_vacancy(text: str) -> bool:
    """Whether a cell says in words that there is nobody yet: «вакансия», «вак.», «нет»."""
    return bool(plainly(text)) and people_in(text).vacant


def persons_in(text: str, is_subject: Callable[[str], bool]) -> tuple[tuple[str, ...], str]:
    """The names in a cell; why it can't be used, "" where nothing is wrong.

    A head that comes again, or a subject, is no person.
    """
    named = people_in(text)
    if named.vacant:
        return (), ""
    if len(text) > LONGEST_NAME and (named.doubt or max(map(len, named.names)) > LONGEST_NAME):
        return (), f"имя учителя длиннее {LONGEST_NAME} знаков"
    if named.doubt:
        return (), named.doubt
    told = " ".join(text.split())
    if len(named.people) > 1 and _REPLACED.search(text):
        return (), f"«{told}»: один сменяет другого; оставьте того, кто ведёт сейчас"
    before = re.split(r"\s[-–—]\s|:\s|\n", text, maxsplit=1)[0], lesson_in(text)[0]
    words = (it for it in before if it != text and re.search(r"[^\W\d_]{3}", it))
    if any(is_subject(it) and not looks_like_name(it) for it in words):
        return (), f"«{told}»: здесь и предмет, и учитель; нужна строка на предмет"
    if any(" " in name and is_subject(name) for name in named.names):
        return (), f"«{told}» не похоже на имя"
    if is_head(text) or (is_subject(text) and not looks_like_name(text)):
        return (), f"«{told}» не похоже на имя"
    return named.names, ""
