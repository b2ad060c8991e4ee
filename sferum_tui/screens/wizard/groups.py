"""The fifth question: mini-groups, each made for one educational purpose (п. 7.2 в)."""

from __future__ import annotations

from collections.abc import Iterator

from sferum_tui.editing.groups import grade_text
from sferum_tui.editing.people import with_entry
from sferum_tui.rollout.answers import Group
from sferum_tui.screens.wizard.entries import EntryList, ListsQuestion
from sferum_tui.screens.wizard.groups_dialog import GroupDialog
from sferum_tui.widgets.form_list import ListRow
from sferum_tui.widgets.form_row import FormRow, NoteRow


class GroupsQuestion(ListsQuestion):
    """The list of mini-groups; each one is a chat."""

    hint = "чат на одну учебную задачу: проект, кружок, поездка, консультации"
    key = "groups"

    def rows(self) -> Iterator[FormRow]:
        """The list, and what the titles must not tell."""
        yield ListRow("Мини-группы", id="groups", empty="пока нет · Insert добавит")
        warning = NoteRow(id="warning")
        warning.add_class("-gap")
        yield warning

    def lists(self) -> Iterator[EntryList[Group, Group]]:
        """The groups."""
        yield EntryList(
            "groups",
            lambda: self.answers.groups,
            lambda item: item.title,
            self._cells,
            lambda old: GroupDialog(self.session.rollout, self.answers.groups, old),
            self._put,
        )

    def show(self) -> None:
        """Fill the list; warn of titles that tell something about a child."""
        super().show()
        rules = self.session.rules
        warning = self.row("warning", NoteRow)
        warning.display = any(rules.shaming(item.title) for item in self.answers.groups)
        warning.shown = [[(f"▲ {rules.warning_message}", "note")]]

    def _cells(self, item: Group) -> tuple[str, str]:
        rules = self.session.rules
        titles = {purpose.id: purpose.title for purpose in rules.purposes}
        grades = grade_text(item.grades) or f"{item.stage} этап"
        about = (grades, titles.get(item.purpose, item.purpose), item.owner)
        title = f"▲ {item.title}" if rules.shaming(item.title) else item.title
        return title, " · ".join(filter(None, about))

    def _put(self, old: Group | None, new: Group | None) -> Group | None:
        if old and new:
            self._carry(old, new)
        self.give(groups=with_entry(self.answers.groups, old, new))
        return new

    def _carry(self, old: Group, new: Group) -> None:
        """Let the tick go along with another title or stage."""
        kinds = {kind.stage: kind.id for kind in self.session.rules.kinds if kind.scope == "group"}
        before = f"{kinds.get(old.stage, '')}/{old.title}"
        after = f"{kinds.get(new.stage, '')}/{new.title}"
        if before != after and before in self.session.rollout.by_id:
            self.session.rename({before: after})
