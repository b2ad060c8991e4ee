"""Tables to import that were spoilt in every way: a clear word or rows, quickly, and never a crash.

`SFERUM_TUI_HOSTILE=20000` makes so many of them instead of a thousand.
"""

from __future__ import annotations

import io
import zipfile
from random import Random
from time import process_time
from unicodedata import category

import pytest

from sferum_tui.guidance.loading import load_reference
from sferum_tui.issues import PlanError
from sferum_tui.rollout.imports.classes import import_classes
from sferum_tui.rollout.imports.result import TableError
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.tables.reading import parse_table
from tests.plan.test_hostile import AMOUNT, PARTS, spoilt, told
from tests.support.program import city
from tests.tables.test_tables import book, rebuilt

ROWS = (
    ("класс", "предмет", "учитель", "группа"),
    ("8А", "алгебра", "Петров П. П.", ""),
    ("8А, 8Б", "англ. яз.", "Орлова А. А.", "1"),
    ("5 «В»", "классное руководство", "Иванова И. И.", ""),
    ("11Б", "физика", "Кюри М. С.", ""),
)
TEXT = "\n".join(";".join(row) for row in ROWS)
SHEET = book(*ROWS)


def samples(random: Random) -> bytes:
    """A csv in one of three encodings, or a workbook whose insides were spoilt before packing."""
    match random.randrange(5):
        case 0:
            return spoilt(random, SHEET)
        case 1:
            return rebuilt(SHEET, sheet=spoilt(random, _part("xl/worksheets/sheet1.xml")))
        case 2:
            return spoilt(random, TEXT.encode("cp1251"))
        case 3:
            return spoilt(random, TEXT.replace(";", "\t").encode("utf-16"))
        case _:
            return spoilt(random, TEXT.encode())


def _part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(SHEET)) as archive:
        return archive.read(name)


def harmless(text: str) -> bool:
    """Whether nothing in a text moves a terminal's cursor or turns its direction."""
    return not any(category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in text)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_spoilt_table_gets_a_clear_word_or_rows(part: int) -> None:
    random, plan, reference = Random(part), Plan(city()), load_reference()
    for number in range(AMOUNT // PARTS):
        data = samples(random)
        begun = process_time()
        try:
            sheets = parse_table(data, "таблица")
            for found in (
                import_teachers(plan, sheets, reference),
                import_classes(plan, sheets, reference),
            ):
                assert all(harmless(str(fault)) for fault in found.faults)
        except PlanError as error:
            told(error)
            word = ""
        except TableError as error:
            word = str(error)
        else:
            word = ""
        assert harmless(word)
        assert process_time() - begun < 2, (part, number)
