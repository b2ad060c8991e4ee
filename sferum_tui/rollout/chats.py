"""The list of chats that a school's answers make, with stable ids (п. 7.1–7.4).

An id is «kind/part/part», built from what the answers call things, so that a list made anew finds
the ticks of the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from sferum_tui.rollout.answers import Answers, Deputy
from sferum_tui.rollout.recommendations import ChatKind, Posting, Recommendations, fill
from sferum_tui.rollout.russian import capital, listed, split_acting, uncapital
from sferum_tui.rollout.school import SchoolClass, school_classes


class Chat(Struct, frozen=True):
    """One chat to create. `role` is who creates it, `owner_name` the person if one is named.

    One that is `auto_created` the platform makes by itself: its owner checks who is in it.
    """

    id: str
    kind: ChatKind
    name: str
    members: str
    role: str
    owner_name: str
    grade: int | None = None
    class_name: str = ""
    subject: str = ""
    subgroup: str = ""
    conditional: bool = False
    purpose: str = ""
    auto_created: bool = False

    @property
    def stage(self) -> int:
        """The number of the chat's stage."""
        return self.kind.stage

    @property
    def owner(self) -> str:
        """Who creates it: the role, and the name where one is known."""
        return f"{self.role} {self.owner_name}".rstrip()


#: What a name says where there is nobody yet.
_VACANT = "вакан"


class _Maker:
    """Makes chats of every scope for one set of answers."""

    def __init__(self, answers: Answers, recommendations: Recommendations) -> None:
        self.answers = answers
        self.recommendations = recommendations
        self.people = answers.people
        self.acting, self.director = split_acting(answers.people.director)
        self.classes = school_classes(answers.classes, recommendations)
        self.stages_present = {item.stage for item in self.classes}
        self.common = {
            "school": answers.school.name,
            "platform": recommendations.messenger(answers.school.platform),
        }
        self.scopes: Mapping[str, Callable[[ChatKind], Iterator[Chat]]] = {
            "school": self._school,
            "level": self._levels,
            "association": self._associations,
            "body": self._bodies,
            "class": self._classes,
            "subject": self._subjects,
            "group": self._groups,
        }

    def all(self) -> Iterator[Chat]:
        without = self.answers.chats.without
        for kind in self.recommendations.kinds:
            if kind.id not in without and self._wanted(kind):
                yield from self.scopes[kind.scope](kind)

    def _wanted(self, kind: ChatKind) -> bool:
        """Whether the decision lets this kind be: an undecided one gives a preview of it."""
        primary = self.answers.primary
        if not kind.needs:
            return True
        if primary.decision == "negative":
            return False
        return kind.needs != "pupils" or primary.pupils

    def _chat(
        self,
        kind: ChatKind,
        parts: tuple[str, ...],
        values: dict[str, str],
        owner_name: str,
        item: SchoolClass | None = None,
        acting: str = "",
    ) -> Chat:
        role = self.answers.chats.owners.get(kind.id, "")
        if role or _VACANT in owner_name.lower():
            owner_name = ""
        words = {**self.common, "owner": owner_name, "subgroup": "", **values}
        template = self.answers.chats.names.get(kind.id) or kind.name
        subject = values.get("subject", "")
        subgroup = values.get("subgroup", "")
        name = fill(template, {**words, "subject": capital(subject)})
        if subgroup and "{subgroup}" not in template:
            name = f"{name} · {subgroup}"
        members = fill(kind.members, {**words, **_whose(item)})
        return Chat(
            id="/".join((kind.id, *parts)),
            kind=kind,
            name=name.strip(" ·") or kind.title,
            members=with_subgroup(uncapital(members), subgroup),
            role=role or acting or fill(kind.owner, words),
            owner_name=owner_name,
            grade=item.oldest if item else None,
            class_name=item.name if item else "",
            subject=subject,
            subgroup=subgroup,
            purpose=values.get("purpose", ""),
            auto_created=kind.auto,
            conditional=bool(kind.needs) and self.answers.primary.decision == "undecided",
        )

    def _school(self, kind: ChatKind) -> Iterator[Chat]:
        yield self._headed(kind, (), {})

    def _headed(self, kind: ChatKind, parts: tuple[str, ...], values: dict[str, str]) -> Chat:
        """A chat of the head, or of whoever acts for the head."""
        return self._chat(kind, parts, values, self.director, acting=self.acting)

    def _levels(self, kind: ChatKind) -> Iterator[Chat]:
        for level in self.recommendations.levels:
            asked = not level.stages and self.people.extra_education
            if asked or self.stages_present.intersection(level.stages):
                deputy = self._deputy(level.id)
                values = {"level": level.chat, "duty": deputy.duty}
                yield self._chat(kind, (level.id,), values, deputy.name)

    def _deputy(self, level: str) -> Deputy:
        """Who leads a level; one that nobody is named for is the source's deputy's, or the first's.

        A school that names no deputies is written with the one of the source.
        """
        usual, deputies = self.recommendations.default_duty, self.people.deputies
        leading = [it for it in deputies if level in it.levels]
        others = [it for it in deputies if it.duty == usual] or list(deputies)
        return next(iter(leading or others), Deputy(usual))

    def _associations(self, kind: ChatKind) -> Iterator[Chat]:
        for item in self.people.associations:
            yield self._chat(kind, (item.title,), {"association": item.title}, item.head)

    def _bodies(self, kind: ChatKind) -> Iterator[Chat]:
        chosen = self.people.bodies
        found = [
            (body.id, body.chat)
            for body in self.recommendations.bodies
            if getattr(chosen, body.key, False)
        ]
        if chosen.other:
            found.append((chosen.other, capital(chosen.other)))
        if not found:
            return
        if len(found) == 1 or chosen.together:
            rest = [uncapital(title) for _, title in found[1:]]
            title = listed([found[0][1], *rest])
            yield self._headed(kind, (), {"body": title})
            return
        for suffix, title in found:
            yield self._headed(kind, (suffix,), {"body": title})

    def _of_stage(self, kind: ChatKind) -> Iterator[SchoolClass]:
        chosen = self.answers.primary.grades if kind.needs == "pupils" else ()
        for item in self.classes:
            if item.stage == kind.stage and (
                # The decision's grades run from 1; a preparatory year goes with the first.
                not chosen or any(max(grade, 1) in chosen for grade in item.grades)
            ):
                yield item

    def _classes(self, kind: ChatKind) -> Iterator[Chat]:
        teachers = self.people.class_teachers
        for item in self._of_stage(kind):
            owner = teachers.get(item.name, "")
            yield self._chat(kind, (item.name,), {"class": item.name}, owner, item)

    def _subjects(self, kind: ChatKind) -> Iterator[Chat]:
        subjects = self.answers.subjects
        extra: dict[str, list[str]] = {}
        for key in subjects.subgroups:
            name, _, subject = key.partition("/")
            extra.setdefault(name, []).append(subject)
        for item in self._of_stage(kind):
            taught = subjects.by_grade.get(item.grade)
            if taught is None:
                taught = subjects.by_grade.get(str(item.oldest), ())
            # A subgroup of a subject that the grade does not list is taught in this class alone.
            own = [subject for subject in extra.get(item.name, ()) if subject not in taught]
            for subject in (*taught, *own):
                yield from self._lessons(kind, item, subject)

    def _lessons(self, kind: ChatKind, item: SchoolClass, subject: str) -> Iterator[Chat]:
        teachers = self.people.subject_teachers
        key = f"{item.name}/{subject}"
        whole = teachers.get(key, "")
        values = {"class": item.name, "subject": subject}
        subgroups = self.answers.subjects.subgroups.get(key, ())
        if not subgroups:
            yield self._chat(kind, (item.name, subject), values, whole, item)
        for subgroup in subgroups:
            owner = teachers.get(f"{key}/{subgroup}", whole)
            parts = (item.name, subject, subgroup)
            yield self._chat(kind, parts, {**values, "subgroup": subgroup}, owner, item)

    def _groups(self, kind: ChatKind) -> Iterator[Chat]:
        for group in self.answers.groups:
            if group.stage == kind.stage and group.stage in self.stages_present:
                values = {"group": group.title, "purpose": group.purpose}
                yield self._chat(kind, (group.title,), values, group.owner)


def _whose(item: SchoolClass | None) -> dict[str, str]:
    """A class as its members are told: «ученики 8А», but «ученики 8 класса»."""
    if item is None or item.name[-1:].isalpha():
        return {}
    mixed = len(item.grades) > 1
    return {"class": f"класса-комплекта {item.name}" if mixed else f"{item.name} класса"}


def with_subgroup(members: str, subgroup: str) -> str:
    """«ученики 8А, подгруппа 1», «…, подгруппа «девочки»»; those of a whole class as they are."""
    if not subgroup:
        return members
    return f"{members}, подгруппа {subgroup if subgroup.isdigit() else f'«{subgroup}»'}"


def make_chats(answers: Answers, recommendations: Recommendations) -> tuple[Chat, ...]:
    """All chats of a school in the order of the kinds, then of classes, then of subjects.

    Chats of an undecided stage 4 are among them with `conditional`; those of a refused one are not.
    """
    return tuple(_Maker(answers, recommendations).all())


def posts(chat: Chat, recommendations: Recommendations) -> tuple[Posting, ...]:
    """What to write in a chat; of a mini-group's kind what this one is for (п. 7.2 в)."""
    listed = recommendations.written(chat.kind).post
    return tuple(it for it in listed if it.purpose in ("", chat.purpose))


def first_message(chat: Chat, answers: Answers, recommendations: Recommendations) -> str:
    """A ready first message for a chat, with the names that are known; adults are told as such."""
    # A class without a letter takes the word: «чат класса 8», but «это наш чат, 8 класс».
    bare = chat.class_name.isdigit()
    written = recommendations.written(chat.kind)
    template = written.first_message.replace("класса {class}", f"класса {chat.class_name}")
    if written.to_adults and answers.classes.by_grade.get(str(recommendations.adult_grade)):
        greeting, to_adults = written.to_adults
        template = template.replace(greeting, to_adults)
    words = {
        "class": f"{chat.class_name} класс" if bare else chat.class_name,
        "subject": chat.subject,
        "subgroup": chat.subgroup,
        "school": answers.school.name,
        "platform": recommendations.messenger(answers.school.platform),
        "owner": chat.owner_name,
        "association": chat.id.partition("/")[2],
        "group": chat.id.partition("/")[2],
        "level": chat.name,
        "body": chat.name,
    }
    return fill(template, words)
