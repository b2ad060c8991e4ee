"""Kinds of chat: which are wanted, what their chats are called, who creates them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from sferum_tui.rollout.answers import (
    Answers,
    Association,
    Bodies,
    ChatChoice,
    Classes,
    Group,
)
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.chats import make_chats
from sferum_tui.rollout.recommendations import ChatKind, Recommendations, fill
from sferum_tui.rollout.russian import chats as chat_count
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.text import tidy
from sferum_tui.widgets.form_choice import CheckRow
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow, NoteRow

#: Words in braces as the screen shows them, and as the plan file keeps them.
WORDS = {
    "класс": "class",
    "предмет": "subject",
    "подгруппа": "subgroup",
    "МО": "association",
    "учителя": "level",
    "орган": "body",
    "группа": "group",
    "школа": "school",
    "мессенджер": "platform",
    "имя": "owner",
}
_SHOWN = {kept: shown for shown, kept in WORDS.items()}
#: Words that tell the chats of one kind apart, by its scope; a name should have the first ones.
_TELLING = {
    "level": ("level",),
    "association": ("association",),
    "body": ("body",),
    "class": ("class",),
    "subject": ("class", "subject"),
    "group": ("group",),
}
_OPTIONAL = {"subject": ("subgroup",)}
_COMMON = ("owner", "school", "platform")
_BRACES = re.compile(r"\{([^{}]*)\}")
#: The longest template of a name, in characters.
LONGEST_TEMPLATE = 120


def shown_template(template: str) -> str:
    """A template with its words in Russian, as it is typed."""
    return _BRACES.sub(lambda found: f"{{{_SHOWN.get(found[1], found[1])}}}", template)


def kept_template(text: str) -> str:
    """A typed template as the plan file keeps it."""
    lower = {shown.lower(): kept for shown, kept in WORDS.items()}
    return _BRACES.sub(
        lambda found: f"{{{lower.get(found[1].strip().lower(), found[1])}}}", tidy(text)
    )


def allowed_words(kind: ChatKind) -> tuple[str, ...]:
    """Words that mean something in the names of a kind of chat."""
    return (*_TELLING.get(kind.scope, ()), *_OPTIONAL.get(kind.scope, ()), *_COMMON)


def template_fault(kind: ChatKind, text: str) -> str:
    """What is wrong with a typed template, in Russian; an empty one stands for the usual name."""
    template = kept_template(text)
    if len(template) > LONGEST_TEMPLATE:
        return f"не длиннее {LONGEST_TEMPLATE} знаков, сейчас {len(template)}"
    for word in _BRACES.findall(template):
        if word not in allowed_words(kind):
            return f"{{{_SHOWN.get(word, word)}}} здесь ничего не значит; {words_text(kind)}"
    if _BRACES.sub("", template).count("{") or _BRACES.sub("", template).count("}"):
        return "фигурная скобка без пары"
    return ""


def words_text(kind: ChatKind) -> str:
    """«можно {класс}, {имя} …»."""
    return "можно " + ", ".join(f"{{{_SHOWN[word]}}}" for word in allowed_words(kind))


def template_caution(kind: ChatKind, text: str) -> str:
    """A word where the names would not tell the chats apart, "" where they do."""
    template = kept_template(text)
    missing = [word for word in _TELLING.get(kind.scope, ()) if f"{{{word}}}" not in template]
    if not template or not missing:
        return ""
    return f"▲ без {{{_SHOWN[missing[0]]}}} у разных чатов будет одно имя"


def example_name(rollout: Rollout, kind: ChatKind, template: str) -> str:
    """What the first chat of a kind is called by a template; "" stands for the usual one."""
    sample = _sample(rollout.answers, rollout, kind)
    names = {kind.id: template} if template else {}
    sample = replace(sample, chats=replace(sample.chats, names=names, without=()))
    found = (it for it in make_chats(sample, rollout.recommendations) if it.kind.id == kind.id)
    return next((chat.name for chat in found), fill(template or kind.name, {}))


def _sample(answers: Answers, rollout: Rollout, kind: ChatKind) -> Answers:
    """The answers with one class, one association and one group, so that each kind has a chat."""
    rules = rollout.recommendations
    found = next((item for item in rollout.classes if item.stage == kind.stage), None)
    if found is None:
        grades = rules.stage(kind.stage).grades or rules.stages[-1].grades
        classes, grade = Classes({str(max(grades)): ("А",)}), str(max(grades))
    elif len(found.grades) > 1:
        classes, grade = Classes(mixed={found.name: found.stage}), str(found.oldest)
    else:
        classes, grade = Classes({found.grade: (found.letter,)}), found.grade
    by_grade = {grade: answers.subjects.by_grade.get(grade, ())[:1] or _any_subject(answers)}
    people, own = answers.people, [it for it in answers.groups if it.stage == kind.stage]
    bodies = people.bodies
    if not (bodies.parents_committee or bodies.board_of_trustees or bodies.other):
        bodies = Bodies(parents_committee=True)
    title = rules.purposes[0].suggestions[0]
    return replace(
        answers,
        classes=classes,
        subjects=replace(answers.subjects, by_grade=by_grade),
        people=replace(
            people,
            bodies=bodies,
            extra_education=True,
            associations=people.associations[:1] or (Association(by_grade[grade][0]),),
        ),
        groups=tuple(own[:1]) or (Group(title, rules.purposes[0].id, kind.stage),),
        primary=replace(answers.primary, decision="positive", pupils=True, grades=()),
    )


def _any_subject(answers: Answers) -> tuple[str, ...]:
    return next((names[:1] for names in answers.subjects.by_grade.values() if names), ("предмет",))


def usual_owner(kind: ChatKind, rules: Recommendations) -> str:
    """Who creates the chats of a kind where the school says nothing."""
    return fill(kind.owner, {"duty": rules.default_duty})


def with_kind(choice: ChatChoice, kind: ChatKind, new: ChatChoice) -> ChatChoice:
    """The choice with one kind as another choice has it."""
    without = [it for it in choice.without if it != kind.id]
    names = {key: text for key, text in choice.names.items() if key != kind.id}
    owners = {key: text for key, text in choice.owners.items() if key != kind.id}
    made = {key: itself for key, itself in choice.made.items() if key != kind.id}
    if kind.id in new.without:
        without.append(kind.id)
    if kind.id in new.names:
        names[kind.id] = new.names[kind.id]
    if kind.id in new.owners:
        owners[kind.id] = new.owners[kind.id]
    if kind.id in new.made:
        made[kind.id] = new.made[kind.id]
    return replace(choice, without=tuple(without), names=names, owners=owners, made=made)


def made_itself(choice: ChatChoice, kind: ChatKind) -> bool:
    """Whether the platform makes the chats of a kind; `kind` is as the guidance has it."""
    return choice.made.get(kind.id, kind.auto)


class KindDialog(EntryDialog[ChatChoice]):
    """Whether a kind of chat is wanted, what its chats are called, who creates them."""

    def __init__(self, rollout: Rollout, kind: ChatKind) -> None:
        super().__init__(f"{kind.id} {kind.title}")
        self.rollout = rollout
        self.kind = kind

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        kind, choice = self.kind, self.rollout.answers.chats
        number = sum(1 for chat in self.rollout.chats if chat.kind.id == kind.id)
        name = shown_template(choice.names.get(kind.id) or kind.name)
        yield CheckRow(
            "Эти чаты",
            "создаём",
            kind.id not in choice.without,
            id="wanted",
            note=chat_count(number) if number else "",
        )
        check = partial(template_fault, kind)
        yield TextRow("Как называются", name, id="template", check=check)
        yield NoteRow("Например", id="example")
        yield NoteRow("", [[(words_text(kind), "note")]])
        yield TextRow(
            "Кто создаёт",
            choice.owners.get(kind.id, ""),
            id="owner",
            placeholder=usual_owner(kind, self.rollout.recommendations),
            max_length=LONGEST_TEMPLATE,
        )
        yield CheckRow(
            "Создаёт платформа",
            "появятся сами, проверьте состав",
            made_itself(choice, kind),
            id="made",
        )

    def show(self) -> None:
        """Show a name that the template makes."""
        row = self.row("template", TextRow)
        row.note = "" if row.fault else template_caution(self.kind, row.text)
        example = "–" if row.fault else example_name(self.rollout, self.kind, self._template)
        self.row("example", NoteRow).shown = [[(example, "value")]]

    @property
    def _template(self) -> str:
        """The template, "" where it is the usual one."""
        template = kept_template(self.row("template", TextRow).text)
        return "" if template == self.kind.name else template

    def result(self) -> ChatChoice:
        """The choice for this kind alone."""
        made = self.row("made", CheckRow).value
        owner = tidy(self.row("owner", TextRow).text)
        usual = usual_owner(self.kind, self.rollout.recommendations)
        return ChatChoice(
            without=() if self.row("wanted", CheckRow).value else (self.kind.id,),
            names={self.kind.id: self._template} if self._template else {},
            owners={self.kind.id: owner} if owner and owner != usual else {},
            made={self.kind.id: made} if made != self.kind.auto else {},
        )
