"""What of a Word file is no text: its lists, page numbers, sections, the version of Word."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx as word
from docx.document import Document as Docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.section import CT_SectPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart
from docx.section import Section, _Footer, _Header

from sferum_tui.documents.model import LetterheadError

#: The Word whose rules of layout a file asks for: 15 is that of 2013 and all later ones.
_WORD = "15"
_NUMBERS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="0" w:firstLine="709"/></w:pPr></w:lvl>'
    for level, text in enumerate(("%1.", "%1.%2."))
)
_SIGN = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:tabs><w:tab w:val="num" w:pos="397"/></w:tabs>'
    '<w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl>'
)


_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: The largest letterhead, in bytes once unpacked: pictures are all that is large in it.
_LARGEST = 40_000_000


def letterhead_of(data: bytes) -> Docx:
    """A copy of the school's letterhead to write into. Raises `LetterheadError`."""
    try:
        with ZipFile(BytesIO(data)) as package:
            if sum(item.file_size for item in package.infolist()) > _LARGEST:
                raise LetterheadError("бланк больше 40 МБ")
        return word.Document(BytesIO(data))
    except LetterheadError:
        raise
    except (BadZipFile, OpcError, KeyError, SyntaxError, ValueError, AttributeError):
        raise LetterheadError("это не документ Word (docx)") from None


def keeps_first_page(page: Section) -> bool:
    """Whether pages can be numbered from the second one and the first stay as it is.

    A letterhead's own head of pages is left alone; its foot is repeated on the first page, unless
    it holds what can't be copied, such as a picture.
    """
    if page.different_first_page_header_footer:
        return not _filled(page.header)
    foot = page.footer
    if _filled(page.header) or (_filled(foot) and _refers(foot)):
        return False
    if _filled(foot):
        first = page.first_page_footer._element
        for old in list(first):
            first.remove(old)
        first.extend(deepcopy(list(foot._element)))
    return True


def headless(page: Section) -> bool:
    """Whether nothing stands in the head of pages, neither of the first one nor of the others."""
    return not (_filled(page.first_page_header) or _filled(page.header))


def _filled(edge: _Header | _Footer) -> bool:
    """Whether the head or foot of pages holds anything."""
    if edge.is_linked_to_previous:
        return False
    drawn = edge._element.xpath(".//w:drawing | .//w:pict | .//w:tbl")
    return bool(drawn) or any(item.text.strip() for item in edge.paragraphs)


def _refers(edge: _Footer) -> bool:
    """Whether something in it stands in another part of the file, as a picture does."""
    names = (name for element in edge._element.iter() for name in element.attrib)
    return any(str(name).startswith(_RELATIONS) for name in names)


class Lists:
    """The lists of a document. Word counts their points; `begin` starts counting anew."""

    def __init__(self, docx: Docx) -> None:
        self._root = _numbering(docx)
        self._numbers = self._define("multilevel", _NUMBERS)
        self.dashes = self._list(self._define("hybridMultilevel", _SIGN.format(sign="–")))
        self.boxes = self._list(self._define("hybridMultilevel", _SIGN.format(sign="□")))
        self._current = ""

    def point(self, number: str) -> str:
        """The properties of a point: the list it is in, and how deep."""
        if number == "□":
            return _in_list(self.boxes, 0)
        if number == "1." or not self._current:
            self._current = self._list(self._numbers, anew=True)
        return _in_list(self._current, number.rstrip(".").count("."))

    def item(self) -> str:
        """The properties of an item with a dash."""
        return _in_list(self.dashes, 0)

    def _define(self, kind: str, levels: str) -> int:
        """A new way of counting; all of them stand before the lists that use them."""
        number = 1 + max(
            (int(it.get(qn("w:abstractNumId"))) for it in self._root.findall(qn("w:abstractNum"))),
            default=-1,
        )
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
        )
        first = self._root.find(qn("w:num"))
        self._root.append(made) if first is None else first.addprevious(made)
        return number

    def _list(self, way: int, anew: bool = False) -> str:
        """A new list that counts so."""
        number = 1 + max(
            (int(it.get(qn("w:numId"))) for it in self._root.findall(qn("w:num"))), default=0
        )
        start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{way}"/>'
                f"{start if anew else ''}</w:num>"
            )
        )
        return str(number)


def _in_list(number: str, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _numbering(docx: Docx) -> BaseOxmlElement:
    """The part of the file with its lists; a letterhead may have none."""
    try:
        found = docx.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        name = PackURI("/word/numbering.xml")
        part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, element, docx.part.package)
        docx.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return element
    if not isinstance(found, XmlPart):
        raise TypeError(found.partname)
    root: BaseOxmlElement = found.element
    return root


def of_a_current_word(docx: Docx) -> None:
    """Ask for the layout of a current Word: no «режим совместимости» stands in its title."""
    settings = docx.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = parse_xml(f"<w:compat {nsdecls('w')}/>")
        after = next((it for it in settings if it.tag in _BEHIND_COMPAT), None)
        settings.append(compat) if after is None else after.addprevious(compat)
    for old in compat.findall(qn("w:compatSetting")):
        if old.get(qn("w:name")) == "compatibilityMode":
            compat.remove(old)
    compat.append(
        parse_xml(
            f'<w:compatSetting {nsdecls("w")} w:name="compatibilityMode"'
            f' w:uri="http://schemas.microsoft.com/office/word" w:val="{_WORD}"/>'
        )
    )


#: What stands behind the settings of compatibility in their order.
_BEHIND_COMPAT = frozenset(
    (*map(qn, ("w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang",
     "w:clrSchemeMapping", "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator")),)
)  # fmt: skip


#: The number of a page, which Word fills in.
PAGE_NUMBER = '<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def head_of_pages(docx: Docx, lines: str) -> str:
    """A new head of pages with these lines of WordprocessingML; the id that sections name it by."""
    part, found = docx.part.add_header_part()  # type: ignore[no-untyped-call]
    for old in list(part.element):
        part.element.remove(old)
    for line in parse_xml(f"<w:hdr {nsdecls('w')}>{lines}</w:hdr>"):
        part.element.append(line)
    return str(found)


#: The margins of pages with nothing in their head and foot, in twentieths of a point.
_TALL = {"top": "680", "bottom": "680", "header": "340", "footer": "340"}


def section_end(
    page: CT_SectPr, *, counted: bool = False, columns: int = 1, head: str = "", tall: bool = False
) -> CT_SectPr:
    """The properties of a section like `page` that begins a page; `counted` from 1 of its own.

    `head` is the id of the head that its pages have from the second one on; `tall` pages have
    more room for text, since nothing stands in their head.
    """
    made = deepcopy(page)
    for reference in made.findall(qn("w:headerReference")) if head else ():
        if reference.get(qn("w:type")) == "default":
            reference.set(qn("r:id"), head)
    for name in ("w:type", "w:pgNumType", "w:cols"):
        for old in made.findall(qn(name)):
            made.remove(old)
    margins = made.find(qn("w:pgMar"))
    for name, size in _TALL.items() if tall else ():
        margins.set(qn(f"w:{name}"), size)
    gap = f' w:num="{columns}"' if columns > 1 else ""
    margins.addnext(parse_xml(f'<w:cols {nsdecls("w")} w:space="850"{gap}/>'))
    if counted:
        margins.addnext(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))
    made.find(qn("w:pgSz")).addprevious(parse_xml(f'<w:type {nsdecls("w")} w:val="nextPage"/>'))
    return made
