"""Dialogs of the class grid: one class by name, a pasted list of classes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from msgspec import Struct
from textual import events

from sferum_tui.editing.classes import alone, name_fault, read_class, stages_of_mixed
from sferum_tui.editing.day_text import day_fault
from sferum_tui.editing.session import Session
from sferum_tui.engine.widgets import Field
from sferum_tui.plan.keys import MOST_IN_CLASS
from sferum_tui.rollout.answers import Classes
from sferum_tui.rollout.class_edits import MIXED, is_whole, lettered, letters_of, listed, names_of
from sferum_tui.rollout.class_names import ListRead, read_list
from sferum_tui.rollout.pasted_classes import without_persons
from sferum_tui.rollout.russian import NBSP, digits, form
from sferum_tui.rollout.russian import classes as classes_word
from sferum_tui.rollout.school import GRADES, ClassNameError, class_name, grade_number, mixed_grades
from sferum_tui.rollout.wording import NO_STAGE, window_text
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.text import tidy
from sferum_tui.widgets.form_checks import ChecksRow
from sferum_tui.widgets.form_choice import ChoiceRow
from sferum_tui.widgets.form_date import DateRow
from sferum_tui.widgets.form_field import NumberRow, TextRow
from sferum_tui.widgets.form_row import FormRow, NoteRow

#: A class may open so many days after the structure was created.
LATEST = timedelta(days=730)


class ClassEntry(Struct, frozen=True):
    """What the dialog for a class gives; `stage` and the classes `instead` of which it comes only
    for a mixed class, `size` where it is known."""

    grade: str
    letter: str
    opened: date | None
    stage: int | None
    instead: tuple[str, ...] = ()
    size: int | None = None

    @property
    def name(self) -> str:
        """The name of the class."""
        return class_name(self.grade, self.letter)


def opened_fault(session: Session, text: str) -> str:
    """What is wrong with the day a class opened; "" if nothing is, or no day is given."""
    first = session.created
    return day_fault(text, session.today, first, first + LATEST, optional=True)


def size_fault(text: str) -> str:
    """What is wrong with the number of pupils of a class; "" if nothing is, or none is given."""
    right = not text or 1 <= int(text) <= MOST_IN_CLASS
    return "" if right else f"от 1 до {MOST_IN_CLASS}"


def entry_fault(classes: Classes, grade: str, text: str, own: str = "") -> str:
    """What is wrong with the name of a class, new or renamed."""
    if own and tidy(text) == own:
        return ""
    return name_fault(text, grade, names_of(classes), own)


class ClassDialog(EntryDialog[ClassEntry]):
    """Name, opening day, size and, of a mixed class, the stage.

    `own` is the name of an existing one.
    """

    filled = ("name", "opened", "size")

    def __init__(self, session: Session, grade: str, own: str = "", letter: str = "") -> None:
        where = f"в {grade}-х классах" if grade else "класс-комплект"
        super().__init__(f"Класс {own}" if own else f"Новый класс: {where}", fresh=not own)
        self.session = session
        self.grade = grade
        self.own = own
        self.letter = letter

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        classes = self.session.answers.classes
        opened = classes.opened.get(self.own)
        example = "например, 1–3" if self.grade == MIXED else "например, кадетский или 27"
        yield TextRow(
            "Название",
            self.own,
            id="name",
            placeholder=example,
            check=lambda text: entry_fault(classes, self.grade, text, self.own),
        )
        yield ChoiceRow("Этап", self._stages(), str(classes.mixed.get(self.own, "")), id="stage")
        yield ChecksRow("Вместо классов", (), id="instead")
        yield DateRow(
            "Открыт позже",
            digits(opened) if opened else "",
            max(self.session.today, self.session.created),
            id="opened",
            check=partial(opened_fault, self.session),
        )
        size = str(self.session.answers.sizes.get(self.own, ""))
        yield NumberRow("Учеников", size, id="size", check=size_fault)

    def _read(self) -> tuple[str, str] | None:
        """Grade and letter as typed; None where they are no class."""
        text = tidy(self.text("name")) if self.is_mounted else self.own
        if self.own and text == self.own:
            return self.grade, self.letter
        try:
            return read_class(text, self.grade)
        except ClassNameError:
            return None

    def _stages(self) -> list[tuple[str, str]]:
        read = self._read()
        if read is None or read[0] != MIXED:
            return []
        chosen = self.session.answers.classes.mixed.get(self.own)
        stages = stages_of_mixed(read[1], self.session.rules)
        if read[1] == self.own and chosen and chosen not in stages:
            stages = (*stages, chosen)
        titles = {stage.number: stage.title for stage in self.session.rules.stages}
        return [
            (str(number), f"{number} этап · {titles.get(number, NO_STAGE)}") for number in stages
        ]

    def show(self) -> None:
        """What the class will be called, the stages it may belong to, the term it gets."""
        read, name = self._read(), self.row("name", TextRow)
        if read is None or name.fault or not name.text:
            name.note = ""
        else:
            shown = class_name(*read)
            elsewhere = read[0] not in (MIXED, self.grade)
            name.note = f"это {shown}" if elsewhere or shown != tidy(name.text) else ""
            if elsewhere:
                name.note += f", параллель {read[0]}"
            elif read[0] != MIXED and mixed_grades(shown.replace("-", "–")):
                name.note = f"{read[1]}-й из {read[0]}-х; комплект — в строке «комплект»"
        stages, stage = self._stages(), self.row("stage", ChoiceRow)
        stage.options = stages
        stage.display = len(stages) > 1
        if stages and stage.value not in dict(stages):
            stage.value = str(self.session.rules.stage_of_grade(self._oldest(read)))
        self._show_instead(read)
        opened = self.row("opened", DateRow)
        opened.note = self._term(read, opened) if opened.text else "пусто — с самого начала"
        size = self.row("size", TextRow)
        size.note = "" if size.text else "пусто — неизвестно"

    def _show_instead(self, read: tuple[str, str] | None) -> None:
        """The classes of its grades that a mixed class may take the place of."""
        mixed = mixed_grades(read[1]) if read and read[0] == MIXED else ()
        found = alone(self.session.answers.classes, mixed)
        row = self.row("instead", ChecksRow)
        options = [(name, name) for name in found]
        if options != [*row.options]:
            row.options = options
            row.chosen = [name for name, only in found.items() if only and not self.own]
        row.display = bool(options)
        gone = len(row.chosen)
        row.note = (
            f"{form(gone, 'уйдёт', 'уйдут')} {classes_word(gone)}: их дети в комплекте"
            if gone
            else "отмеченные уйдут из списка классов"
        )

    def _oldest(self, read: tuple[str, str] | None) -> int:
        return mixed_grades(read[1])[-1] if read else 0

    def _term(self, read: tuple[str, str] | None, opened: DateRow) -> str:
        day, rollout = opened.day, self.session.rollout
        if read is None or day is None or opened.fault:
            return ""
        number = self._stage_of(read)
        window = rollout.calendar.window(
            max(day, rollout.created), rollout.recommendations.stage(number)
        )
        return f"срок чатов {window_text(window)}"

    def _stage_of(self, read: tuple[str, str]) -> int:
        if read[0] == MIXED:
            chosen = int(self.text("stage"))
            if self.session.rules.has_stage(chosen):
                return chosen
            return self.session.rules.stage_of_grade(self._oldest(read))
        return self.session.rules.stage_of_grade(grade_number(read[0]))

    def result(self) -> ClassEntry:
        """The class."""
        grade, letter = self._read() or (self.grade, self.letter)
        stage = int(self.text("stage")) if grade == MIXED else None
        row = self.row("instead", ChecksRow)
        instead = row.chosen if row.display else ()
        size, opened = self.row("size", NumberRow).number, self.row("opened", DateRow).day
        return ClassEntry(grade, letter, opened, stage, instead, size)


# A list -----------------------------------------------------------------------------------------

#: What to do with a list.
ADD, REPLACE = "add", "replace"
#: So many faulty parts are named.
NAMED = 3


def list_fault(text: str) -> str:
    """Which parts of a list are no classes and why; "" if all are."""
    faults = [f"«{part}»" for part, _ in read_list(text).faults]
    if not faults:
        return "" if text.strip() else "вставьте или напишите список: 5А 5Б 6А"
    more = len(faults) - NAMED
    rest = f" и ещё {more}" if more > 0 else ""
    return f"не похоже на класс: {', '.join(faults[:NAMED])}{rest}"


class ListField(Field):
    """A field that takes a pasted list whole."""

    #: A paste begins an entry of its own, typing goes on with the one before.
    takes_pastes = False

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(without_persons(event.text), *self.selection)


class ClassesEntry(Struct, frozen=True):
    """A list of classes, whether it is the whole school, and the parts that are no classes."""

    classes: Classes
    whole: bool
    rest: str


class ListDialog(EntryDialog[ClassesEntry]):
    """Classes as a list. What is no class stays in the field; Enter takes the others."""

    filled = ("text",)

    def __init__(self, session: Session) -> None:
        super().__init__("Классы списком", fresh=True)
        self.session = session
        self._chosen = False

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        row = TextRow("Список", id="text", check=list_fault)
        row.field = ListField(
            "", "5А 5Б 6А, через пробел или запятую", max_length=8000, select_on_focus=False
        )
        yield row
        options = [(REPLACE, "взять вместо нынешних"), (ADD, "добавить к нынешним")]
        yield ChoiceRow("Классы из списка", options, ADD, id="how")
        yield NoteRow("Распознано", id="found")
        yield NoteRow("Что изменится", id="changes")

    @property
    def read(self) -> ListRead:
        """The list as it stands in the field."""
        return read_list(self.text("text"))

    @property
    def whole(self) -> bool:
        """Whether the list takes the place of the classes there are."""
        return self.text("how") == REPLACE

    def on_mount(self) -> None:
        """What was chosen at another time is not guessed anew."""
        self._chosen = "how" in self.offered_texts()

    def on_form_row_changed(self, event: FormRow.Changed) -> None:
        """Once it is chosen what to do with the list, that stays."""
        self._chosen = self._chosen or event.row.id == "how"

    def show(self) -> None:
        """The classes by grade, and what comes and goes."""
        read, now = self.read, self.session.answers.classes
        if not self._chosen:
            whole = is_whole(now, read.classes)
            self.row("how", ChoiceRow).value = REPLACE if whole else ADD
        lines = [
            f"{grade}: {' '.join(letters_of(read.classes, grade)) or 'без литеры'}"
            for grade in GRADES
            if read.classes.by_grade.get(grade)
        ]
        if read.classes.mixed:
            lines.append(f"комплекты: {' '.join(read.classes.mixed)}")
        found = self.row("found", NoteRow)
        found.shown = [
            [(classes_word(read.number) if read.number else "пока ничего", "value")],
            # No line ends inside a grade.
            [(" · ".join(line.replace(" ", NBSP) for line in lines), "note")],
        ]
        new = listed(now, read.classes, self.session.rules, self.whole)
        renamed = len(tuple(lettered(now, new)))
        come = len(names_of(new) - names_of(now)) - renamed
        gone = len(names_of(now) - names_of(new)) - renamed
        parts = []
        if come:
            parts.append(f"{form(come, 'появится', 'появятся')} {classes_word(come)}")
        if gone:
            parts.append(f"{form(gone, 'уйдёт', 'уйдут')} {classes_word(gone)}")
        if renamed:
            parts.append(f"литеру {form(renamed, 'сменит', 'сменят')} {renamed}")
        text = ", ".join(parts) or "ничего"
        self.row("changes", NoteRow).shown = [[(text if read.number else "", "value")]]

    def action_done(self) -> None:
        """Take the classes that were found; what is no class is left in the field for later."""
        if self.read.number:
            self.take()
        else:
            super().action_done()

    def result(self) -> ClassesEntry:
        """The list."""
        return ClassesEntry(self.read.classes, self.whole, self.read.rest)
