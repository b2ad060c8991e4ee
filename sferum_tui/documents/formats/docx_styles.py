"""The styles of Word files, with Russian names, so that whoever edits a document finds them.

Titles, headings and bullets are Word's own styles, which every Word calls by its own language. All
others say everything about themselves: on a school's letterhead «Обычный» is the school's.
"""

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

#: What a paragraph is, and what its style is called in Word.
NAMES = {
    "body": "Текст документа",
    "plain": "Текст без отступа",
    "center": "Текст по центру",
    "right": "Текст справа",
    "strong": "Строка-заголовок",
    "note": "Примечание к документу",
    "quote": "Образец сообщения",
    "point": "Пункт документа",
    "item": "Пункт списка",
    "cell": "Ячейка таблицы",
    "head": "Шапка таблицы",
    "day": "День на рисунке",
    "page": "Номер страницы документа",
}


def set_up(docx: Docx, size: int) -> dict[str, str]:
    """Set the styles up; `size` is that of running text, in points. The ids by what they are for.

    Where the file has a style of the name already, a letterhead's, it is set anew.
    """
    _language(docx)
    for key, points, alignment, space, indent in (
        ("body", size, _JUSTIFY, 6, _INDENT),
        ("plain", size, _LEFT, 4, None),
        ("center", size, _CENTER, 4, None),
        ("right", size, _RIGHT, 4, None),
        ("strong", size, _LEFT, 4, None),
        ("point", size, _JUSTIFY, 6, None),
        ("item", size, _LEFT, size - 10, None),
        ("note", 10, _LEFT, 2, None),
        ("quote", size - 1, _LEFT, 4, None),
        ("cell", 10, _LEFT, 0, None),
        ("head", 10, _CENTER, 0, None),
        ("day", 8, _CENTER, 0, None),
        ("page", 10, _CENTER, 0, None),
    ):
        style = _added(docx, NAMES[key])
        _font(style, points, bold=key in ("head", "strong"))
        form = style.paragraph_format
        form.alignment, form.line_spacing = alignment, 1.0
        form.space_before, form.space_after = Pt(0), Pt(space)
        form.first_line_indent, form.widow_control = indent, True
    strong = _added(docx, NAMES["strong"])
    strong.paragraph_format.keep_with_next = True
    strong.paragraph_format.space_before = Pt(6)
    # A remark or where to ask for help is not parted by the end of a page.
    _added(docx, NAMES["note"]).paragraph_format.keep_together = True
    _message(_added(docx, NAMES["quote"]))
    _headings(docx, size)
    found = {style.name: style.style_id for style in docx.styles if style.name}
    ids = {key: found[name] for key, name in NAMES.items()}
    ids["school"] = ids["center"]
    return {**ids, **{name: found[name] for name in ("Title", "Heading 1", "Heading 2")}}


def _headings(docx: Docx, size: int) -> None:
    for name, points, before, after in (
        ("Title", size + 2, 6, 4),
        ("Heading 1", size + 1, size, 6),
        ("Heading 2", size, size - 2, 4),
    ):
        style = _added(docx, name)
        _font(style, points, bold=True)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.first_line_indent = None
    title = docx.styles["Title"]
    title.paragraph_format.alignment = _CENTER
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _message(message: ParagraphStyle) -> None:
    """Texts to copy, set off by a line at their left."""
    message.paragraph_format.left_indent = Cm(0.6)
    message.paragraph_format.right_indent = Cm(0.6)
    message.paragraph_format.keep_together = True
    border = '<w:left w:val="single" w:sz="12" w:space="8" w:color="808080"/>'
    properties = message.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    # Word wants the parts of a paragraph's properties in their order.
    properties.find(qn("w:spacing")).addprevious(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>")
    )


def _added(docx: Docx, name: str) -> ParagraphStyle:
    """The style of this name, made where there is none."""
    there = name in docx.styles
    style = docx.styles[name] if there else docx.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    if not there:
        style.quick_style = True
        if name in NAMES.values():
            # Ids are for machines: some of these choke on Cyrillic.
            style.element.styleId = f"Sferum{list(NAMES.values()).index(name)}"
    return style


def _font(style: ParagraphStyle, size: float, *, bold: bool) -> None:
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
