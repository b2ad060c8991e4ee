"""The filter: every value by which the list can be narrowed, found as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sferum_tui.engine.finder import Finder
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Choices, Plain
from sferum_tui.rollout.list_choice import Dimension, ListChoice
from sferum_tui.rollout.listing import FilterOption
from sferum_tui.screens.dialogs import AskField
from sferum_tui.text import fitted, folded, matching

#: What a value is a value of, as the list says it.
DIMENSIONS: dict[Dimension, str] = {
    "state": "состояние",
    "grade": "параллель",
    "kind": "вид",
    "owner": "кто создаёт",
}
#: Values shown at once; a school may have a thousand owners.
MOST = 100
_TITLE = 34


class FilterDialog(Finder[ListChoice]):
    """Asks what to show; the result is the choice with one filter set, or taken away."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Отмена", id="filter.back", tooltip="Не менять"),
    ]

    typed_for = "filter"

    def __init__(self, choice: ListChoice, values: Sequence[FilterOption]) -> None:
        """`values` are those of `Listing.options` for this choice."""
        super().__init__()
        self.choice = choice
        self.values = tuple(values)
        self.shown: tuple[FilterOption, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog", id="filter-box"):
            yield AskField(self.offered(), placeholder="Что показать? Класс, вид, имя, состояние")
            yield Choices()
            yield Plain(classes="muted")
        yield KeyBar()

    def find(self, query: str) -> None:
        """List the values that have every word, at most `MOST` of them."""
        found = self._found(query)
        self.shown = tuple(found[:MOST])
        lines = [Option(self._line(value)) for value in self.shown]
        if self.choice.filtered and not query:
            lines.insert(0, Option("Снять все фильтры", id="clear"))
        left = len(found) - len(self.shown)
        more = f"И ещё {left}: наберите часть имени" if left else ""
        self.list_found(lines, more if found else "Такого нет")

    def _found(self, query: str) -> list[FilterOption]:
        """The values that have every word of a query; first those where a word begins so."""
        texts = {
            value: f" {folded(value.title)} {DIMENSIONS[value.dimension]}" for value in self.values
        }
        words, found = matching(((text, value) for value, text in texts.items()), query)
        return sorted(found, key=lambda value: bool(words) and f" {words[0]}" not in texts[value])

    def _line(self, value: FilterOption) -> str:
        sign = "√" if self._is_set(value) else " "
        title = fitted(value.title, _TITLE)
        return f"{sign} {title} {value.count:>5}  {DIMENSIONS[value.dimension]}"

    def _is_set(self, value: FilterOption) -> bool:
        chosen = getattr(self.choice, value.dimension)
        return chosen is not None and str(chosen) == value.value

    def take(self, number: int) -> None:
        """Return the choice with a value set, or without it if it was."""
        options = self.query_one(OptionList)
        if options.get_option_at_index(number).id == "clear":
            self.done(self.choice.unfiltered())
            return
        value = self.shown[number - (options.option_count - len(self.shown))]
        self.done(
            self.choice.with_filter(value.dimension, "" if self._is_set(value) else value.value)
        )
