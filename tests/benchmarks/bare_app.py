"""What everything is measured beside: Textual with a list, and nothing of ours."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import OptionList, Static


class Bare(App[None]):
    """A line of text, or with the word `list` a list of 2,000 rows."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        yield Static("a bare program of one line")
        if self.rows:
            yield OptionList(*(f"row {number}" for number in range(self.rows)))


if __name__ == "__main__":
    import sys

    Bare(2000 if "list" in sys.argv else 0).run()
