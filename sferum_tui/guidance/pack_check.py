"""What a pack may hold, and everything that is wrong with one, each fault at its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sferum_tui.guidance.overlay import NAMED, overlaid
from sferum_tui.issues import shown
from sferum_tui.rollout.recommendations import MOST_STAGES, PLACEHOLDERS, unknown_placeholders
from sferum_tui.toml.fields import Issues, Path
from sferum_tui.toml.tree import Tree

#: The schema of packs that this program reads.
SCHEMA = 1
#: Every grade from a preparatory year to the last of an evening school has its stage.
GRADES = range(13)

Check = Callable[[Issues, Path, Any], object]


def _text(issues: Issues, path: Path, value: object) -> str | None:
    text = issues.text(path, value, limit=2000)
    if text is not None and not text.strip():
        issues.fault(path, "пусто", "хотя бы одно слово")
    return text


def _maybe(issues: Issues, path: Path, value: object) -> str | None:
    return issues.text(path, value, limit=2000)


def _flag(issues: Issues, path: Path, value: object) -> object:
    if not isinstance(value, bool):
        issues.wrong_type(path, value, "true | false")
    return value


def _day(issues: Issues, path: Path, value: object) -> object:
    return issues.day(path, value)


def _whole(low: int, high: int) -> Check:
    return lambda issues, path, value: issues.whole(path, value, low, high)


def _list(item: Check) -> Check:
    return lambda issues, path, value: issues.items(
        path, value, lambda at, it: item(issues, at, it)
    )


def _one_of(*values: str) -> Check:
    return lambda issues, path, value: issues.choice(path, value, values)


def _template(issues: Issues, path: Path, value: object) -> None:
    unknown = unknown_placeholders(_text(issues, path, value) or "")
    known = (*PLACEHOLDERS, "duty")
    if any(word not in known for word in unknown):
        allowed = " ".join(f"{{{word}}}" for word in known)
        issues.fault(path, f"неизвестная подстановка {{{unknown[0]}}}", allowed)


def _post(issues: Issues, path: Path, value: object) -> None:
    if not isinstance(value, dict):
        issues.wrong_type(path, value, "таблица")
        return
    checks = {"text": _text, "title": _maybe, "pin": _flag, "purpose": _text, "addition": _maybe}
    _fields(issues, path, value, checks, ("text",))


#: What every line may say besides its own fields.
_LINE: Mapping[str, Check] = {
    "source": _text,
    "checked": _day,
    "region": _flag,
    "gone": _flag,
    "platform": _text,
}
#: The fields of the lines of each part; what a line with a new name must have follows.
_PARTS: Mapping[str, tuple[Mapping[str, Check], tuple[str, ...]]] = {
    "stages": (
        {
            "number": _whole(1, MOST_STAGES),
            "title": _text,
            "whom": _text,
            "grades": _list(_whole(GRADES[0], GRADES[-1])),
            "first_day": _whole(0, 400),
            "last_day": _whole(0, 400),
            "first_date": _day,
            "last_date": _day,
            "by_decision": _flag,
            "reasons": _list(_text),
        },
        ("title", "whom", "grades", "first_day", "last_day", "by_decision"),
    ),
    "kinds": (
        {
            "id": _text,
            "stage": _whole(1, MOST_STAGES),
            "model": _text,
            "scope": _one_of("school", "level", "association", "body", "class", "subject", "group"),
            "audience": _one_of("staff", "pupils", "parents"),
            "needs": _one_of("", "decision", "pupils"),
            "lists": _one_of("posts", "purposes"),
            "title": _text,
            "owner": _template,
            "members": _template,
            "name": _template,
            "first_message": _template,
            "open_list": _flag,
            "addition": _flag,
            "post": _list(_post),
        },
        ("stage", "scope", "audience", "title", "owner", "members", "name", "first_message"),
    ),
    "levels": (
        {"id": _text, "title": _text, "chat": _text, "stages": _list(_whole(1, MOST_STAGES))},
        ("title", "chat", "stages"),
    ),
    "makes": ({"kinds": _list(_text)}, ("kinds",)),
    "messages": ({"kind": _text, "text": _template}, ("kind", "text")),
    "documents": ({"id": _text, "title": _text, "about": _maybe}, ("title", "about")),
    "advantages": ({"id": _text, "text": _text}, ("text",)),
    "additions": ({"id": _text, "text": _text}, ("text",)),
    "steps": ({"id": _text, "title": _text, "text": _text}, ("text",)),
    "contacts": ({"id": _text, "title": _text, "value": _text}, ("title", "value")),
    "footnotes": (
        {"id": _text, "title": _text, "about": _list(_text), "text": _text},
        ("about", "text"),
    ),
    "order": ({"id": _text, "text": _text}, ("text",)),
    "words": ({"key": _text, "text": _text}, ("key", "text")),
}
_HEAD: Mapping[str, Check] = {
    "schema": _whole(SCHEMA, SCHEMA),
    "pack": _text,
    "title": _text,
    "version": _text,
    "platforms": _list(_text),
}
#: The parts of a pack, in the order they are told.
PARTS = tuple(_PARTS)


def check(tree: Tree, base: Tree, words: Iterable[str], issues: Issues) -> None:
    """Name every fault of a pack that lies over `base`; `words` are those of papers it may change.

    With no fault in `issues` the pack can be laid over the recommendations.
    """
    for key in ("schema", "pack", "title", "version"):
        if key not in tree:
            issues.fault((), f"нет ключа {key}")
    _fields(issues, (), {k: v for k, v in tree.items() if k not in _PARTS}, _HEAD, ())
    for part in PARTS:
        value = tree.get(part, [])
        if not isinstance(value, list) or not all(isinstance(line, dict) for line in value):
            issues.wrong_type((part,), value, f"таблицы [[{part}]]")
            continue
        for number, line in enumerate(value):
            _line(issues, (part, number), line, _names(base, part))
    if not issues.faults:
        _whole_pack(tree, overlaid(base, tree), set(words), issues)


def _names(base: Tree, part: str) -> frozenset[object]:
    """The names that entries of a part have in the recommendations."""
    return frozenset(entry[NAMED[part]] for entry in base[part]) if part in NAMED else frozenset()


def _line(issues: Issues, path: Path, line: Tree, known: frozenset[object]) -> None:
    part = str(path[0])
    checks, new = _PARTS[part]
    key = NAMED.get(part)
    needed = ["source", "checked"]
    if key:
        needed.append(key)
    added = not key or line.get(key) not in known
    if added and not line.get("gone") and "model" not in line:
        dated = part == "stages" and "last_date" in line
        needed += [key for key in new if not (dated and key in ("first_day", "last_day"))]
    _fields(issues, path, line, {**_LINE, **checks}, needed)


def _fields(
    issues: Issues,
    path: Path,
    table: Tree,
    checks: Mapping[str, Check],
    needed: Iterable[str],
) -> None:
    for key in needed:
        if key not in table:
            issues.fault(path, f"нет ключа {key}")
    for key, value in table.items():
        if key in checks:
            checks[key](issues, (*path, key), value)
        else:
            issues.fault((*path, key), "такого ключа в пакете не бывает", " ".join(checks))


# The pack as a whole -----------------------------------------------------------------------------


def _whole_pack(tree: Tree, whole: Tree, words: set[str], issues: Issues) -> None:
    _stages(tree, whole, issues)
    stages = {stage["number"] for stage in whole["stages"]}
    ids = {kind["id"]: kind for kind in whole["kinds"]}
    for part, key, allowed in (
        ("kinds", "stage", stages),
        ("messages", "kind", set(ids)),
        ("words", "key", words),
    ):
        for number, line in enumerate(tree.get(part, ())):
            if key in line and line[key] not in allowed and not line.get("gone"):
                _unknown(issues, (part, number, key), line[key])
    for number, line in enumerate(tree.get("makes", ())):
        for place, name in enumerate(line["kinds"]):
            if name not in ids:
                _unknown(issues, ("makes", number, "kinds", place), name)
    for number, line in enumerate(tree.get("kinds", ())):
        if "model" in line and "model" in ids.get(line["model"], {"model": ""}):
            _unknown(issues, ("kinds", number, "model"), line["model"])
    lost = [kind["id"] for kind in whole["kinds"] if kind["stage"] not in stages]
    lost += [level["id"] for level in whole["levels"] if not stages.issuperset(level["stages"])]
    if lost:
        what = f"остались без этапа: {', '.join(lost)}"
        issues.fault(("stages",), what, "дать им этап в [[kinds]], [[levels]] или убрать: gone")


def _unknown(issues: Issues, path: Path, value: object) -> None:
    issues.fault(path, f"нет такого имени: {shown(value)}", "имя из рекомендаций или пакета")


def _stages(tree: Tree, whole: Tree, issues: Issues) -> None:
    numbers = [stage["number"] for stage in whole["stages"]]
    at: Path = ("stages",)
    if numbers != list(range(1, len(numbers) + 1)):
        told = ", ".join(map(str, numbers)) or "нет этапов"
        issues.fault(at, f"номера этапов: {told}", "подряд с первого")
    grades = [grade for stage in whole["stages"] for grade in stage["grades"]]
    wrong = [str(grade) for grade in GRADES if grades.count(grade) != 1]
    if wrong:
        issues.fault(at, f"классы {', '.join(wrong)}: нужен один этап", "каждый класс от 0 до 12")
    if sum(stage["by_decision"] for stage in whole["stages"]) > 1:
        issues.fault(at, "решения ждут два этапа", "by_decision = true у одного")
    for number, line in enumerate(tree.get("stages", ())):
        found = next((it for it in whole["stages"] if it["number"] == line["number"]), None)
        if found and not line.get("gone"):
            _terms(issues, (*at, number), found)


def _terms(issues: Issues, path: Path, stage: Tree) -> None:
    if stage["last_day"] < stage["first_day"]:
        issues.fault(path, "last_day раньше, чем first_day")
    dates: list[date] = [stage[key] for key in ("first_date", "last_date") if key in stage]
    if len(dates) == 1:
        issues.fault(path, "нужны обе даты: first_date и last_date")
    elif dates and dates[1] < dates[0]:
        issues.fault(path, "last_date раньше, чем first_date")
