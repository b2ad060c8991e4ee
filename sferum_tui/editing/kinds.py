"""Kinds of chat as a question asks them: what their chats are called, who creates them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers, Association, Bodies, ChatChoice, Classes, Group
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.chats import make_chats
from sferum_tui.rollout.recommendations import ChatKind, Recommendations, fill
from sferum_tui.text import tidy

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
    """The choice with one kind as another choice, of this kind alone, has it."""

    def changed(of_all: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in of_all.items() if key != kind.id} | dict(own)

    return ChatChoice(
        without=(*(it for it in choice.without if it != kind.id), *new.without),
        names=changed(choice.names, new.names),
        owners=changed(choice.owners, new.owners),
        made=changed(choice.made, new.made),
    )


def made_itself(choice: ChatChoice, kind: ChatKind) -> bool:
    """Whether the platform makes the chats of a kind; `kind` is as the guidance has it."""
    return choice.made.get(kind.id, kind.auto)
