"""Forms that came back: one file, a folder of them, or an archive, read without being unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sferum_tui.disk import read_file
from sferum_tui.issues import PlanError, disk_error, file_error, readable, refused
from sferum_tui.rollout.imports.sheets import Sheet
from sferum_tui.tables.limits import LARGEST
from sferum_tui.tables.reading import parse_table

#: What forms are called, so many at most at once, and how large an archive of them may be, bytes.
ENDINGS = (".xlsx", ".ods", ".xls", ".csv")
MOST_FORMS, LARGEST_ARCHIVE = 1_000, 64 * 1024 * 1024
_FORMULA = re.compile(rb"<(?:[a-z]+:)?f[\s/>]|\btable:formula=")
_CELL = re.compile(
    rb"<(?:[a-z]+:)?c\s[^>]{0,80}?\br=[\"']([A-Z]{1,3}[0-9]{1,7})[\"'][^>]*>\s*<(?:[a-z]+:)?f[\s/>]"
)
#: So many cells with formulas are named.
_NAMED = 5
#: The mark of a name in UTF-8 in an archive.
_UTF8 = 0x800


def read_forms(path: Path) -> Iterator[tuple[str, tuple[Sheet, ...] | PlanError | None]]:
    """Each file by what it is called, with its sheets or with what is wrong with it.

    None stands for what lies beside the forms and is no table. Raises `PlanError` where the path
    itself can't be used.
    """
    for where, data in _found(path):
        if data is None or isinstance(data, PlanError):
            yield where, data
            continue
        try:
            yield where, _sheets(data, where)
        except PlanError as error:
            yield where, error


def _found(path: Path) -> Iterator[tuple[str, bytes | PlanError | None]]:
    where = readable(path)
    try:
        if path.is_dir():
            yield from _of_folder(path)
            return
    except (OSError, ValueError):
        # Reading says what is wrong.
        pass
    data, _ = read_file(path, LARGEST_ARCHIVE)
    names = _names(data)
    if names is None or names & {"[Content_Types].xml", "mimetype"}:
        yield where, data
    else:
        yield from _of_archive(data, where)


def _of_folder(path: Path) -> Iterator[tuple[str, bytes | PlanError | None]]:
    try:
        everything = sorted(it for it in path.iterdir() if not _is_hidden(it.name))
    except OSError as error:
        raise disk_error(path, error) from None
    files = [it for it in everything if _is_form(it.name)]
    _check_number(len(files), readable(path))
    yield from ((readable(it), None) for it in everything if it not in files)
    for file in files:
        try:
            yield readable(file), read_file(file, LARGEST)[0]
        except PlanError as error:
            yield readable(file), error


def _of_archive(data: bytes, where: str) -> Iterator[tuple[str, bytes | PlanError | None]]:
    """The forms of an archive; folders in it are looked into, and nothing is written anywhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            everything = [it for it in archive.infolist() if not _is_hidden(_name(it))]
            parts = [it for it in everything if _is_form(_name(it))]
            _check_number(len(parts), where)
            for part in everything:
                if part not in parts and not part.is_dir():
                    yield f"{where}, {_name(part)}", None
            for part in parts:
                name = f"{where}, {_name(part)}"
                if part.file_size > LARGEST or part.flag_bits & 1:
                    yield name, refused(name, "файл слишком большой или закрыт паролем", "форма")
                else:
                    with archive.open(part) as inside:
                        # A part may be larger than the archive says.
                        yield name, inside.read(LARGEST + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        raise file_error(where, "архив повреждён") from None


def _names(data: bytes) -> set[str] | None:
    """What is in an archive; None for what is none."""
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        return None


def _is_form(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


def _is_hidden(name: str) -> bool:
    """Whether a file is there for a program, not for a person."""
    return name.startswith((".", "~$")) or name.lower() in ("thumbs.db", "desktop.ini")


def _name(part: zipfile.ZipInfo) -> str:
    """The name of a file in an archive, without its folders; Windows writes it in cp866."""
    name = PurePosixPath(part.filename.replace("\\", "/")).name
    if part.flag_bits & _UTF8:
        return name
    try:
        return name.encode("cp437").decode("cp866")
    except UnicodeError:
        return name


def _check_number(number: int, where: str) -> None:
    if not number:
        raise refused(where, "форм здесь нет", "файлы .xlsx, .ods, .xls и .csv")
    if number > MOST_FORMS:
        raise refused(where, f"форм здесь больше {MOST_FORMS}", "формы одной школы")


def _sheets(data: bytes, where: str) -> tuple[Sheet, ...]:
    """The sheets of a form; formulas are none of the things that are filled in."""
    sheets = parse_table(data, where)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                content = "worksheets/" in part or part == "content.xml"
                if content and _FORMULA.search(text := archive.read(part)):
                    raise refused(where, _with_formulas(text), "числа, даты и слова")
    return sheets


def _with_formulas(text: bytes) -> str:
    """«в форме есть формулы: F7, G8»; an ods does not say where its cells stand."""
    cells = [cell.decode() for cell in _CELL.findall(text)]
    more = " и ещё" if len(cells) > _NAMED else ""
    where = f": {', '.join(cells[:_NAMED])}{more}" if cells else ""
    return f"в форме есть формулы{where}"
