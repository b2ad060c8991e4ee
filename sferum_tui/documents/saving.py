"""Where documents go: into `documents/` beside the plan, or wherever a person says."""

from __future__ import annotations

import getpass
import os
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from sferum_tui.disk import locked, make_folder, replace_file, sync_folder
from sferum_tui.issues import disk_error, file_error

_MODE = 0o600
#: What a path may hold without quotation marks in the command line of a Windows or Linux machine.
_SAFE = re.compile(r"[\w./-]+")


def document_path(plan: Path, name: str, kind: str) -> Path:
    """`documents/roadmap.docx` beside the plan; other plans of the folder go by their own name."""
    stem = plan.stem if plan.suffix == ".toml" else plan.name
    prefix = "" if stem == "plan" else f"{stem}-"
    return plan.parent / "documents" / f"{prefix}{name}.{kind}"


def save(path: Path, data: bytes, *, replace: bool = False, folder: bool = False) -> None:
    """Write a document, whole or not at all; `folder` makes the folder it goes into.

    A new file is readable by its owner alone. Raises `PlanError` where the file exists and is not
    to be replaced, and where it can't be written.
    """
    try:
        if folder:
            make_folder(path.parent)
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
    except OSError as error:
        raise disk_error(path, error) from None


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
    ports = ("", "") if port == "22" else (f"-P {port} ", f"-P {port} ")
    return (f"scp {ports[0]}{source} .", f"pscp {ports[1]}{source} .")
