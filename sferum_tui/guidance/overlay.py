"""Laying a pack over the recommendations: trees of TOML, entries matched by their names."""

from __future__ import annotations

from collections.abc import Iterator

from sferum_tui.toml.tree import Tree

#: The lists of the recommendations that a pack can change, and the key that names their entries.
NAMED = {
    "stages": "number",
    "kinds": "id",
    "levels": "id",
    "documents": "id",
    "advantages": "id",
    "additions": "id",
    "steps": "id",
    "contacts": "id",
    "footnotes": "id",
    "order": "id",
}


def overlaid(base: Tree, pack: Tree) -> Tree:
    """The recommendations with the lines of a pack in place of theirs. Neither tree is changed.

    An entry of the same name gets the values that the pack gives it, a `gone` one leaves, one with
    a new name is added. The pack is to be without faults.
    """
    tree = {**base, **{name: _list(base[name], pack.get(name, ()), NAMED[name]) for name in NAMED}}
    tree["kinds"] = list(_kinds(tree, pack))
    tree["words"] = list(pack.get("words", ()))
    return tree


def _list(base: list[Tree], lines: list[Tree], key: str) -> list[Tree]:
    found = {entry[key]: entry for entry in base}
    for line in lines:
        if line.get("gone"):
            found.pop(line[key], None)
        else:
            found[line[key]] = _entry(found.get(line[key], {}), line)
    entries = list(found.values())
    if key == "number":
        return sorted(map(_dated, entries), key=lambda entry: entry[key])
    return entries


def _entry(old: Tree, line: Tree) -> Tree:
    """An entry with a line over it; what to write keeps its paragraph unless it is told anew."""
    kept = {"source": old["source"]} if "scope" in old and "post" not in line else {}
    return {**old, **line, **kept}


def _dated(stage: Tree) -> Tree:
    """A stage with days beside its dates, for classes that open later."""
    if "first_date" not in stage or "last_date" not in stage:
        return stage
    return {"first_day": 0, "last_day": (stage["last_date"] - stage["first_date"]).days, **stage}


def _kinds(tree: Tree, pack: Tree) -> Iterator[Tree]:
    """The kinds by stage, each with its own first message and whether the platform makes it."""
    made = {name for line in pack.get("makes", ()) for name in line["kinds"]}
    messages = {line["kind"]: line["text"] for line in pack.get("messages", ())}
    for kind in sorted(tree["kinds"], key=lambda kind: kind["stage"]):
        own = {"first_message": messages[kind["id"]]} if kind["id"] in messages else {}
        # Said of every kind, so that none takes it over from its model.
        yield {**kind, **own, "auto": kind["id"] in made}
