"""`export`: documents out of a plan, into a file or to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from sferum_tui.commands import console
from sferum_tui.commands.context import board_of, existing_plan, moment_of, read_board, who
from sferum_tui.commands.grammar import Line, UsageError
from sferum_tui.documents import catalogue
from sferum_tui.documents.model import LetterheadError, NoDocumentError
from sferum_tui.documents.report_many import Source
from sferum_tui.documents.requisites import remarks
from sferum_tui.documents.saving import LETTERHEAD, document_path, earlier_file, letterhead, save
from sferum_tui.issues import PlanError, file_error, readable, refused
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.school import ClassNameError, canonical_class


class _Made(Struct, frozen=True):
    """A document, the exit code, and the board of the only plan it is about."""

    data: bytes
    code: int = 0
    board: Board | None = None


def run(line: Line) -> int:
    """Make one document. The exit code is 1 where one of several plans is broken."""
    what, *plans = line.arguments
    target = Path(line.get("-o")) if line.has("-o") else None
    _check_usage(what, plans, line)
    to_stdout = target is not None and str(target) == "-"
    if what == catalogue.FORMS and target and not to_stdout and _is_folder(target):
        return _forms(Path(plans[0]) if plans else existing_plan(line), target, line)
    kind = _kind(what, line.get("--format"), None if to_stdout else target)
    if to_stdout and kind in catalogue.BINARY and _on_screen():
        raise UsageError(f"{kind} — не текст, на экран его не вывести; укажите файл: -o ФАЙЛ")
    if line.has("--blank") and not catalogue.headed(what, kind):
        raise UsageError("--blank нужен только для docx")
    paths = [Path(plan) for plan in plans] or [existing_plan(line)]
    made = _of_many(paths, kind, line) if len(paths) > 1 else _of_one(paths[0], kind, line)
    if to_stdout:
        console.say_bytes(made.data)
    else:
        console.say(readable(_saved(made, target, paths, kind, line)))
    if made.board:
        _remark(what, made.board)
    return made.code


def _check_usage(what: str, plans: Sequence[str], line: Line) -> None:
    if what not in catalogue.FORMATS:
        known = ", ".join(catalogue.FORMATS)
        raise UsageError(f"нет документа «{readable(what)}»; есть {known}")
    if len(plans) > 1 and what != catalogue.OF_MANY:
        raise UsageError(f"по нескольким планам сразу делается только {catalogue.OF_MANY}")
    for option, papers in (
        ("--owner", catalogue.BY_OWNER),
        ("--class", catalogue.BY_OWNER),
        ("--blank", catalogue.ON_LETTERHEAD),
        ("--reload", ("board",)),
    ):
        if line.has(option) and what not in papers:
            raise UsageError(f"{option} есть только у {', '.join(papers)}")


def _saved(made: _Made, target: Path | None, plans: Sequence[Path], kind: str, line: Line) -> Path:
    """Write a document to the place that is named, else to its own; where it lies now."""
    # A stroke at its end says that the target can only be a folder.
    if target and not target.is_dir() and line.get("-o").endswith(os.sep):
        raise file_error(target, "такой папки нет")
    if target is None or target.is_dir():
        own = _own_path(plans[0], made.board, kind, line)
        target = own if target is None else target / own.name
    if target.exists() and any(plan.exists() and target.samefile(plan) for plan in plans):
        raise file_error(target, "это файл плана, документ его не заменит")
    save(target, made.data, replace=line.has("--force"), folder=not line.has("-o"))
    return target


def _is_folder(target: Path) -> bool:
    return target.is_dir() or target.suffix.lower() != ".zip"


def _forms(path: Path, folder: Path, line: Line) -> int:
    """A form for each owner into a folder; where one of them is there already, none is written."""
    from sferum_tui.documents.forms import write_forms

    if line.has("--format"):
        raise UsageError("формы в папке — файлы xlsx; для архива: -o ФАЙЛ.zip")
    plan = PlanStore(path).named(who(), moment_of(line))
    board = board_of(plan, line, path)
    try:
        files = write_forms(board, plan.notes, line.get("--owner") or "", _class(line, board))
    except NoDocumentError as error:
        raise refused(path, str(error)) from None
    targets = [folder / name for name, _ in files]
    if not line.has("--force"):
        for target in targets:
            if os.path.lexists(target):
                raise file_error(target, "файл уже есть; заменить его: --force")
    for target, (_, data) in zip(targets, files, strict=True):
        save(target, data, replace=line.has("--force"), folder=True)
        console.say(readable(target))
    _remark(catalogue.FORMS, board)
    return 0


def _own_path(path: Path, board: Board | None, kind: str, line: Line) -> Path:
    """Where a document lies by itself: beside the first plan, called after the only school."""
    title = catalogue.file_title(line.arguments[0])
    if board is None:
        return path.parent / "documents" / f"{title}.{kind}"
    of = " ".join(filter(None, (line.get("--owner"), _class(line, board))))
    return document_path(path, title, kind, board.rollout.answers.school, of)


def _on_screen() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _kind(what: str, given: str | None, target: Path | None) -> str:
    """The format: the one given, else what the file's name ends in, else the default."""
    formats = catalogue.FORMATS[what]
    ending = target.suffix[1:].lower() if target else ""
    kind = given or ending or formats[0]
    if kind not in formats:
        known = ", ".join(formats)
        raise UsageError(f"{what} не бывает в формате {readable(kind)}; бывает {known}")
    return kind


def _of_one(path: Path, kind: str, line: Line) -> _Made:
    what = line.arguments[0]
    store = PlanStore(path)
    # Forms are known again by the name of the plan.
    named = what == catalogue.FORMS
    plan = store.named(who(), moment_of(line)) if named else store.load().plan
    board = board_of(plan, line, path)
    blank = letterhead(path, line.get("--blank")) if catalogue.headed(what, kind) else b""
    wanted = catalogue.Wanted(
        line.get("--owner") or "",
        _class(line, board),
        line.get("--reload") or 0,
        store.joined_changes() if what == "coverage" else (),
    )
    try:
        data = catalogue.make(
            what,
            kind,
            board,
            plan.notes,
            readable(path),
            wanted=wanted,
            letterhead=blank,
            earlier=_earlier(path, board, line) if kind == "ics" else b"",
        )
    except NoDocumentError as error:
        raise refused(path, str(error)) from None
    except LetterheadError as error:
        raise file_error(line.get("--blank") or path.parent / LETTERHEAD, str(error)) from None
    return _Made(data, board=board)


def _remark(what: str, board: Board) -> None:
    """Say what a person should know before a document is handed out."""
    for remark in remarks(what, board):
        console.warn(f"{catalogue.file_title(what)}: {remark}")


def _earlier(path: Path, board: Board, line: Line) -> bytes:
    """The calendar made before: at the place named, else beside the plan."""
    own = _own_path(path, board, "ics", line)
    target = Path(line.get("-o") or "-")
    if str(target) == "-":
        return earlier_file(own)
    return earlier_file(target / own.name if target.is_dir() else target) or earlier_file(own)


def _class(line: Line, board: Board) -> str:
    """The class asked for, as the plan spells it."""
    text = line.get("--class")
    if not text:
        return ""
    try:
        name = canonical_class(text)
    except ClassNameError as error:
        raise UsageError(str(error)) from None
    if name not in {item.name for item in board.rollout.classes}:
        raise UsageError(f"в плане нет класса {name}")
    return name


def _of_many(paths: Sequence[Path], kind: str, line: Line) -> _Made:
    """One report on several plans; those that can't be read stand in it with the reason."""
    sources = []
    for path in paths:
        try:
            sources.append(Source(readable(path), read_board(path, line)))
        except PlanError as error:
            console.warn(str(error))
            sources.append(Source(readable(path), None, str(error)))
    paper = catalogue.report_of(sources, kind)
    broken = any(source.board is None for source in sources)
    return _Made(catalogue.written(paper, kind, moment_of(line)), int(broken))
