"""What a school answered: the values of a plan file's answers, already checked for type.

Everything here is immutable; an edit makes a new `Answers` with `replace`.
Empty strings stand for «not said», since names are optional everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

Counting = Literal["calendar", "working"]
Mode = Literal["sequential", "simultaneous"]
Outcome = Literal["undecided", "positive", "negative"]
Quorum = Literal["half", "two_thirds"]
Chair = Literal["", "for", "against"]


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the answers; a field that it does not have is refused, not lost."""


class School(Answer, frozen=True):
    """The school itself. `structure_created` is day 0 of every window (п. 7.1–7.4)."""

    name: str = ""
    timezone: str = "Europe/Moscow"
    structure_created: date | None = None
    planned: bool = False
    platform: str = ""
    short_name: str = ""
    place: str = ""
    #: The pack that lies over the recommendations, "" for none.
    guidance: str = ""
    #: The version of that pack when the plan was made or last looked through.
    guidance_version: str = ""


class Vacation(Answer, frozen=True):
    """A school vacation, both ends included. It stops no term; the program only warns."""

    first: date
    last: date
    title: str = ""


class CalendarChoice(Answer, frozen=True):
    """How days are counted: which days, which week, and whether the last day may move."""

    counting: Counting = "calendar"
    week: Literal[5, 6] = 5
    move_last_day: bool = True
    days_off: tuple[date, ...] = ()
    working_days: tuple[date, ...] = ()
    vacations: tuple[Vacation, ...] = ()


class Order(Answer, frozen=True):
    """Whether stages wait for one another; `stages` overrides the mode for single stages."""

    mode: Mode = "sequential"
    stages: Mapping[int, Mode] = field(default_factory=dict)

    def waits(self, stage: int) -> bool:
        """Whether this stage waits for the earlier ones."""
        return self.stages.get(stage, self.mode) == "sequential"


class Papers(Answer, frozen=True):
    """Who stands in papers: the coordinator, who controls the order, who led the meeting.

    Without `control` the director leaves the control to himself.
    """

    coordinator: str = ""
    control: str = ""
    chair: str = ""
    secretary: str = ""


class Classes(Answer, frozen=True):
    """Classes as they are written in the plan: letters by grade, mixed classes, late ones.

    Keys of `by_grade` are "0" … "12" and "1 доп."; "" among the letters is the only class of a
    grade («8»). `mixed` maps a mixed class («1–3») to its stage. `opened` maps a class to the local
    date it opened, if later than the structure.
    """

    by_grade: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mixed: Mapping[str, int] = field(default_factory=dict)
    opened: Mapping[str, date] = field(default_factory=dict)


class Subjects(Answer, frozen=True):
    """What subject chats are made from: subjects by grade, subgroups by «class/subject»."""

    by_grade: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    subgroups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Deputy(Answer, frozen=True):
    """A deputy head by duty («УР») and the levels of teachers he leads (п. 7.1 б)."""

    duty: str
    name: str = ""
    levels: tuple[str, ...] = ()


class Association(Answer, frozen=True):
    """A methodical association (МО) and the subjects it unites (п. 7.1 в)."""

    title: str
    subjects: tuple[str, ...] = ()
    head: str = ""


class Bodies(Answer, frozen=True):
    """Which bodies of parents the school has; `together` puts them in one chat (п. 7.1)."""

    parents_committee: bool = True
    board_of_trustees: bool = False
    other: str = ""
    together: bool = False


class People(Answer, frozen=True):
    """Who holds which role. Names are optional; no pupil is ever named."""

    director: str = ""
    deputies: tuple[Deputy, ...] = ()
    associations: tuple[Association, ...] = ()
    bodies: Bodies = field(default_factory=Bodies)
    extra_education: bool = True
    class_teachers: Mapping[str, str] = field(default_factory=dict)
    subject_teachers: Mapping[str, str] = field(default_factory=dict)


class Group(Answer, frozen=True):
    """A mini-group made for one educational purpose (п. 7.2 в)."""

    title: str
    purpose: str
    stage: int
    grades: tuple[int, ...] = ()
    owner: str = ""


class ChatChoice(Answer, frozen=True):
    """Kinds of chat not wanted, own templates of names and own owners, by kind."""

    without: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    #: Whether the platform makes the chats of a kind, where the guidance says otherwise or nothing.
    made: Mapping[str, bool] = field(default_factory=dict)


class Votes(Answer, frozen=True):
    """The count of an open vote of the teaching staff, in persons."""

    members: int
    present: int
    for_: int
    against: int
    abstained: int
    quorum: Quorum = "half"
    chair: Chair = ""


class Primary(Answer, frozen=True):
    """The decision on grades 1–4 (п. 7.4): its outcome, reach, and what the minutes say.

    `grades` are those whose pupils move; () stands for all that the guidance lets decide on.
    """

    decision: Outcome = "undecided"
    pupils: bool = False
    grades: tuple[int, ...] = ()
    date: date | None = None
    minutes: str = ""
    votes: Votes | None = None

    @property
    def number(self) -> str:
        """The number of the minutes without the sign «№», which is written before it."""
        return self.minutes.lstrip("№ \u00a0")


class Answers(Answer, frozen=True):
    """All answers of one school.

    `id` tells this plan from any other; the program gives it once. `deadlines` are last days of
    stages that an order set; `sizes` say how many pupils a class has, by its name.
    """

    school: School = field(default_factory=School)
    calendar: CalendarChoice = field(default_factory=CalendarChoice)
    order: Order = field(default_factory=Order)
    classes: Classes = field(default_factory=Classes)
    subjects: Subjects = field(default_factory=Subjects)
    people: People = field(default_factory=People)
    groups: tuple[Group, ...] = ()
    chats: ChatChoice = field(default_factory=ChatChoice)
    primary: Primary = field(default_factory=Primary)
    id: str = ""
    deadlines: Mapping[int, date] = field(default_factory=dict)
    papers: Papers = field(default_factory=Papers)
    sizes: Mapping[str, int] = field(default_factory=dict)
