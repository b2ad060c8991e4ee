"""Reading a plan file: bytes → TOML → answers, ticks and notes, with every fault named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path as Folder
from zoneinfo import ZoneInfo

from msgspec import Struct

from sferum_tui.guidance.rules import recommendations_for
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.issues import Issue, PlanError, shown
from sferum_tui.plan.keys import ANSWERS, JOINED, TABLES
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.plan import Done, Joined, Plan
from sferum_tui.text import LONGEST, LONGEST_NOTE, silenced, unseen
from sferum_tui.toml.fields import MOST_FAULTS, Issues, TreeTable, Value, located
from sferum_tui.toml.kinds import Reader
from sferum_tui.toml.read import TomlReader, decoded, parsed
from sferum_tui.toml.tree import Path, Tree, same

#: The schema this program writes.
SCHEMA = 1
#: Ticks of other years would leave the calendar when turned into another time zone.
_YEARS = range(2, 9999)
_EXAMPLE = '[classes] и, например, 8 = ["А", "Б"]'


class Reading(Struct, frozen=True):
    """A plan and what it was read from: the bytes, their text, the parsed tree."""

    data: bytes
    text: str
    tree: Tree
    plan: Plan
    read_only_reason: str
    warnings: tuple[Issue, ...]


class PlanReader:
    """Reads one plan file again and again; what did not change is not read anew."""

    def __init__(self, where: str, folder: Folder | None = None) -> None:
        """`folder` is that of the plan, where its guidance may lie."""
        self.where = where
        self.folder = folder
        self._toml = TomlReader()
        self._last: Reading | None = None

    def read(self, data: bytes) -> Reading:
        """A plan out of the bytes of its file. Raises `PlanError` with every fault."""
        last = self._last
        if last is None or last.data != data:
            self._last = last = self._read(data, last)
        return last

    def tree(self, text: str) -> Tree:
        """The tree of a text. Raises `TomlError`."""
        return self._toml.read(text)

    def _read(self, data: bytes, last: Reading | None) -> Reading:
        text = decoded(data, self.where)
        tree = parsed(text, self.where, self._toml)
        issues = Issues()
        root = TreeTable(issues, (), tree)
        reason = _schema(root)
        known = last and all(same(tree.get(name), last.tree.get(name)) for name in TABLES)
        if last and known and not last.warnings:
            answers = last.plan.answers
        else:
            answers = read_answers(tree, issues, None, self.folder)
            _needed(issues, tree)
        done = _done(root.table("done"), answers.school.timezone)
        notes, joined = _texts(root, "notes"), _joined(root)
        root.unknown(also=TABLES)
        if issues.faults:
            raise _error(issues.faults, self.where, text)
        warnings = located(issues.of("warning"), self.where, text)
        return Reading(data, text, tree, Plan(answers, done, notes, joined), reason, warnings)


def parse_answers(
    data: bytes, where: str, base: Answers | None = None, folder: Folder | None = None
) -> Answers:
    """Answers out of a file in the plan's format, `[done]` or not. Raises `PlanError`.

    What the file doesn't say is taken from `base`; a table whose keys are data, such as
    `[classes]`, is taken whole from the one or the other. Without `base` the file must name the
    classes; the date of the structure may be missing. `folder` is that of the plan to be made.
    """
    text = decoded(data, where)
    tree = parsed(text, where)
    issues = Issues()
    if not tree:
        issues.fault((), "файл пуст", _EXAMPLE)
    answers = read_answers(tree, issues, base, folder)
    if tree and base is None and "classes" not in tree:
        issues.fault((), "нет таблицы [classes]", _EXAMPLE)
    if issues.faults:
        raise _error(issues.faults, where, text)
    return answers


def marks_held(data: bytes) -> list[str]:
    """The tables of a file of answers that are not answers and hold something: `done`, `notes`."""
    tree = parsed(decoded(data, ""), "")
    return [name for name in ("done", "joined", "notes") if _holds(tree.get(name))]


def _holds(value: object) -> bool:
    """Whether a table has any entry, in itself or in the tables of it."""
    return any(map(_holds, value.values())) if isinstance(value, dict) else value is not None


def read_answers(
    tree: Tree, issues: Issues, base: Answers | None, folder: Folder | None = None
) -> Answers:
    """The answers that a tree gives; what it doesn't say is taken from `base`.

    The guidance that the tree names may lie in `folder`, that of the plan. Issues hold every
    fault; with any the result is of no use.
    """
    base = base or Answers()
    rules = recommendations_for(_guidance(tree) or base.school.guidance, folder)
    answers: Answers = ANSWERS.found(Reader(issues, rules), TreeTable(issues, (), tree), base)
    return answers


def _guidance(tree: Tree) -> str:
    """The name of the pack, which all other keys are checked by; "" where it is no name."""
    school = tree.get("school")
    name = school.get("guidance") if isinstance(school, dict) else ""
    return name if isinstance(name, str) else ""


# The parts of a plan -----------------------------------------------------------------------------


def _schema(root: TreeTable) -> str:
    """Why a plan of this schema can only be read; "" for the one that this program writes."""
    issues, allowed = root.issues, f"schema = {SCHEMA}"
    if not root.data:
        issues.fault((), "файл пуст", "план: его создаёт sferum-tui new")
    elif not root.has("schema"):
        issues.fault((), "нет ключа schema: похоже, это не план", allowed)
    else:
        schema = root.data["schema"]
        if isinstance(schema, bool) or not isinstance(schema, int):
            issues.wrong_type(("schema",), schema, allowed)
        elif schema < SCHEMA:
            issues.fault(("schema",), f"нет такой схемы: {shown(schema)}", allowed)
        elif schema > SCHEMA:
            what = f"план записан более новой версией программы (schema = {schema})"
            return f"{what}: его можно только смотреть. Чтобы менять, обновите sferum-tui"
    return ""


def _needed(issues: Issues, tree: Tree) -> None:
    """Name the answers that have no default."""
    if not tree:
        return
    if "classes" not in tree:
        issues.fault((), "нет таблицы [classes]", _EXAMPLE)
    school = tree.get("school", {})
    if isinstance(school, dict) and "structure_created" not in school:
        path: Path = ("school",) if "school" in tree else ()
        allowed = "день 0: structure_created = 2026-11-23"
        issues.fault(path, "нет ключа structure_created в [school]", allowed)


def _done(table: TreeTable, zone: str) -> Done:
    place, issues = ZoneInfo(zone), table.issues

    def moment(path: Path, value: object) -> datetime | None:
        if type(value) is date:
            value = datetime.combine(value, time.min)
        if not isinstance(value, datetime):
            issues.wrong_type(path, value, "дата и время: 2026-11-25T10:12:00+03:00")
            return None
        if value.year not in _YEARS:
            issues.fault(path, f"нет такого года: {value.year}", "дата и время отметки")
            return None
        return value if value.tzinfo else value.replace(tzinfo=place)

    result = Done(
        created=_chats(table, "created", datetime, moment),
        auto=_chats(table, "auto", datetime, moment),
        skipped=_texts(table, "skipped"),
    )
    table.unknown()
    return result


def _joined(root: TreeTable) -> Mapping[str, Joined]:
    reader, empty = Reader(root.issues, load_recommendations()), dict[str, Joined]()
    return root.read("joined", empty, lambda at, it: JOINED.read(reader, at, it))


def _texts(table: TreeTable, key: str) -> dict[str, str]:
    def text(path: Path, value: object) -> str | None:
        if isinstance(value, str) and ("\n" in value or "\t" in value):
            # A note written by hand may have lines; the screen has one for it.
            value = " ".join(value.split())
        return table.issues.text(path, value, limit=LONGEST_NOTE)

    return _chats(table, key, str, text)


def _chats(
    table: TreeTable, key: str, kind: type, read: Callable[[Path, object], Value | None]
) -> dict[str, Value]:
    """A table by chat ids. Ids are not changed, not even those that no chat has."""
    issues, empty = table.issues, dict[str, Value]()

    def entries(path: Path, value: object) -> dict[str, Value] | None:
        if isinstance(value, dict) and _in_order(value, kind):
            return dict(value)
        return issues.entries(path, value, read, issues.text)

    return table.read(key, empty, entries)


def _in_order(table: Tree, kind: type) -> bool:
    """Whether a table of ticks or notes is as the program writes it: told at once for thousands."""
    if set(map(type, table.values())) != {kind}:
        return False
    texts = [*table, *table.values()] if kind is str else [*table]
    joined = "".join(texts)
    if len(max(texts, key=len)) > LONGEST or unseen(joined) or silenced(joined) != joined:
        return False
    if kind is str:
        return True
    moments = table.values()
    if any(moment.tzinfo is None for moment in moments):
        return False
    return min(moments).year in _YEARS and max(moments).year in _YEARS


# Faults with their lines -------------------------------------------------------------------------


def _error(faults: Sequence[tuple[Path, Issue]], where: str, text: str) -> PlanError:
    found = list(located(faults[:MOST_FAULTS], where, text))
    if len(faults) > MOST_FAULTS:
        found.append(Issue(where, None, "", f"показаны первые {MOST_FAULTS} ошибок, есть и ещё"))
    return PlanError(found)
