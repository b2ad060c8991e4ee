"""The fifth question: mini-groups, each made for one educational purpose (п. 7.2 в)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from sferum_tui.rollout.answers import Group
from sferum_tui.screens.wizard.form import FormQuestion
from sferum_tui.screens.wizard.groups_dialog import GroupDialog, grade_text
from sferum_tui.widgets.form_list import ListEntry, ListRow
from sferum_tui.widgets.form_row import FormRow, NoteRow


class GroupsQuestion(FormQuestion):
    """The list of mini-groups; each one is a chat."""

    title = "Мини-группы"
    hint = "чат на одну учебную задачу: проект, кружок, поездка, консультации"
    key = "groups"

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the answers."""
        return self.session.answers.groups

    def rows(self) -> Iterator[FormRow]:
        """The list, and what the titles must not tell."""
        yield ListRow("Мини-группы", id="groups", empty="пока нет · Insert добавит")
        warning = NoteRow(id="warning")
        warning.add_class("-gap")
        yield warning

    def show(self) -> None:
        """Fill the list."""
        rules = self.session.reference.recommendations
        row = self.row("groups", ListRow)
        shaming = [item.title for item in self.groups if rules.shaming(item.title)]
        row.entries = [
            ListEntry(
                (
                    f"▲ {item.title}" if item.title in shaming else item.title,
                    " · ".join(filter(None, self._about(item))),
                ),
                note=self.begun(f"groups.{item.title}"),
            )
            for item in self.groups
        ]
        self.show_new(row, "groups")
        warning = self.row("warning", NoteRow)
        warning.display = bool(shaming)
        warning.shown = [[(f"▲ {rules.warning_message}", "note")]]

    def _about(self, item: Group) -> tuple[str, ...]:
        purposes = self.session.reference.recommendations.purposes
        titles = {purpose.id: purpose.title for purpose in purposes}
        grades = grade_text(item.grades) or f"{item.stage} этап"
        return (grades, titles.get(item.purpose, item.purpose), item.owner)

    def on_list_row_asked(self, event: ListRow.Asked) -> None:
        """Add, change or remove a group."""
        event.stop()
        groups = self.groups
        old = groups[event.at] if event.what != "add" else None
        if event.what == "remove" and old:
            self.drop_drafts(f"groups.{old.title}")
            self._store(tuple(item for item in groups if item != old))
            self.show()
            return

        def taken(new: Group) -> None:
            if old:
                self._carry(old, new)
                self._store(tuple(new if item == old else item for item in self.groups))
            else:
                self._store((*self.groups, new))
            row = self.row("groups", ListRow)
            self.show()
            row.at = self.groups.index(new)
            row.moved()

        dialog = GroupDialog(self.session.rollout, groups, old)
        self.ask(dialog, f"groups.{old.title if old else 'new'}", taken)

    def _store(self, groups: tuple[Group, ...]) -> None:
        self.session.update(replace(self.session.answers, groups=groups))

    def _carry(self, old: Group, new: Group) -> None:
        """Let the tick go along with another title or stage."""
        kinds = {
            kind.stage: kind.id
            for kind in self.session.reference.recommendations.kinds
            if kind.scope == "group"
        }
        before = f"{kinds.get(old.stage, '')}/{old.title}"
        after = f"{kinds.get(new.stage, '')}/{new.title}"
        if before != after and before in self.session.rollout.by_id:
            self.session.rename({before: after})
