"""The requisites of papers, asked once: what is left empty stays a line to write on."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.text import tidy
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow

#: The longest requisite, in characters.
LONGEST = 200


class RequisitesDialog(EntryDialog[Answers]):
    """What stands at the head and the foot of papers."""

    typed_for = "requisites"

    def __init__(self, answers: Answers) -> None:
        super().__init__("Реквизиты документов")
        self.answers = answers

    def rows(self) -> Iterator[FormRow]:
        """The rows; all of them may stay empty."""
        school, papers = self.answers.school, self.answers.papers
        for label, value, field, hint in (
            ("Школа", school.name, "name", "как в уставе"),
            ("Кратко", school.short_name, "short_name", "для имён файлов: СОШ № 12"),
            ("Место", school.place, "place", "г. Курган"),
            ("Директор", self.answers.people.director, "director", "Соколова Мария Викторовна"),
            ("Координатор", papers.coordinator, "coordinator", "ответственный за переход"),
            ("Контроль", papers.control, "control", "пусто — «оставляю за собой»"),
            ("Председатель", papers.chair, "chair", "педагогического совета"),
            ("Секретарь", papers.secretary, "secretary", "педагогического совета"),
        ):
            yield TextRow(label, value, id=field, placeholder=hint)

    def fault_of(self, field: str, text: str) -> str:
        """What is wrong with a row."""
        return f"не длиннее {LONGEST} знаков" if len(tidy(text)) > LONGEST else ""

    def result(self) -> Answers:
        """The answers with what was given."""
        given = {row.id: tidy(row.text) for row in self.query(TextRow) if row.id}
        return replace(
            self.answers,
            school=replace(
                self.answers.school,
                **{key: given[key] for key in ("name", "short_name", "place")},
            ),
            people=replace(self.answers.people, director=given["director"]),
            papers=replace(
                self.answers.papers,
                **{key: given[key] for key in ("coordinator", "control", "chair", "secretary")},
            ),
        )
