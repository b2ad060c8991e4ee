"""Guidance packs: where they lie, how they are read, the recommendations with one laid over them.

A pack is a TOML file whose key `pack` is its name. It is looked for beside the plan, then among the
settings of the user, then among what travels with the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.disk import read_file
from sferum_tui.guidance.overlay import overlaid
from sferum_tui.guidance.pack_check import PARTS, check
from sferum_tui.guidance.sources import load_recommendations, read_preset, recommendations_tree
from sferum_tui.issues import PlanError, disk_error, readable, refused
from sferum_tui.locations import config_dir, resource
from sferum_tui.rollout.recommendations import PackInfo, Recommendations, from_data, texts_from
from sferum_tui.toml.fields import Issues, located
from sferum_tui.toml.read import decoded, parsed
from sferum_tui.toml.tree import Tree

#: No pack comes near this size, in bytes.
LARGEST = 1024 * 1024
#: A name is part of a path, so it must stay in its folder.
_NAME = r"[A-Za-zА-Яа-яЁё0-9_-][A-Za-zА-Яа-яЁё0-9_. -]{0,59}"
_FOLDER = "guidance"


class Pack(Struct, frozen=True):
    """A pack that can be used: where it lies, its lines, the recommendations under it."""

    path: Path
    tree: Tree
    recommendations: Recommendations

    @property
    def info(self) -> PackInfo:
        """What it is called and when it was checked."""
        info = self.recommendations.pack
        if info is None:
            raise AssertionError("made from a pack")
        return info


#: Packs read before, by their files as these were then.
_READ: dict[tuple[Path, int, int], Pack] = {}


def guided(name: str, folder: Path | None) -> Recommendations:
    """The recommendations under a pack; without it, and told so, where it can't be used.

    `folder` is that of the plan.
    """
    try:
        return find(name, folder).recommendations
    except PlanError:
        return replace(load_recommendations(), missing=name)


def find(name: str, folder: Path | None) -> Pack:
    """The pack of a name. Raises `PlanError` where there is none, or with all its faults."""
    if path := path_of(name, folder):
        return read(path)
    what = f"пакет указаний «{name}» не найден"
    raise refused(name, what, "имена: sferum-tui guidance")


def path_of(name: str, folder: Path | None) -> Path | None:
    """The file of a pack, the nearest to the plan; None where no file calls itself so."""
    if not re.fullmatch(_NAME, name):
        return None
    found = (place / f"{name}.toml" for place in places(folder))
    return next(filter(is_pack, found), None)


def places(folder: Path | None) -> Iterator[Path]:
    """The folders that packs may lie in, the nearest to the plan first."""
    if folder is not None:
        yield folder
        yield folder / _FOLDER
    with suppress(PlanError):
        yield config_dir() / _FOLDER
    yield resource("presets", _FOLDER)


def known(folder: Path | None) -> Iterator[Pack | PlanError]:
    """Every pack that can be found, once by name; for a faulty one what is wrong with it."""
    seen: set[str] = set()
    for place in places(folder):
        files: list[Path] = []
        with suppress(OSError):  # a folder that can't be read has none
            files = sorted(place.glob("*.toml"))
        for path in files:
            if path.stem in seen or not is_pack(path):
                continue
            seen.add(path.stem)
            try:
                yield read(path)
            except PlanError as error:
                yield error


def infos(folder: Path | None) -> tuple[PackInfo, ...]:
    """The packs without faults, by what they are called."""
    return tuple(pack.info for pack in known(folder) if isinstance(pack, Pack))


def is_pack(path: Path) -> bool:
    """Whether a file calls itself a pack, faulty or not; what is no file is not opened."""
    try:
        return path.is_file() and re.search(r"(?m)^pack\s*=", _text(path)) is not None
    except (PlanError, OSError, ValueError):
        return False


def read(path: Path) -> Pack:
    """The pack of a file. Raises `PlanError` with every fault and its line."""
    try:
        found = path.stat()
    except OSError as error:
        raise disk_error(path, error) from None
    key = (path, found.st_mtime_ns, found.st_size)
    if key not in _READ:
        _READ[key] = _made(path, _text(path))
    return _READ[key]


def _text(path: Path) -> str:
    return decoded(read_file(path, LARGEST)[0], readable(path))


def _made(path: Path, text: str) -> Pack:
    where = readable(path)
    tree = parsed(text, where)
    base, issues = recommendations_tree(), Issues()
    check(tree, base, load_recommendations(), _paper_words(), issues)
    if not issues.faults and tree["pack"] != path.stem:
        issues.fault(("pack",), f"файл называется {path.name}", f'pack = "{path.stem}"')
    if issues.faults:
        raise PlanError(located(issues.faults, where, text))
    whole = overlaid(base, tree)
    whole["pack"] = {
        "name": tree["pack"],
        "title": tree["title"],
        "version": tree["version"],
        "checked": max(line["checked"] for part in PARTS for line in tree.get(part, ())),
        "platforms": tuple(tree.get("platforms", ())),
    }
    texts = texts_from(whole)
    return Pack(path, tree, from_data(whole, lambda: texts))


def _paper_words() -> Iterator[str]:
    """The words of papers that a pack may change, as «part.key»."""
    for part, table in read_preset("documents.toml").items():
        for key, value in table.items() if isinstance(table, dict) else ():
            if isinstance(value, str):
                yield f"{part}.{key}"


def lines(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """Every line of a pack with the part it stands in, in the order they are told."""
    for part in PARTS:
        for line in tree.get(part, ()):
            yield part, line
