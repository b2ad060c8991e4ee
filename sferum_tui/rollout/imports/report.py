"""What an import changes, in words: for the command line and for the preview on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.class_edits import lettered, names_of
from sferum_tui.rollout.edit_words import ChangePart, chat_parts
from sferum_tui.rollout.edits import Preview
from sferum_tui.rollout.imports.result import ImportResult
from sferum_tui.rollout.russian import classes, form, plural
from sferum_tui.rollout.school import natural_key


def headline(found: ImportResult) -> str:
    """«Годятся 482 строки, с ошибками — 20»."""
    rows = plural(found.rows, "строка", "строки", "строк")
    text = f"{form(found.rows, 'Годится', 'Годятся', 'Годится')} {rows}"
    return f"{text}, с ошибками — {len(found.faults)}" if found.faults else text


def taken_text(found: ImportResult) -> str:
    """«Взяты 482 строки, с ошибками не взято — 20»: said once it is done."""
    rows = plural(found.rows, "строка", "строки", "строк")
    text = f"{form(found.rows, 'Взята', 'Взяты', 'Взято')} {rows}"
    return f"{text}, с ошибками не взято — {len(found.faults)}" if found.faults else text


def sections(old: Answers, found: ImportResult, shown: Preview) -> tuple[ChangePart, ...]:
    """What changes, part by part; nothing where nothing does."""
    return tuple(_sections(old, found.answers, shown, bool(found.nameless)))


def _sections(old: Answers, new: Answers, shown: Preview, nameless: bool) -> Iterator[ChangePart]:
    before, after = names_of(old.classes), names_of(new.classes)
    renamed = {it.old: it.name for it in lettered(old.classes, new.classes)}
    come, gone = after - before - set(renamed.values()), before - after - set(renamed)
    if come:
        verb = form(len(come), "Появится", "Появятся")
        yield ChangePart(f"{verb} {classes(len(come))}", (_listed(come),))
    if gone:
        verb = form(len(gone), "Уйдёт", "Уйдут")
        yield ChangePart(
            f"{verb} {classes(len(gone))}, отметки останутся в архиве", (_listed(gone),)
        )
    if renamed:
        lines = tuple(f"{a} → {b}" for a, b in renamed.items())
        yield ChangePart(f"Сменят литеру: {len(lines)}", lines)
    for title, one, other in (
        ("Классные руководители", old.people.class_teachers, new.people.class_teachers),
        ("Учителя-предметники", old.people.subject_teachers, new.people.subject_teachers),
    ):
        if lines := tuple(_names(one, other, nameless)):
            yield ChangePart(f"{title}: {len(lines)}", lines)
    if lines := tuple(_sizes(old.sizes, new.sizes)):
        yield ChangePart(f"Сколько учеников в классе: {len(lines)}", (", ".join(lines),))
    if lines := tuple(_lists(old.subjects.by_grade, new.subjects.by_grade, "-е классы")):
        yield ChangePart(f"Предметы параллелей: {len(lines)}", lines)
    if lines := tuple(_lists(old.subjects.subgroups, new.subjects.subgroups)):
        yield ChangePart(f"Подгруппы и чаты по курсам: {len(lines)}", lines)
    yield from chat_parts(shown)


def _names(old: Mapping[str, str], new: Mapping[str, str], nameless: bool = False) -> Iterator[str]:
    for key in sorted({**old, **new}, key=natural_key):
        before, after = old.get(key, ""), new.get(key, "")
        if before != after:
            # Persons who may be pupils are counted, and not told.
            told = ("имя из таблицы" if nameless else after) or "имени не будет"
            yield f"{_place(key)}: {told}" + (f" (было {before})" if before else "")


def _sizes(old: Mapping[str, int], new: Mapping[str, int]) -> Iterator[str]:
    """«8А — 27», «8Б — 25 (было 26)»."""
    for name in sorted({**old, **new}, key=natural_key):
        before, after = old.get(name), new.get(name)
        if before != after:
            yield f"{name} — {after or 'нет'}" + (f" (было {before})" if before else "")


def _lists(
    old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]], after: str = ""
) -> Iterator[str]:
    for key in sorted({**old, **new}, key=natural_key):
        before, now = old.get(key, ()), new.get(key, ())
        if after and set(before) == set(now):
            continue
        if before != now:
            more = [f"+ {name}" for name in now if name not in before]
            less = [f"− {name}" for name in before if name not in now]
            told = ", ".join((*more, *less)) if before and after else ", ".join(now) or "нет"
            yield f"{_place(key)}{after}: {told}"


def _place(key: str) -> str:
    """«8А/математика/1» → «8А · математика · 1»."""
    return " · ".join(key.split("/"))


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names, key=natural_key))
