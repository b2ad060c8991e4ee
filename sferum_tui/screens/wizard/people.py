"""The fourth question: who leads, which bodies of parents there are, who teaches which class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import Binding, BindingType

from sferum_tui.editing.asks import Ask, text_ask, tick_ask
from sferum_tui.editing.bodies import (
    BODIES,
    bodies_text,
    carried_bodies,
    other_body_fault,
    with_bodies,
)
from sferum_tui.editing.people import United, known_subjects, unite, with_deputy, with_entry
from sferum_tui.editing.requisites import DIRECTOR, OF_PAPERS
from sferum_tui.editing.teachers import CLASS_TEACHER, Cell, names_in, taught_cells, with_names
from sferum_tui.rollout.answers import Answers, Association, Deputy
from sferum_tui.rollout.edits import renamed_ids
from sferum_tui.rollout.russian import chats, plural
from sferum_tui.screens.wizard.entries import EntryList, ListsQuestion
from sferum_tui.screens.wizard.people_dialogs import AssociationDialog, DeputyDialog
from sferum_tui.screens.wizard.people_teachers import TeachersDialog
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_choice import ChoiceRow
from sferum_tui.widgets.form_list import GivenListRow, ListEntry, ListRow
from sferum_tui.widgets.form_row import FormRow, NoteRow

if TYPE_CHECKING:
    from sferum_tui.rollout.imports.result import ImportResult


class PeopleQuestion(ListsQuestion):
    """Director, deputies, МО, bodies of parents, teachers, requisites. All may stay empty."""

    hint = "имена необязательны: план работает и с одними должностями"
    key = "people"

    def asks(self) -> Iterator[Ask]:
        """What the rows ask."""
        yield DIRECTOR.ask
        yield tick_ask("extra", "Допобразование", "people.extra_education")
        yield Ask("bodies", "Органы родителей", bodies_text, with_bodies)
        other = text_ask("other", "Другой орган", "people.bodies.other")
        yield other._replace(check=other_body_fault)
        yield from (it.ask for it in OF_PAPERS)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f7,ctrl+t",
            "import_table",
            "Из файла",
            id="people.import",
            tooltip="Взять учителей из таблицы (xlsx, xls, ods, csv)",
        ),
    ]

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        asks = self.by_id
        yield self.text_row(asks["director"], placeholder="имя необязательно")
        yield ListRow("Заместители", id="deputies", empty="пока нет · Insert добавит")
        yield self.check_row(asks["extra"], "в школе есть его педагоги")
        yield self.choice_row(asks["bodies"], BODIES)
        yield self.text_row(asks["other"], placeholder="например, совет отцов")
        yield ListRow("МО", id="associations", empty="пока нет · Insert добавит")
        yield GivenListRow("Учителя", id="teachers", empty="классов пока нет")
        heading = NoteRow("Для документов", [[("что пусто, впишут от руки", "note")]])
        heading.add_class("-gap")
        yield heading
        for it in OF_PAPERS:
            yield self.text_row(asks[it.id], placeholder=it.hint)

    def lists(self) -> Iterator[EntryList[Any, Any]]:
        """Deputies and МО."""
        levels = self.session.rules.levels
        titles = {level.id: level.title for level in levels}
        deputies: EntryList[Deputy, Deputy] = EntryList(
            "deputies",
            lambda: self.answers.people.deputies,
            lambda item: item.duty,
            lambda item: (
                " · ".join(filter(None, (item.duty, item.name))),
                ", ".join(titles.get(level, level) for level in item.levels) or "никого",
            ),
            lambda old: DeputyDialog(levels, self.answers.people.deputies, old),
            self._put_deputy,
        )
        associations: EntryList[Association, United] = EntryList(
            "associations",
            lambda: self.answers.people.associations,
            lambda item: item.title,
            lambda item: (item.title, item.head or _subjects(item)),
            lambda old: AssociationDialog(
                known_subjects(self.session), self.answers.people.associations, old
            ),
            self._put_association,
        )
        yield from (deputies, associations)

    def show(self) -> None:
        """Fill the lists."""
        super().show()
        self.row("teachers", ListRow).entries = list(self._teachers())
        bodies = self.session.rollout.of_scope("body")
        self.row("bodies", ChoiceRow).note = chats(len(bodies))

    def store(self, field: str, row: FormRow) -> Answers:
        """The answers with the value of a row; ticks of the parents' bodies go along."""
        answers = super().store(field, row)
        old, new = self.answers.people.bodies, answers.people.bodies
        if old != new:
            rules = self.session.rules
            for kind in (kind.id for kind in rules.kinds if kind.scope == "body"):
                self.session.rename(carried_bodies(old, new, rules.bodies, kind))
        return answers

    def _store(self, **parts: object) -> None:
        self.give(people=replace(self.answers.people, **parts))

    # Lists -------------------------------------------------------------------------------------

    def _put_deputy(self, old: Deputy | None, new: Deputy | None) -> Deputy | None:
        self._store(deputies=with_deputy(self.answers.people.deputies, old, new))
        return new

    def _put_association(self, old: Association | None, new: United | None) -> Association | None:
        if new is None:
            self._store(associations=with_entry(self.answers.people.associations, old, None))
            return None
        self._carry(old, new)
        self._store(associations=unite(self.answers.people.associations, old, new))
        return new.association

    def _carry(self, old: Association | None, new: United) -> None:
        """Take the ticks of a renamed МО along; of two united ones that of the ticked chat."""
        titles = [old.title] if old else []
        if new.absorbed:
            titles.append(new.absorbed)
        done = self.session.plan.done if self.session.plan else None
        moves: list[Mapping[str, str]] = [
            renamed_ids(self.session.rollout, "association", title, new.association.title)
            for title in titles
        ]
        if done:
            moves.sort(key=lambda ids: all(done.mark(it) == "planned" for it in ids))
        if moves:
            self.session.rename(moves[0])

    def action_import_table(self) -> None:
        """Take the teachers of a table."""
        from sferum_tui.screens.wizard.importing import ask_table

        ask_table(self, "teachers", self._take_table)

    def _take_table(self, found: ImportResult) -> None:
        before = self.answers
        self.session.rename(found.renamed)
        self.session.update(found.answers)
        if not found.renamed:
            self.can_restore(before)
        self.show()
        self.query_one(Form).focus_row(self.row("teachers", ListRow))

    def _teachers(self) -> Iterator[ListEntry]:
        """How many class teachers and subject teachers have a name."""
        if not self.session.rollout.classes:
            return
        cells = taught_cells(self.session.rollout)
        named = names_in(self.answers, cells)
        leaders = [cell for cell in cells if cell[1] == CLASS_TEACHER]
        for title, those in (
            ("классные руководители", leaders),
            ("учителя предметов", [cell for cell in cells if cell[1] != CLASS_TEACHER]),
        ):
            known = sum(1 for cell in those if cell in named)
            yield ListEntry((title, f"имена: {known} из {len(those)}"), note=self.begun("teachers"))

    @on(ListRow.Asked, "#teachers")
    def _ask_teachers(self, event: ListRow.Asked) -> None:
        def taken(names: Mapping[Cell, str]) -> None:
            self.session.update(with_names(self.answers, names))

        self.ask(TeachersDialog(self.session, event.at), "teachers", taken)


def _subjects(item: Association) -> str:
    count = len(item.subjects)
    return plural(count, "предмет", "предмета", "предметов") if count else ""
