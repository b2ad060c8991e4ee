"""The styles of Word files, so that whoever edits a document finds them in the list of styles."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

_FONT = "Times New Roman"
_LEFT, _CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
_RIGHT, _JUSTIFY = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
#: Where the first line of a paragraph begins in Russian papers.
_INDENT = Cm(1.25)


def set_up(docx: Docx, size: int) -> None:
    """Set the styles up; `size` is that of running text, in points."""
    normal = docx.styles["Normal"]
    _font(normal, size)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.0
    normal.paragraph_format.widow_control = True
    _language(docx)
    _headings(docx, size)
    bullets = docx.styles["List Bullet"]
    _font(bullets, size)
    bullets.paragraph_format.space_after = Pt(size - 10)
    for name, points, alignment, space, indent in (
        ("Body", size, _JUSTIFY, 6, _INDENT),
        ("Plain", size, _LEFT, 4, None),
        ("Centered", size, _CENTER, 4, None),
        ("RightSide", size, _RIGHT, 4, None),
        ("Point", size, _JUSTIFY, 6, _INDENT),
        ("Remark", 10, _LEFT, 2, None),
        ("Table text", 10, _LEFT, 0, None),
        ("Table head", 10, _CENTER, 0, None),
        ("Picture text", 8, _CENTER, 0, None),
    ):
        style = _added(docx, name)
        _font(style, points, bold=name == "Table head")
        style.paragraph_format.alignment = alignment
        style.paragraph_format.space_after = Pt(space)
        style.paragraph_format.first_line_indent = indent
    strong = _added(docx, "Strong line")
    _font(strong, size, bold=True)
    strong.paragraph_format.keep_with_next = True
    strong.paragraph_format.space_before = Pt(6)
    _message(docx, size)


def _headings(docx: Docx, size: int) -> None:
    for name, points, before, after in (
        ("Title", 16, 0, 4),
        ("Heading 1", 13, size, 6),
        ("Heading 2", size, size - 2, 4),
    ):
        style = docx.styles[name]
        _font(style, points, bold=True)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = True
    title = docx.styles["Title"]
    title.paragraph_format.alignment = _CENTER
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _message(docx: Docx, size: int) -> None:
    """Texts to copy, set off by a line at their left."""
    message = _added(docx, "Message")
    _font(message, size - 1)
    message.paragraph_format.left_indent = Cm(0.6)
    message.paragraph_format.right_indent = Cm(0.6)
    message.paragraph_format.keep_together = True
    border = '<w:left w:val="single" w:sz="12" w:space="8" w:color="808080"/>'
    properties = message.element.get_or_add_pPr()
    # Word wants the parts of a paragraph's properties in their order.
    properties.find(qn("w:ind")).addprevious(parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"))


def _added(docx: Docx, name: str) -> ParagraphStyle:
    style = docx.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    style.base_style = docx.styles["Normal"]
    return style


def _font(style: ParagraphStyle, size: float, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)


def _language(docx: Docx) -> None:
    """Russian for the spelling checker, or Word underlines every word."""
    for element in docx.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), "ru-RU")
