"""The methodical recommendations as values: stages, kinds of chat, windows, what to post.

What they say comes from `presets/recommendations.toml` and, what is only shown, from
`presets/texts.toml`; this module knows only its shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.rollout.russian import nested
from sferum_tui.text import lowered

Scope = Literal["school", "level", "association", "body", "class", "subject", "group"]
Audience = Literal["staff", "pupils", "parents"]
Needs = Literal["", "decision", "pupils"]
#: What the list of a kind is made of: what to write, or what the chat is for (п. 7.2 в).
Lists = Literal["posts", "purposes"]

Made = TypeVar("Made", bound=Struct)

#: The most stages there may be: each has a digit for its key.
MOST_STAGES = 9
#: Words in braces that templates of names, members and messages may use.
PLACEHOLDERS = (
    "class", "subject", "subgroup", "association", "level", "body", "group", "school", "platform",
    "owner",
)  # fmt: skip
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put values into a template's braces; an unknown word stays as it is written.

    A value in quotation marks gets inner ones for its own: «МО „Гуманитарий“».
    """
    if "{" not in template:
        return template
    text = _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)
    return nested(text) if "«" in template else text


def placeholders(template: str) -> list[str]:
    """The words in braces, in the order they stand."""
    return _PLACEHOLDER.findall(template)


class Posting(Struct, frozen=True):
    """One thing to write in a kind of chat, or one purpose of a mini-group.

    `pin` says whether to pin it, where the source does. `purpose` is the purpose it belongs to, ""
    for all; `addition` is advice that the source does not give.
    """

    text: str
    title: str = ""
    pin: bool | None = None
    purpose: str = ""
    addition: str = ""


class ChatKind(Struct, frozen=True):
    """A kind of chat («2а»): who creates it for whom."""

    id: str
    stage: int
    scope: Scope
    audience: Audience
    title: str
    owner: str
    members: str
    name: str
    source: str
    open_list: bool = False
    needs: Needs = ""
    lists: Lists = "posts"
    #: Whether the platform makes these chats by itself, so that only their members are checked.
    auto: bool = False


class Stage(Struct, frozen=True):
    """A stage: whom it moves and its window, in days from the creation of the structure.

    Where guidance sets dates instead, `dates` are the first and the last one; the days still count
    the window of a class that opened later.
    """

    number: int
    title: str
    whom: str
    grades: tuple[int, ...]
    first_day: int
    last_day: int
    by_decision: bool
    source: str
    reasons: tuple[str, ...] = ()
    dates: tuple[date, date] | None = None


class Level(Struct, frozen=True):
    """A level of teachers that a deputy leads (п. 7.1 б); no stages: the school is asked."""

    id: str
    title: str
    chat: str
    stages: tuple[int, ...]


class Body(Struct, frozen=True):
    """A body of parents that the school's heads talk to (п. 7.1)."""

    key: str
    id: str
    title: str
    chat: str


class Purpose(Struct, frozen=True):
    """An educational purpose of a mini-group with neutral titles to choose from (п. 7.2 в)."""

    id: str
    title: str
    suggestions: tuple[str, ...]


class Passage(Struct, frozen=True):
    """A short text with the paragraph it comes from; `about` names stages or kinds.

    `platform` is the messenger that it speaks of, "" where it is true of every one. A line of a
    pack was `checked` on a day; `region` tells that it differs from region to region.
    """

    text: str
    source: str = ""
    title: str = ""
    about: tuple[str, ...] = ()
    platform: str = ""
    checked: date | None = None
    region: bool = False
    id: str = ""


class PackInfo(Struct, frozen=True):
    """The pack that lies over the recommendations: what it is called and when it was checked."""

    name: str
    title: str
    version: str
    checked: date
    platforms: tuple[str, ...] = ()


class ChatTexts(Struct, frozen=True):
    """What is written in chats of a kind; `to_adults` has a greeting and what adults get for it."""

    first_message: str
    to_adults: tuple[str, ...] = ()
    post: tuple[Posting, ...] = ()


#: The fields of the texts that are passages.
_PASSAGES = "documents advantages additions steps contacts footnotes order".split()


class Texts(Struct, frozen=True):
    """What cards, help and papers cite; nothing is counted by it. `chats` are by kind."""

    chats: Mapping[str, ChatTexts]
    documents: tuple[Passage, ...]
    advantages: tuple[Passage, ...]
    additions: tuple[Passage, ...]
    steps: tuple[Passage, ...]
    contacts: tuple[Passage, ...]
    footnotes: tuple[Passage, ...]
    order: tuple[Passage, ...]

    def spoken(self, platform: str) -> Texts:
        """The texts without what is true of another messenger alone."""
        parts = ((name, getattr(self, name)) for name in _PASSAGES)
        return replace(
            self,
            **{
                name: tuple(it for it in part if it.platform in ("", platform))
                for name, part in parts
            },
        )


class Recommendations(Struct, frozen=True, dict=True):
    """Everything the source says, settled where it contradicts itself."""

    title: str
    year: int
    about_year: str
    platform: str
    platforms: tuple[str, ...]
    default_duty: str
    #: A school that has this grade is an evening school, where adults learn.
    adult_grade: int
    stages: tuple[Stage, ...]
    kinds: tuple[ChatKind, ...]
    levels: tuple[Level, ...]
    bodies: tuple[Body, ...]
    purposes: tuple[Purpose, ...]
    warning_stems: tuple[str, ...]
    warning_message: str
    #: Gives the texts, which are read only where they are cited.
    read_texts: Callable[[], Texts]
    #: Words of papers that the pack changes, by «part.key» of `presets/documents.toml`.
    words: Mapping[str, str] = {}
    pack: PackInfo | None = None
    #: The name of a pack that the plan asks for and that can't be used.
    missing: str = ""

    def messenger(self, chosen: str) -> str:
        """The messenger of a school that has chosen one, or "" for that of the source."""
        return chosen or self.platform

    def spoken(self, platform: str, made: Mapping[str, bool] | None = None) -> Recommendations:
        """The recommendations for a school: without what is true of another messenger alone.

        `made` tells of kinds of chat whether the platform makes them there.
        """
        own = made or {}
        return replace(
            self,
            kinds=tuple(replace(it, auto=own[it.id]) if it.id in own else it for it in self.kinds),
            read_texts=lambda: self.texts.spoken(platform),
        )

    @cached_property
    def texts(self) -> Texts:
        """What cards, help and papers cite."""
        return self.read_texts()

    def written(self, kind: ChatKind) -> ChatTexts:
        """What is written in chats of a kind."""
        return self.texts.chats[kind.id]

    @cached_property
    def _stages(self) -> dict[int, Stage]:
        return {stage.number: stage for stage in self.stages}

    @cached_property
    def _kinds(self) -> dict[str, ChatKind]:
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def _stage_of_grade(self) -> dict[int, int]:
        return {grade: stage.number for stage in self.stages for grade in stage.grades}

    def has_stage(self, number: int) -> bool:
        """Whether there is a stage of this number; a plan may name one that its guidance lost."""
        return number in self._stages

    def stage(self, number: int) -> Stage:
        """The stage of this number. Raises `KeyError`."""
        return self._stages[number]

    def kind(self, kind_id: str) -> ChatKind:
        """The kind of chat of this id. Raises `KeyError`."""
        return self._kinds[kind_id]

    def stage_of_grade(self, grade: int) -> int:
        """The number of the one stage that a grade from 0 to 12 belongs to. Raises `KeyError`."""
        return self._stage_of_grade[grade]

    @cached_property
    def decided(self) -> Stage | None:
        """The stage that the teaching staff decides on (п. 7.4); None where no stage asks it."""
        return next((stage for stage in self.stages if stage.by_decision), None)

    @cached_property
    def grades_to_decide(self) -> tuple[int, ...]:
        """The grades whose pupils the decision can move; a preparatory year goes with the first."""
        return tuple(grade for grade in self.decided.grades if grade) if self.decided else ()

    @cached_property
    def group_stages(self) -> tuple[int, ...]:
        """The numbers of the stages that have mini-groups (п. 7.2 в).

        Where the guidance has none, those of classes: groups of a plan make no chat, but stay.
        """
        found = {kind.stage for kind in self.kinds if kind.scope == "group"}
        return tuple(sorted(found or {it.number for it in self.stages if it.grades}))

    def kinds_of(self, stage: int) -> tuple[ChatKind, ...]:
        """The kinds of chat of a stage, in the order of the source."""
        return tuple(kind for kind in self.kinds if kind.stage == stage)

    def shaming(self, title: str) -> bool:
        """Whether the title of a mini-group tells something about a child's health or marks."""
        folded = lowered(title)
        # «футбольная» is no «больная».
        return any(re.search(rf"\b{re.escape(stem)}", folded) for stem in self.warning_stems)


def from_data(data: Mapping[str, Any], read_texts: Callable[[], Texts]) -> Recommendations:
    """Build the recommendations from parsed TOML. Raises `TypeError` where a key is missing."""
    return _made(
        Recommendations,
        {
            **data,
            "stages": [_stage(raw) for raw in data["stages"]],
            "kinds": [_made(ChatKind, raw) for raw in _kinds(data)],
            "levels": [_made(Level, raw) for raw in data["levels"]],
            "bodies": [_made(Body, raw) for raw in data["bodies"]],
            "purposes": [_made(Purpose, raw) for raw in data["purposes"]],
            "warning_stems": data["warning_words"]["stems"],
            "warning_message": data["warning_words"]["message"],
            "read_texts": read_texts,
            "words": {raw["key"]: raw["text"] for raw in data.get("words", ())},
            "pack": _made(PackInfo, data["pack"]) if "pack" in data else None,
        },
    )


def texts_from(data: Mapping[str, Any]) -> Texts:
    """Build the texts from parsed TOML. Raises `TypeError` where a key is missing."""
    texts = {name: tuple(_passage(raw) for raw in data[name]) for name in _PASSAGES}
    return Texts(chats={raw["id"]: _chat_texts(raw) for raw in _kinds(data)}, **texts)


def _made(kind: type[Made], raw: Mapping[str, Any]) -> Made:
    """A value out of a table that may hold more; lists become tuples."""
    fields = kind.__struct_fields__
    known = {name: raw[name] for name in fields if name in raw}
    return kind(**{name: tuple(it) if isinstance(it, list) else it for name, it in known.items()})


def _stage(raw: Mapping[str, Any]) -> Stage:
    dates = (raw["first_date"], raw["last_date"]) if "last_date" in raw else None
    return _made(Stage, {**raw, "dates": dates})


def _kinds(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The kinds, each with what it has from its model."""
    models = {raw["id"]: raw for raw in data["kinds"]}
    for raw in data["kinds"]:
        yield {**models.get(raw.get("model"), {}), **raw}


def _chat_texts(raw: Mapping[str, Any]) -> ChatTexts:
    return _made(ChatTexts, {**raw, "post": [_made(Posting, it) for it in raw.get("post", ())]})


def _passage(raw: Mapping[str, Any]) -> Passage:
    """A passage; a contact is told by its value, a document by what it is about."""
    if isinstance(raw.get("about"), str):
        return _made(Passage, {**raw, "text": raw["about"], "about": ()})
    return _made(Passage, {**raw, "text": raw["value"]} if "value" in raw else raw)
