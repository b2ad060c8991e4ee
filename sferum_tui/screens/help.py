"""Help: the keys of the screen it was asked on, and the recommendations paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.rollout.recommendations import ChatKind, Passage, Recommendations, Stage, fill
from sferum_tui.rollout.russian import digits, ended, unbroken
from sferum_tui.rollout.wording import reasons_title, stage_term
from sferum_tui.widgets.menu import Menu
from sferum_tui.widgets.painted import Line
from sferum_tui.widgets.text_page import TextPage

#: Cells for the names of keys before what they do.
KEYS = 14


class HelpParagraph(NamedTuple):
    """A text to be wrapped: its style, and what stands before its first and further lines."""

    text: str
    style: str = ""
    first: str = ""
    further: str = ""

    def lines(self, width: int) -> list[Line]:
        """The paragraph in lines of at most so many cells."""
        found = wrap(
            unbroken(self.text),
            max(width, 20),
            initial_indent=self.first,
            subsequent_indent=self.further,
            break_on_hyphens=False,
        )
        return [((line, self.style),) for line in found] or [()]


class HelpSection(NamedTuple):
    """One page of the help: its name in the list, and its paragraphs."""

    title: str
    paragraphs: tuple[HelpParagraph, ...]

    def lines(self, width: int) -> list[Line]:
        """The page in lines of at most so many cells."""
        return [line for paragraph in self.paragraphs for line in paragraph.lines(width)]


def sections(keys: Sequence[tuple[str, str]], source: Recommendations) -> Iterator[HelpSection]:
    """All pages. `keys` are pairs of keys and what they do."""
    yield HelpSection("Клавиши", tuple(_keys(keys)))
    for stage in source.stages:
        yield HelpSection(f"{stage.number} этап: {stage.title}", tuple(_stage(stage, source)))
    yield HelpSection("Подготовка", tuple(_list(source.texts.steps)))
    yield HelpSection("Порядок этапов", tuple(_list(source.texts.order)))
    yield HelpSection("Чем это удобно", tuple(_list(source.texts.advantages)))
    yield HelpSection("Спорные места", tuple(_list(source.texts.footnotes)))
    yield HelpSection("Дополнения", tuple(_list(source.texts.additions)))
    yield HelpSection("Документы", tuple(_documents(source)))
    yield HelpSection("Куда обращаться", tuple(_list(source.texts.contacts)))


def _keys(keys: Sequence[tuple[str, str]]) -> Iterator[HelpParagraph]:
    for names, text in keys:
        # Names that need more room stand in a line of their own.
        if len(names) >= KEYS:
            yield HelpParagraph(names)
            names = ""
        yield HelpParagraph(text, "", f"{names:<{KEYS - 1}} ", " " * KEYS)
    yield HelpParagraph("")
    yield HelpParagraph("Буква ничего не отметит и не удалит: она ищет, а в поле пишется.", "muted")


def _stage(stage: Stage, source: Recommendations) -> Iterator[HelpParagraph]:
    yield HelpParagraph(ended(f"Кого переводит: {stage.whom}"))
    yield HelpParagraph(f"Срок: {stage_term(stage)} ({stage.source}).")
    if stage.by_decision:
        yield HelpParagraph("Только по решению педагогического коллектива.")
    if stage.reasons:
        yield HelpParagraph(f"{reasons_title(stage)} ({stage.source}):")
    for reason in stage.reasons:
        yield _item(reason)
    for kind in source.kinds_of(stage.number):
        yield from _kind(kind, source)
    about = {str(stage.number), *(kind.id for kind in source.kinds_of(stage.number))}
    notes = [note for note in source.texts.footnotes if about.intersection(note.about)]
    if notes:
        yield HelpParagraph("")
        yield HelpParagraph("Сноски", "strong")
        yield from _list(notes)


def _kind(kind: ChatKind, source: Recommendations) -> Iterator[HelpParagraph]:
    yield HelpParagraph("")
    yield HelpParagraph(f"{kind.id} {kind.title} ({kind.source})", "strong")
    owner = fill(kind.owner, {"duty": source.default_duty})
    told = "Появится сам, проверьте состав; отвечает" if kind.auto else "Создаёт"
    yield HelpParagraph(ended(f"{told} {owner}"))
    for item in source.written(kind).post:
        yield _item(f"{item.title}: {item.text}" if item.title else item.text)
    if kind.open_list:
        yield _item("и другое")


def _list(passages: Sequence[Passage]) -> Iterator[HelpParagraph]:
    for item in passages:
        yield _item(": ".join(filter(None, (item.title, item.text))), _source(item))


def _source(item: Passage) -> str:
    """Where a line comes from; one of a pack also says when it was checked and where it differs."""
    parts = [item.source]
    if item.checked:
        parts.append(f"проверено {digits(item.checked)}")
    if item.region:
        parts.append("в регионах по-разному")
    return "; ".join(parts)


def _item(text: str, source: str = "") -> HelpParagraph:
    return HelpParagraph(f"{text} ({source})" if source else text, "", "• ", "  ")


def _documents(source: Recommendations) -> Iterator[HelpParagraph]:
    yield HelpParagraph(f"{source.title}, {source.year} год.")
    if source.pack:
        yield HelpParagraph(
            f"Указания поверх них: {source.pack.title} ({source.pack.name}, версия "
            f"{source.pack.version})."
        )
    if source.missing:
        yield HelpParagraph(f"Пакет указаний «{source.missing}» не найден или с ошибками.")
    yield HelpParagraph(source.about_year)
    yield HelpParagraph("")
    yield from _list(source.texts.documents)


class HelpScreen(ModalScreen[None]):
    """Menu by name at the left, the chosen one at the right; Esc goes back to where one was."""

    CSS_PATH = resource("styles", "pages.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss", "Назад", id="help.back", tooltip="Закрыть справку"),
        Binding("pagedown", "turn(1)", "Ниже", id="help.down", tooltip="Текст ниже"),
        Binding("pageup", "turn(-1)", "Выше", id="help.up", tooltip="Текст выше"),
    ]

    def __init__(self, keys: Sequence[tuple[str, str]], recommendations: Recommendations) -> None:
        super().__init__(classes="page")
        self.sections = tuple(sections(keys, recommendations))

    def compose(self) -> ComposeResult:
        yield Plain("Справка", classes="page-title")
        with Horizontal(classes="page-body"):
            options = (Option(section.title) for section in self.sections)
            yield Menu(*options, id="help-pages")
            yield TextPage(id="help-text")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Menu).focus()

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one(TextPage).show(self.sections[event.option_index].lines)

    def action_turn(self, side: int) -> None:
        """Scroll the text by a page."""
        self.query_one(TextPage).action_page(side)
