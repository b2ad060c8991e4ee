"""What a pack may hold, and everything that is wrong with one, each fault at its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sferum_tui.guidance.overlay import NAMED, overlaid
from sferum_tui.issues import shown
from sferum_tui.rollout.recommendations import MOST_STAGES, PLACEHOLDERS, Recommendations
from sferum_tui.toml.fields import Issues
from sferum_tui.toml.kinds import Choice, Day, Flag, Kind, Listed, Reader, Template, Text, Whole
from sferum_tui.toml.tree import Path, Tree

#: The schema of packs that this program reads.
SCHEMA = 1
#: Every grade from a preparatory year to the last of an evening school has its stage.
GRADES = range(13)

#: The longest text of a line, in characters.
_LONGEST = 2000

WORDS, MAYBE = Text(_LONGEST, blank=False), Text(_LONGEST)
TEMPLATE = Template(_LONGEST, blank=False, known=(*PLACEHOLDERS, "duty"))
FLAG, DAY, STAGE = Flag(), Day(), Whole(1, MOST_STAGES)


class Fields(Kind, frozen=True):
    """A table with known keys, of which some are needed; any other key is a fault."""

    kinds: Mapping[str, Kind]
    needed: tuple[str, ...]

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> Any:
        """The table as it is; None where it is none."""
        if not isinstance(value, dict):
            to.issues.wrong_type(path, value, "таблица")
            return None
        for key in self.needed:
            if key not in value:
                to.issues.fault(path, f"нет ключа {key}")
        for key, it in value.items():
            if kind := self.kinds.get(key):
                kind.read(to, (*path, key), it)
            else:
                to.issues.fault(
                    (*path, key), "такого ключа в пакете не бывает", " ".join(self.kinds)
                )
        return value


def _one_of(*values: str) -> Choice:
    return Choice(dict.fromkeys(values, ""))


POST = Fields(
    {"text": WORDS, "title": MAYBE, "pin": FLAG, "purpose": WORDS, "addition": MAYBE}, ("text",)
)
#: What every line may say besides its own fields.
_LINE: Mapping[str, Kind] = {
    "source": WORDS,
    "checked": DAY,
    "region": FLAG,
    "gone": FLAG,
    "platform": WORDS,
}
#: The fields of the lines of each part; what a line with a new name must have follows.
_PARTS: Mapping[str, tuple[Mapping[str, Kind], tuple[str, ...]]] = {
    "stages": (
        {
            "number": STAGE,
            "title": WORDS,
            "whom": WORDS,
            "grades": Listed(Whole(GRADES[0], GRADES[-1])),
            "first_day": Whole(0, 400),
            "last_day": Whole(0, 400),
            "first_date": DAY,
            "last_date": DAY,
            "by_decision": FLAG,
            "reasons": Listed(WORDS),
        },
        ("title", "whom", "grades", "first_day", "last_day", "by_decision"),
    ),
    "kinds": (
        {
            "id": WORDS,
            "stage": STAGE,
            "model": WORDS,
            "scope": _one_of("school", "level", "association", "body", "class", "subject", "group"),
            "audience": _one_of("staff", "pupils", "parents"),
            "needs": _one_of("", "decision", "pupils"),
            "lists": _one_of("posts", "purposes"),
            "title": WORDS,
            "owner": TEMPLATE,
            "members": TEMPLATE,
            "name": TEMPLATE,
            "first_message": TEMPLATE,
            "open_list": FLAG,
            "addition": FLAG,
            "post": Listed(POST),
        },
        ("stage", "scope", "audience", "title", "owner", "members", "name", "first_message"),
    ),
    "levels": (
        {"id": WORDS, "title": WORDS, "chat": WORDS, "stages": Listed(STAGE)},
        ("title", "chat", "stages"),
    ),
    "makes": ({"kinds": Listed(WORDS)}, ("kinds",)),
    "messages": ({"kind": WORDS, "text": TEMPLATE}, ("kind", "text")),
    "documents": ({"id": WORDS, "title": WORDS, "about": MAYBE}, ("title", "about")),
    "advantages": ({"id": WORDS, "text": WORDS}, ("text",)),
    "additions": ({"id": WORDS, "text": WORDS}, ("text",)),
    "steps": ({"id": WORDS, "title": WORDS, "text": WORDS}, ("text",)),
    "contacts": ({"id": WORDS, "title": WORDS, "value": WORDS}, ("title", "value")),
    "footnotes": (
        {"id": WORDS, "title": WORDS, "about": Listed(WORDS), "text": WORDS},
        ("about", "text"),
    ),
    "order": ({"id": WORDS, "text": WORDS}, ("text",)),
    "words": ({"key": WORDS, "text": WORDS}, ("key", "text")),
}
_HEAD = Fields(
    {
        "schema": Whole(SCHEMA, SCHEMA),
        "pack": WORDS,
        "title": WORDS,
        "version": WORDS,
        "platforms": Listed(WORDS),
    },
    ("schema", "pack", "title", "version"),
)
#: The parts of a pack, in the order they are told.
PARTS = tuple(_PARTS)


def check(
    tree: Tree, base: Tree, rules: Recommendations, words: Iterable[str], issues: Issues
) -> None:
    """Name every fault of a pack that lies over `base`, the tree of the rules.

    `words` are those of papers it may change.

    With no fault in `issues` the pack can be laid over the recommendations.
    """
    reader = Reader(issues, rules)
    _HEAD.read(reader, (), {key: it for key, it in tree.items() if key not in _PARTS})
    if not any(tree.get(part) for part in PARTS):
        issues.fault((), "нет ни одной строки", " ".join(f"[[{part}]]" for part in PARTS))
    for part in PARTS:
        value = tree.get(part, [])
        if not isinstance(value, list) or not all(isinstance(line, dict) for line in value):
            issues.wrong_type((part,), value, f"таблицы [[{part}]]")
            continue
        for number, line in enumerate(value):
            _line(reader, (part, number), line, _names(base, part))
    if not issues.faults:
        _whole_pack(tree, overlaid(base, tree), set(words), issues)


def _names(base: Tree, part: str) -> list[object]:
    """The names that entries of a part have in the recommendations."""
    return [entry[NAMED[part]] for entry in base[part]] if part in NAMED else []


def _line(to: Reader, path: Path, line: Tree, known: list[object]) -> None:
    part = str(path[0])
    kinds, new = _PARTS[part]
    key = NAMED.get(part)
    needed = ["source", "checked"]
    if key:
        needed.append(key)
    added = not key or line.get(key) not in known
    if added and not line.get("gone") and "model" not in line:
        dated = part == "stages" and "last_date" in line
        needed += [key for key in new if not (dated and key in ("first_day", "last_day"))]
    Fields({**_LINE, **kinds}, tuple(needed)).read(to, path, line)


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
    if bereft := [it["id"] for it in ids.values() if it.get("model", it["id"]) not in ids]:
        what = f"остались без образца, который убран: {', '.join(bereft)}"
        issues.fault(("kinds",), what, "убрать и их: gone")
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
