"""Every Word file against what Word is strict about: the order of parts, ids, references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import product
from zipfile import ZipFile

import docx as word
import pytest
from lxml import etree

from sferum_tui.documents import catalogue
from sferum_tui.documents.model import NoDocumentError
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.plan import Joined
from sferum_tui.text import normal
from tests.documents.papers import AGREED, board, harmful, named
from tests.documents.schools import School, board_of
from tests.documents.word_schema import MANY, ORDER
from tests.support.program import NOW

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PAPERS = tuple(name for name, kinds in catalogue.FORMATS.items() if "docx" in kinds)
SCHOOLS = ("joined", "max", "letterhead")
Parts = dict[str, etree._Element]


def school(name: str) -> Board:
    """A school of each sort that shapes a file: numbers joined, a pack, harm on a letterhead."""
    if name == "joined":
        source = board(named("basic", AGREED, place="г. Курган"))
        source.joined = {"2а/8А": Joined(20, NOW.date(), 25)}
        return source
    if name == "max":
        pack = ("lyceum", "undecided", "no", "MAX with the pack", "some")
        return board_of(School(*pack, "by stage", "yes", "one", "all"))
    return board(harmful())


@cache
def parts(school_name: str, paper: str) -> Parts:
    """The XML parts of a paper, parsed; nothing where the school does not get it."""
    blank = BytesIO()
    if school_name == "letterhead":
        word.Document().save(blank)
    try:
        data = catalogue.make(paper, "docx", school(school_name), {}, letterhead=blank.getvalue())
    except NoDocumentError:
        return {}
    with ZipFile(BytesIO(data)) as package:
        assert len(set(package.namelist())) == len(package.namelist())
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            # An older Word reads the styles from a second part.
            if name.endswith((".xml", ".rels")) and "WithEffects" not in name
        }


def each(parts: Parts, *names: str) -> Iterator[etree._Element]:
    """The elements of these names, wherever they stand."""
    for root in parts.values():
        yield from root.iter(*(W + name for name in names))


def values(parts: Parts, *names: str) -> set[str]:
    """What the elements of these names say."""
    return {str(it.get(f"{W}val")) for it in each(parts, *names)}


@pytest.fixture(scope="module", autouse=True)
def let_go_of_parts() -> Iterator[None]:
    """Parsed papers are as large as whole programs: none outlives these tests."""
    yield
    parts.cache_clear()


every_paper = pytest.mark.parametrize(("school_name", "paper"), [*product(SCHOOLS, PAPERS)])


@every_paper
def test_parts_stand_in_the_order_of_the_schema_and_each_once(school_name: str, paper: str) -> None:
    for element in each(parts(school_name, paper), *ORDER):
        order = ORDER[etree.QName(element).localname]
        # What newer versions of Word add stands in a namespace of its own.
        found = [etree.QName(it).localname for it in element if it.tag.startswith(W)]
        # The head and foot of pages may be named in any order.
        places = [order.index("headerReference" if "Reference" in it else it) for it in found]
        assert places == sorted(places), (element.tag, found)
        twice = {name for name, times in Counter(found).items() if times > 1}
        assert twice <= MANY, (element.tag, found)


@every_paper
def test_ids_are_unique_and_what_is_referred_to_is_there(school_name: str, paper: str) -> None:
    found = parts(school_name, paper)
    styles = [str(it.get(f"{W}styleId")) for it in each(found, "style")]
    names = [str(it.find(f"{W}name").get(f"{W}val")).lower() for it in each(found, "style")]
    ways = [str(it.get(f"{W}abstractNumId")) for it in each(found, "abstractNum")]
    lists = [str(it.get(f"{W}numId")) for it in each(found, "num")]
    for ids in (styles, names, ways, lists):
        assert len(ids) == len(set(ids))
    used = values(found, "pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
    assert used <= set(styles)
    assert values(found, "numId") <= {*lists, "0"}
    assert values(found, "abstractNumId") <= set(ways)
    for name, root in found.items():
        refers = {str(it) for it in root.xpath("//@r:*", namespaces={"r": R[1:-1]})}
        folder, _, file = name.rpartition("/")
        relations = found.get(f"{folder}/_rels/{file}.rels")
        known = {it.get("Id") for it in relations} if relations is not None else set()
        assert refers <= known, name


@every_paper
def test_cells_end_with_a_paragraph_and_rows_fill_their_grid(school_name: str, paper: str) -> None:
    for table in each(parts(school_name, paper), "tbl"):
        grid = [int(it.get(f"{W}w")) for it in table.find(f"{W}tblGrid")]
        for row in table.iter(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            assert all(cell[-1].tag == f"{W}p" for cell in cells)
            spans = [it.find(f"{W}tcPr/{W}gridSpan") for it in cells]
            assert sum(1 if it is None else int(it.get(f"{W}val")) for it in spans) == len(grid)
            widths = [int(it.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for it in cells]
            assert sum(widths) == sum(grid)
            assert min(widths) > 0


@every_paper
def test_a_file_says_who_made_it_what_it_is_and_for_which_word(
    school_name: str, paper: str
) -> None:
    if not (found := parts(school_name, paper)):
        return
    (mode,) = (
        it for it in each(found, "compatSetting") if it.get(f"{W}name") == "compatibilityMode"
    )
    assert mode.get(f"{W}val") == "15"
    core = {etree.QName(it).localname: it.text for it in found["docProps/core.xml"]}
    assert core["title"]
    assert core["language"] == "ru-RU"
    school_of = school(school_name).rollout.answers.school.name
    assert core["creator"] == core["lastModifiedBy"] == normal(school_of)[:255]
    # Five past two in Moscow.
    assert core["created"] == core["modified"] == "2026-11-30T11:05:00Z"
    body = found["word/document.xml"][0]
    assert body[-1].tag == f"{W}sectPr"
    assert body[-2].tag == f"{W}p"
