"""Forms that owners fill in: how a test fills them and takes them back."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sferum_tui.rollout.imports import form_layout as layout
from tests.commands.conftest import NOW, Cli

PETROV = "Чаты Петров П. П.xlsx"
DAY = datetime(2026, 11, 30)


def filled(path: Path, chat_id: str, *values: Any, column: int = layout.CREATED) -> None:
    """Fill in cells of a chat, from «создан» on."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    row = row_of(sheet, chat_id)
    for place, value in enumerate(values, column + 1):
        sheet.cell(row, place).value = value
    book.save(path)


def row_of(sheet: Worksheet, chat_id: str) -> int:
    """The row of a chat."""
    return next(row[0].row for row in sheet.iter_rows() if row[layout.ID].value == chat_id)


def plan(tmp_path: Path) -> dict[str, Any]:
    return tomllib.loads((tmp_path / "plan.toml").read_text(encoding="utf-8"))


def take(cli: Cli, path: Path, *options: str) -> Any:
    return cli("import", path, "--what", "forms", "--plan", "plan.toml", *NOW, *options)
