"""`guidance`: the packs of guidance that can be found, or all lines of one."""

from __future__ import annotations

from pathlib import Path

from sferum_tui.commands import console
from sferum_tui.commands.context import folder_of
from sferum_tui.commands.grammar import Line, UsageError
from sferum_tui.guidance.packs import Pack, find, known, lines
from sferum_tui.issues import PlanError, readable
from sferum_tui.rollout.russian import digits, plural
from sferum_tui.toml.tree import Tree

#: What the parts of a pack are called.
_TITLES = {
    "stages": "Этапы",
    "kinds": "Виды чатов",
    "levels": "Учителя по уровням",
    "makes": "Создаёт сама платформа",
    "messages": "Первые сообщения",
    "documents": "Основания приказа",
    "advantages": "Чем удобно",
    "additions": "Дополнения",
    "steps": "Подготовка",
    "contacts": "Куда обратиться",
    "footnotes": "Сноски",
    "order": "Порядок",
    "words": "Слова документов",
}


def run(line: Line) -> int:
    """Print the packs, or what one of them says. The exit code is 1 where one is faulty."""
    if len(line.arguments) > 1:
        raise UsageError(f"пакет один, а здесь {len(line.arguments)}")
    folder = folder_of(line)
    if line.arguments:
        _tell(find(line.arguments[0], folder), line.has("--json"))
        return 0
    return _list(folder, line.has("--json"))


def _list(folder: Path, json: bool) -> int:
    found = list(known(folder))
    packs = [it for it in found if isinstance(it, Pack)]
    faults = [it for it in found if isinstance(it, PlanError)]
    if json:
        console.say_json_list(map(_json, packs))
    else:
        console.say("\n".join(map(_in_short, packs)) or "Пакетов указаний нет.")
    for error in faults:
        console.warn(str(error))
    return 1 if faults else 0


def _in_short(pack: Pack) -> str:
    info = pack.info
    for_whom = f" · {', '.join(info.platforms)}" if info.platforms else ""
    checked = f"версия {info.version}, проверено {digits(info.checked)}"
    return f"{info.name}  {info.title}{for_whom}\n  {checked}\n  {readable(pack.path)}"


def _json(pack: Pack) -> Tree:
    info = pack.info
    return {
        "name": info.name,
        "title": info.title,
        "version": info.version,
        "checked": info.checked,
        "platforms": list(info.platforms),
        "path": readable(pack.path),
    }


def _tell(pack: Pack, json: bool) -> None:
    found = list(lines(pack.tree))
    if json:
        console.say_json({**_json(pack), "lines": [{"part": part, **row} for part, row in found]})
        return
    info, last = pack.info, ""
    console.say(f"{info.title} ({info.name}, версия {info.version})")
    console.say(plural(len(found), "строка", "строки", "строк"))
    for part, row in found:
        if part != last:
            console.say(f"\n{_TITLES[part]}")
            last = part
        console.say(f"  {_text(row)}")
        region = "; в регионах по-разному" if row.get("region") else ""
        console.say(f"    {row['source']}; проверено {digits(row['checked'])}{region}")


def _text(row: Tree) -> str:
    """A line of a pack in words: what it is about, then what it says."""
    name = next((str(row[key]) for key in ("id", "number", "kind", "key") if key in row), "")
    if row.get("gone"):
        return f"{name}: убрано"
    if "kinds" in row:
        return ", ".join(row["kinds"])
    dates = [digits(row[key]) for key in ("first_date", "last_date") if key in row]
    days = [str(row[key]) for key in ("first_day", "last_day") if key in row]
    term = "–".join(dates) if dates else f"{'–'.join(days)} дн." if days else ""
    texts = (row.get(key, "") for key in ("title", "text", "value", "about"))
    said = [text for text in texts if isinstance(text, str) and text]
    return ": ".join(filter(None, (*(said or [name]), term)))
