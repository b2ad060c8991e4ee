"""How large a table of one school may be, what its cells may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sferum_tui.issues import PlanError, refused
from sferum_tui.rollout.imports.sheets import SheetRow, column_letter
from sferum_tui.text import LONGEST, silenced, unseen

#: The largest file, in bytes; a list of a complex has some 400 KB.
LARGEST = 4 * 1024 * 1024
#: The most rows of a file; a complex has some 5,000 lessons.
MOST_ROWS = 10_000
#: Columns beyond this one are not looked at: a complex has 240 classes, and each may head one.
MOST_COLUMNS = 320
#: What a table should be, in messages.
EXPECTED = "таблица со столбцом «класс»"
TOO_LARGE = f"файл больше {LARGEST // 2**20} МБ: это не список школы"
SAVE_AS = "сохраните как .xlsx без пароля или .csv"

_BREAK = re.compile("[\n\r\v\f\u2028\u2029]+")
#: What an export from a web page leaves in cells: «&nbsp;», «&#171;».
_ENTITY = re.compile(r"(?i)&(?:#\d{1,5}|#x[\da-f]{1,4}|[a-z]{2,8});")


def clean_row(
    number: int, cells: Sequence[str], faults: Mapping[int, str] | None = None
) -> SheetRow | None:
    """A row with its cells made plain and the faulty ones named; None for an empty one."""
    texts: list[str] = []
    found = dict(faults or {})
    for column, cell in enumerate(cells[:MOST_COLUMNS]):
        text = plain_cell(cell) if cell else ""
        if sign := unseen(text.replace("\n", " ")):
            found[column] = f"{place(column)}: невидимый или управляющий знак U+{ord(sign):04X}"
        elif len(text) > LONGEST:
            found[column] = f"{place(column)}: текст длиннее {LONGEST} знаков"
        texts.append("" if column in found else text)
    while texts and not texts[-1]:
        texts.pop()
    if not texts and not found:
        return None
    return SheetRow(number, tuple(texts), found)


def without_entities(text: str) -> str:
    """The text with «&nbsp;» and the like as the signs they stand for; a quote opens no cell."""
    if "&" not in text:
        return text
    from html import unescape

    return _ENTITY.sub(lambda found: unescape(found[0]).replace('"', "”"), text)


def plain_cell(text: str) -> str:
    """The text of a cell: NFC, one space between words, line breaks that part something kept."""
    # The rest of a longer text would only cost time: the cell is faulty anyway.
    text = silenced(without_entities(text[: 10 * LONGEST]))
    if text.isalnum():
        return text
    lines = (" ".join(line.split()) for line in _BREAK.split(text))
    return "\n".join(filter(None, lines))


def place(column: int) -> str:
    """«столбец B»: a column as spreadsheets call it."""
    return f"столбец {column_letter(column)}"


def too_many_rows(where: str) -> PlanError:
    """A table that no school has."""
    return refused(where, f"больше {MOST_ROWS} строк", "список одной школы")
