"""The fourth question: who leads, which bodies of parents there are, who teaches which class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.binding import Binding, BindingType

from sferum_tui.editing.asks import Ask, tick_ask
from sferum_tui.editing.requisites import DIRECTOR, OF_PAPERS
from sferum_tui.editing.teachers import CLASS_TEACHER, Cell, names_in, taught_cells, with_names
from sferum_tui.rollout.answers import Answers, Association, Deputy, People
from sferum_tui.rollout.edits import renamed_ids
from sferum_tui.rollout.russian import plural
from sferum_tui.screens.wizard.form import FormQuestion
from sferum_tui.screens.wizard.people_associations import (
    AssociationDialog,
    United,
    known_subjects,
    unite,
)
from sferum_tui.screens.wizard.people_bodies import (
    BODIES,
    bodies_text,
    carried_bodies,
    other_body,
    other_body_fault,
    with_bodies,
    with_other_body,
)
from sferum_tui.screens.wizard.people_deputies import DeputyDialog, with_deputy
from sferum_tui.screens.wizard.people_teachers import TeachersDialog
from sferum_tui.widgets.form_choice import ChoiceRow
from sferum_tui.widgets.form_list import ListEntry, ListRow
from sferum_tui.widgets.form_row import FormRow, NoteRow

if TYPE_CHECKING:
    from sferum_tui.rollout.imports.result import ImportResult


class PeopleQuestion(FormQuestion):
    """Director, deputies, МО, bodies of parents, teachers, requisites. All may stay empty."""

    title = "Люди и органы"
    hint = "имена необязательны: план работает и с одними должностями"
    key = "people"

    def asks(self) -> Iterator[Ask]:
        """What the rows ask."""
        yield DIRECTOR.ask
        yield tick_ask("extra", "Допобразование", "people.extra_education")
        yield Ask("bodies", "Органы родителей", bodies_text, with_bodies)
        yield Ask("other", "Другой орган", other_body, with_other_body, other_body_fault)
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

    @property
    def people(self) -> People:
        """The people of the answers."""
        return self.session.answers.people

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        asks = self.by_id
        yield self.text_row(asks["director"], placeholder="имя необязательно")
        yield ListRow("Заместители", id="deputies", empty="пока нет · Insert добавит")
        yield self.check_row(asks["extra"], "в школе есть его педагоги")
        yield self.choice_row(asks["bodies"], BODIES)
        yield self.text_row(asks["other"], placeholder="например, совет отцов")
        yield ListRow("МО", id="associations", empty="пока нет · Insert добавит")
        yield ListRow("Учителя", id="teachers")
        heading = NoteRow("Для документов", [[("что пусто, впишут от руки", "note")]])
        heading.add_class("-gap")
        yield heading
        for it in OF_PAPERS:
            yield self.text_row(asks[it.id], placeholder=it.hint)

    def show(self) -> None:
        """Fill the lists."""
        people = self.people
        titles = {level.id: level.title for level in self.session.reference.recommendations.levels}
        deputies = self.row("deputies", ListRow)
        deputies.entries = [
            ListEntry(
                (
                    " · ".join(filter(None, (item.duty, item.name))),
                    ", ".join(titles.get(level, level) for level in item.levels) or "никого",
                ),
                note=self.begun(f"deputies.{item.duty}"),
            )
            for item in people.deputies
        ]
        self.show_new(deputies, "deputies")
        associations = self.row("associations", ListRow)
        associations.entries = [
            ListEntry(
                (item.title, item.head or _subjects(item)),
                note=self.begun(f"associations.{item.title}"),
            )
            for item in people.associations
        ]
        self.show_new(associations, "associations")
        self.row("teachers", ListRow).entries = list(self._teachers())
        chats = [chat.name for chat in self.session.rollout.of_scope("body")]
        self.row("bodies", ChoiceRow).note = plural(len(chats), "чат", "чата", "чатов")

    def store(self, field: str, row: FormRow) -> Answers:
        """The answers with the value of a row; ticks of the parents' bodies go along."""
        answers = super().store(field, row)
        old, new = self.people.bodies, answers.people.bodies
        if old != new:
            rules = self.session.reference.recommendations
            for kind in (kind.id for kind in rules.kinds if kind.scope == "body"):
                self.session.rename(carried_bodies(old, new, rules.bodies, kind))
        return answers

    def _store(self, **parts: object) -> None:
        people = replace(self.people, **parts)
        self.session.update(replace(self.session.answers, people=people))

    # Lists -------------------------------------------------------------------------------------

    def on_list_row_asked(self, event: ListRow.Asked) -> None:
        """Add, change or remove an entry."""
        event.stop()
        if event.row.id == "teachers":
            self._ask_teachers(event.at)
        elif event.row.id == "deputies":
            self._deputies(event)
        else:
            self._associations(event)
        self.show()

    def _deputies(self, event: ListRow.Asked) -> None:
        deputies = self.people.deputies
        if event.what == "remove":
            self.drop_drafts(f"deputies.{deputies[event.at].duty}")
            self._store(deputies=(*deputies[: event.at], *deputies[event.at + 1 :]))
            return
        old = deputies[event.at] if event.what == "edit" else None

        def taken(new: Deputy) -> None:
            self._store(deputies=with_deputy(self.people.deputies, old, new))
            row = self.row("deputies", ListRow)
            self.show()
            row.at = next(at for at, it in enumerate(self.people.deputies) if it.duty == new.duty)
            row.moved()

        levels = self.session.reference.recommendations.levels
        dialog = DeputyDialog(levels, deputies, old)
        self.ask(dialog, f"deputies.{old.duty if old else 'new'}", taken)

    def _associations(self, event: ListRow.Asked) -> None:
        items = self.people.associations
        if event.what == "remove":
            self.drop_drafts(f"associations.{items[event.at].title}")
            self._store(associations=(*items[: event.at], *items[event.at + 1 :]))
            return
        old = items[event.at] if event.what == "edit" else None

        def taken(new: United) -> None:
            self._carry(old, new)
            self._store(associations=unite(self.people.associations, old, new))
            row = self.row("associations", ListRow)
            self.show()
            titles = [it.title for it in self.people.associations]
            row.at = titles.index(new.association.title)
            row.moved()

        dialog = AssociationDialog(known_subjects(self.session), items, old)
        self.ask(dialog, f"associations.{old.title if old else 'new'}", taken)

    def _carry(self, old: Association | None, new: United) -> None:
        """Take the ticks of a renamed МО along; of two united ones that of the ticked chat."""
        titles = [old.title] if old else []
        if new.absorbed:
            titles.append(new.absorbed)
        done = self.session.plan.done if self.session.plan else None
        moves: list[Mapping[str, str]] = [
            renamed_ids(
                self.session.rollout,
                self.session.reference.recommendations,
                "association",
                title,
                new.association.title,
            )
            for title in titles
        ]
        if done:
            moves.sort(key=lambda ids: all(done.mark(it) == "planned" for it in ids))
        if moves:
            self.session.rename(moves[0])

    def action_import_table(self) -> None:
        """Take the teachers of a table."""
        from sferum_tui.screens.wizard.importing import ImportScreen, folders_of

        screen = ImportScreen(self.session, "teachers", folders_of(self.app))
        self.app.push_screen(screen, self._take_table)

    def _take_table(self, found: ImportResult | None) -> None:
        if found is not None:
            self.session.rename(found.renamed)
            self.session.update(found.answers)
            self.show()

    def _teachers(self) -> Iterator[ListEntry]:
        """How many class teachers and subject teachers have a name."""
        cells = taught_cells(self.session.rollout)
        named = names_in(self.session.answers, cells)
        leaders = [cell for cell in cells if cell[1] == CLASS_TEACHER]
        for title, those in (
            ("классные руководители", leaders),
            ("учителя предметов", [cell for cell in cells if cell[1] != CLASS_TEACHER]),
        ):
            known = sum(1 for cell in those if cell in named)
            yield ListEntry((title, f"имена: {known} из {len(those)}"), note=self.begun("teachers"))

    def _ask_teachers(self, at: int) -> None:
        def taken(names: Mapping[Cell, str]) -> None:
            self.session.update(with_names(self.session.answers, names))

        self.ask(TeachersDialog(self.session, at), "teachers", taken)


def _subjects(item: Association) -> str:
    count = len(item.subjects)
    return plural(count, "предмет", "предмета", "предметов") if count else ""
