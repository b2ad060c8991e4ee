"""Where documents go: into `documents/` beside the plan, or wherever a person says."""

from __future__ import annotations

import getpass
import os
import re
import shlex
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from sferum_tui.disk import locked, make_folder, read_file, replace_file, sync_folder
from sferum_tui.issues import PlanError, disk_error, file_error
from sferum_tui.locations import own_name
from sferum_tui.rollout.answers import School
from sferum_tui.text import tidy

_MODE = 0o600
#: What a path may hold without quotation marks in the command line of a Windows or Linux machine.
_SAFE = re.compile(r"[\w./-]+")
#: What no name of a file should hold on Windows or Linux.
_NOT_IN_NAMES = re.compile(r"[/\\:*?<>|\x00-\x1f]")
_QUOTES = re.compile("[«»„“”\"']")
_MARKED = re.compile('[«„"](.+)[»“"]')
#: The longest part of a file's name that comes from the plan, in characters.
_LONGEST_NAME = 60
#: The school's letterhead, and how large it and an earlier paper may be, in bytes.
LETTERHEAD = "бланк.docx"
_LARGEST = 20 * 1024 * 1024


def document_path(plan: Path, title: str, kind: str, school: School, of: str = "") -> Path:
    """`documents/Приказ Сферум СОШ № 12.docx` beside the plan, as a director knows it.

    Other plans of the folder add their own names, so that none writes over another's papers; so
    does `of`, whom or what a part of the document is for: «… СОШ № 12, Петров П. П.ics».
    """
    stem = own_name(plan)
    whose = file_part(school.short_name or _in_marks(school.name))
    own = "" if stem == "plan" else f"({stem})"
    name = " ".join(part for part in (title, whose, own) if part)
    name = ", ".join(part for part in (name, file_part(of)) if part)
    return plan.parent / "documents" / f"{name}.{kind}"


def file_part(text: str) -> str:
    """A text as a part of a file's name on any system: no quotation marks, no signs of a path."""
    plain = _QUOTES.sub("", "".join(sign if sign.isprintable() else " " for sign in tidy(text)))
    name = " ".join(_NOT_IN_NAMES.sub(" ", plain).split())
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition(" ")[0] or name[:_LONGEST_NAME]
    return name.strip(" .")


def _in_marks(name: str) -> str:
    """What tells a school from others: of a long name what stands in quotation marks."""
    found = _MARKED.search(name) if len(name) > _LONGEST_NAME else None
    return found[1] if found else name


def letterhead(plan: Path, given: Path | None = None) -> bytes:
    """The school's letterhead: the file given, else `бланк.docx` beside the plan; empty for none.

    Raises `PlanError` where it can't be read or is too large.
    """
    path = given or plan.parent / LETTERHEAD
    if given is None and not path.is_file():
        return b""
    return read_file(path, _LARGEST)[0]


def earlier_file(path: Path) -> bytes:
    """The file that was made before at a place; empty where there is none that can be read."""
    with suppress(OSError, ValueError, PlanError):
        return read_file(path, _LARGEST)[0]
    return b""


def save(path: Path, data: bytes, *, replace: bool = False, folder: bool = False) -> None:
    """Write a document, whole or not at all; `folder` makes the folder it goes into.

    A new file is readable by its owner alone; a folder made for one that can't be written is gone
    again. Raises `PlanError` where the file exists and is not to be replaced, and where it can't be
    written.
    """
    made: list[Path] = []
    try:
        made = make_folder(path.parent) if folder else []
        _write(path, data, replace)
    except OSError as error:
        _take_back(made)
        raise disk_error(path, error) from None
    except PlanError:
        _take_back(made)
        raise


def _take_back(folders: Iterable[Path]) -> None:
    """Remove folders, the deepest first, as far as they are empty."""
    with suppress(OSError):
        for folder in folders:
            folder.rmdir()


def _write(path: Path, data: bytes, replace: bool) -> None:
    if path.is_dir():
        raise file_error(path, "это папка, а нужен файл")
    if path.exists() and not path.is_file():
        raise file_error(path, "это не обычный файл; для стандартного вывода: -o -")
    if not path.parent.is_dir():
        raise file_error(path.parent, "такой папки нет")
    with locked(path, _MODE):
        # A link that leads nowhere is there as well.
        if os.path.lexists(path) and not replace:
            raise file_error(path, "файл уже есть; заменить его: --force")
        replace_file(path.resolve() if path.is_symlink() else path, data)
        sync_folder(path.parent)


def copy_commands(path: Path, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Commands for the person's own machine that fetch a file from this server: scp, pscp.

    Empty where nobody came over SSH. The address is the one that the connection came to.
    """
    connection = environ.get("SSH_CONNECTION", "").split()
    if len(connection) != 4:
        return ()
    host, port = connection[2], connection[3]
    host = f"[{host}]" if ":" in host else host
    source = f"{getpass.getuser()}@{host}:{path}"
    if not _SAFE.fullmatch(str(path)):
        # Windows knows double quotation marks only, and no name there holds one.
        plain = not re.search(r'["$`\\!]', source)
        source = f'"{source}"' if plain else shlex.quote(source)
    way = f"-P {port} {source}" if port != "22" else source
    return (f"scp {way} .", f"pscp {way} .")
