"""From the tables of a plan file to `Answers`, with every fault named."""

from __future__ import annotations

from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sferum_tui.guidance.loading import load_recommendations
from sferum_tui.issues import shown
from sferum_tui.plan.classes_reading import ClassReader
from sferum_tui.plan.fields import Findings, Path, TreeTable
from sferum_tui.rollout.answers import (
    Answers,
    Association,
    Bodies,
    CalendarChoice,
    ChatChoice,
    Deputy,
    Group,
    Order,
    People,
    Primary,
    School,
    Vacation,
    Votes,
)
from sferum_tui.rollout.decision import MOST_MEMBERS, problems
from sferum_tui.rollout.recommendations import PLACEHOLDERS, unknown_placeholders

Value = TypeVar("Value")

MODES = ("sequential", "simultaneous")
DECISIONS = ("undecided", "positive", "negative")
COUNTINGS = ("calendar", "working")
QUORUMS = ("half", "two_thirds")
CHAIRS = ("", "for", "against")
WEEKS = (5, 6)
#: The tables of the answers, in the order of a plan file.
TABLES = "school calendar order classes subjects people groups chats primary".split()


def read_answers(tree: dict[str, Any], findings: Findings, base: Answers | None) -> Answers:
    """The answers that a tree gives; what it doesn't say is taken from `base`.

    Findings hold every fault; with any the result is of no use.
    """
    return _Reader(findings, base or Answers()).answers(TreeTable(findings, (), tree))


class _Reader:
    def __init__(self, findings: Findings, base: Answers) -> None:
        self.findings = findings
        self.base = base
        self.recommendations = load_recommendations()
        self.stages = [item.number for item in self.recommendations.stages]
        decided = (*Primary().grades, *self.recommendations.grades_to_decide)
        self.decided = min(decided), max(decided)
        self.kinds = [item.id for item in self.recommendations.kinds]
        self.structure = ClassReader(findings, self.recommendations)

    def answers(self, root: TreeTable) -> Answers:
        result = Answers(
            school=self.school(root.table("school")),
            calendar=self.calendar(root.table("calendar")),
            order=self.order(root.table("order")),
            classes=self.structure.classes(root) if root.has("classes") else self.base.classes,
            subjects=self.structure.subjects(root.table("subjects"), self.base.subjects),
            people=self.people(root.table("people")),
            groups=root.list("groups", self.base.groups, self.group),
            chats=self.chats(root.table("chats")),
            primary=self.primary(root.table("primary")),
        )
        self.findings.twice(("groups",), (item.title for item in result.groups))
        return result

    # The school and its calendar ---------------------------------------------------------------

    def school(self, table: TreeTable) -> School:
        base = self.base.school
        result = School(
            name=table.text("name", base.name),
            timezone=table.read("timezone", base.timezone, self.zone),
            structure_created=table.read(
                "structure_created", base.structure_created, self.findings.day
            ),
            planned=table.flag("planned", base.planned),
            platform=table.text("platform", base.platform),
        )
        table.unknown()
        return result

    def zone(self, path: Path, value: object) -> str | None:
        name = self.findings.text(path, value)
        if name is None:
            return None
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            allowed = "имя пояса, например Europe/Moscow или Asia/Yekaterinburg"
            self.findings.fault(path, f"нет такого часового пояса: {shown(name)}", allowed)
            return None
        return name

    def calendar(self, table: TreeTable) -> CalendarChoice:
        base, day = self.base.calendar, self.findings.day
        result = CalendarChoice(
            counting=table.choice("counting", base.counting, COUNTINGS),
            week=table.choice("week", base.week, WEEKS),
            move_last_day=table.flag("move_last_day", base.move_last_day),
            days_off=table.list("days_off", base.days_off, day),
            working_days=table.list("working_days", base.working_days, day),
            vacations=table.list("vacations", base.vacations, self.vacation),
        )
        both = sorted(set(result.days_off) & set(result.working_days))
        if both:
            what = f"{both[0]} стоит и в days_off, и в working_days"
            self.findings.fault(table.at("working_days"), what, "день в одном из списков")
        table.unknown()
        return result

    def vacation(self, path: Path, value: object) -> Vacation | None:
        table = TreeTable(self.findings, path, value)
        first = table.needed("first", self.findings.day)
        last = table.needed("last", self.findings.day)
        title = table.text("title")
        table.unknown()
        if first is None or last is None:
            return None
        if last < first:
            self.findings.fault(
                table.at("last"), f"{last} раньше начала, {first}", "дата не раньше"
            )
        return Vacation(title, first, last)

    def order(self, table: TreeTable) -> Order:
        base, findings = self.base.order, self.findings
        mode = table.choice("mode", base.mode, MODES)
        stages = dict(base.stages)
        if table.has("stages"):
            found = findings.entries(
                table.at("stages"),
                table.data["stages"],
                lambda at, it: findings.choice(at, it, MODES),
                lambda at, it: findings.choice(at, it, [str(item) for item in self.stages]),
            )
            stages = {int(number): chosen for number, chosen in (found or {}).items()}
        table.unknown()
        return Order(mode, stages)

    # People, groups, chats ---------------------------------------------------------------------

    def people(self, table: TreeTable) -> People:
        base, findings = self.base.people, self.findings
        bodies, known = table.table("bodies"), base.bodies
        result = People(
            director=table.text("director", base.director),
            deputies=table.list("deputies", base.deputies, self.deputy),
            associations=table.list("associations", base.associations, self.association),
            bodies=Bodies(
                parents_committee=bodies.flag("parents_committee", known.parents_committee),
                board_of_trustees=bodies.flag("board_of_trustees", known.board_of_trustees),
                other=self.body(bodies, known.other),
                together=bodies.flag("together", known.together),
            ),
            extra_education=table.flag("extra_education", base.extra_education),
            class_teachers=table.map(
                "class_teachers", base.class_teachers, findings.text, self.structure.class_key
            ),
            subject_teachers=table.map(
                "subject_teachers", base.subject_teachers, findings.text, self.structure.teacher_key
            ),
        )
        self.findings.twice(
            table.at("associations"), (item.title for item in result.associations), "МО"
        )
        bodies.unknown()
        table.unknown()
        return result

    def body(self, table: TreeTable, default: str) -> str:
        if table.data.get("other", "") == "":
            return "" if table.has("other") else default
        return table.read("other", default, self.other_body)

    def other_body(self, path: Path, value: object) -> str | None:
        name = self.findings.title(path, value)
        taken = [item.id for item in self.recommendations.bodies]
        if name in taken:
            self.findings.fault(path, f"название {shown(name)} занято", "другое название")
            return None
        return name

    def deputy(self, path: Path, value: object) -> Deputy:
        table, levels = TreeTable(self.findings, path, value), self.recommendations.levels
        result = Deputy(
            duty=table.needed("duty", self.findings.title) or "",
            name=table.text("name"),
            levels=table.list(
                "levels",
                (),
                lambda at, it: self.findings.choice(at, it, [level.id for level in levels]),
            ),
        )
        table.unknown()
        return result

    def association(self, path: Path, value: object) -> Association:
        table = TreeTable(self.findings, path, value)
        result = Association(
            title=table.needed("title", self.findings.title) or "",
            subjects=table.list("subjects", (), self.findings.title),
            head=table.text("head"),
        )
        table.unknown()
        return result

    def group(self, path: Path, value: object) -> Group:
        table, findings = TreeTable(self.findings, path, value), self.findings
        purposes = [item.id for item in self.recommendations.purposes]
        stages = self.recommendations.group_stages
        result = Group(
            title=table.needed("title", findings.title) or "",
            purpose=table.needed("purpose", lambda at, it: findings.choice(at, it, purposes)) or "",
            stage=table.needed("stage", lambda at, it: findings.choice(at, it, stages)) or 0,
            grades=table.list("grades", (), lambda at, it: findings.whole(at, it, 0, 12)),
            owner=table.text("owner"),
        )
        table.unknown()
        return result

    def chats(self, table: TreeTable) -> ChatChoice:
        base = self.base.chats
        result = ChatChoice(
            without=table.list("without", base.without, self.kind),
            names=table.map("names", base.names, self.template, self.kind),
            owners=table.map("owners", base.owners, self.findings.text, self.kind),
        )
        table.unknown()
        return result

    def kind(self, path: Path, value: object) -> str | None:
        found: str | None = self.findings.choice(path, value, self.kinds)
        return found

    def template(self, path: Path, value: object) -> str | None:
        text = self.findings.text(path, value)
        unknown = unknown_placeholders(text or "")
        if unknown:
            allowed = " ".join(f"{{{word}}}" for word in PLACEHOLDERS)
            self.findings.fault(path, f"неизвестная подстановка {{{unknown[0]}}}", allowed)
            return None
        return text

    # The decision ------------------------------------------------------------------------------

    def primary(self, table: TreeTable) -> Primary:
        base = self.base.primary
        result = Primary(
            decision=table.choice("decision", base.decision, DECISIONS),
            pupils=table.flag("pupils", base.pupils),
            grades=table.list(
                "grades", base.grades, lambda at, it: self.findings.whole(at, it, *self.decided)
            ),
            date=table.read("date", base.date, self.findings.day),
            minutes=table.text("minutes", base.minutes),
            votes=table.read("votes", base.votes, self.votes),
        )
        table.unknown()
        return result

    def votes(self, path: Path, value: object) -> Votes | None:
        table, before = TreeTable(self.findings, path, value), len(self.findings.faults)

        def persons(at: Path, it: object) -> int | None:
            return self.findings.whole(at, it, 0, MOST_MEMBERS)

        def number(key: str) -> int:
            return table.needed(key, persons) or 0

        result = Votes(
            members=number("members"),
            present=number("present"),
            for_=number("for"),
            against=number("against"),
            abstained=number("abstained"),
            quorum=table.choice("quorum", "half", QUORUMS),
            chair=table.choice("chair", "", CHAIRS),
        )
        table.unknown()
        if len(self.findings.faults) == before:
            for what in problems(result):
                self.findings.fault(path, what)
        return result
