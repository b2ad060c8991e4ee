"""The next round of a school: on 1 September its classes move up; or another messenger comes.

What is true of the school stays; ticks, deadlines and what was dated belong to the old plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers, CalendarChoice, Classes, People, Primary, Subjects
from sferum_tui.rollout.class_edits import letters_of, with_planned
from sferum_tui.rollout.messenger import with_guidance, with_messenger
from sferum_tui.rollout.recommendations import PackInfo, Recommendations
from sferum_tui.rollout.reference import Curriculum
from sferum_tui.rollout.school import GRADES, class_name, grade_number, letter_key, mixed_grades

Value = TypeVar("Value")

#: Grades after which a school may end; where it goes on, other teachers take the classes over.
_ENDS = (4, 9, 11, 12)
#: The grade that is made up anew of those who stay after the ninth.
SENIOR = "10"
#: Past this share of classes that leave or come without moving up, a renewal is asked about twice.
_SURPRISE = 1 / 3
#: A structure made in this month or later is one of the school year that begins in its year.
_FIRST_MONTH = 8


def year_begins(day: date) -> int:
    """The year in which the school year of a day begins."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


class Round(Struct, frozen=True):
    """What a new round is begun for: the next school year, another messenger, or both.

    `created` is the local date from which the new windows count, `planned` whether the structure is
    still to be created. `platform` "" leaves the messenger as it is; `guidance` is a pack to take
    with another one, None for the first that is made for it. `first` and `senior` are letters of
    the youngest grade and of grade 10; None: as many classes as now.
    """

    created: date
    year: bool = False
    platform: str = ""
    guidance: str | None = None
    planned: bool = False
    first: Sequence[str] | None = None
    senior: Sequence[str] | None = None


class Renewal(Struct, frozen=True):
    """A new plan's answers, and what they change: classes that move up (old and new name), that
    leave and that come; `notes` say in Russian what a person has to fill in."""

    answers: Answers
    moved: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def surprising(self) -> bool:
        """Whether more classes go or come than a year usually brings."""
        all_before = len(self.moved) + len(self.left)
        return max(len(self.left), len(self.come)) > _SURPRISE * max(1, all_before)


def next_round(
    answers: Answers,
    wanted: Round,
    guide: Callable[[str], Recommendations],
    curriculum: Curriculum,
    packs: Sequence[PackInfo] = (),
) -> Renewal:
    """The plan that takes the place of this one, with all that it changes.

    `guide` gives the recommendations under a pack by its name; they say which stage a mixed class
    goes to. `packs` are those to choose from.
    """
    found = Renewal(_new_round(answers, wanted.created))
    if wanted.platform:
        found = next_platform(answers, wanted.platform, wanted.created, packs)
    if wanted.guidance is not None:
        found = replace(found, answers=with_guidance(found.answers, wanted.guidance, packs))
    if wanted.year:
        school = found.answers.school
        old = replace(answers, school=school)
        found = next_year(
            old, guide(school.guidance), curriculum, wanted.created, wanted.first, wanted.senior
        )
        found = replace(found, answers=replace(found.answers, school=school))
    school = replace(found.answers.school, planned=wanted.planned)
    return replace(found, answers=replace(found.answers, school=school))


def first_and_senior(answers: Answers) -> tuple[str, str]:
    """The youngest grade, which is made up anew each year, and grade 10 where the ninth goes on;
    "" for what a school does not have."""
    grades = _grades(answers.classes)
    senior = SENIOR if "9" in grades and _above("9", grades) else ""
    return next(iter(grades), ""), senior


def next_platform(
    answers: Answers, platform: str, created: date, packs: Sequence[PackInfo] = ()
) -> Renewal:
    """The same school on another messenger: the chats are made anew, counted from a local date.

    The first of the packs of guidance that is made for the messenger comes with it.
    """
    school = replace(answers.school, guidance="", guidance_version="")
    renewed = _new_round(replace(answers, school=school), created)
    return Renewal(with_messenger(renewed, platform, packs))


def next_year(
    answers: Answers,
    recommendations: Recommendations,
    curriculum: Curriculum,
    created: date,
    first: Sequence[str] | None = None,
    senior: Sequence[str] | None = None,
) -> Renewal:
    """The same school in the next school year.

    Args:
        answers: of the year that ends.
        recommendations: say which stage a mixed class goes to.
        curriculum: of the new year, for grades that the school has not had.
        created: the local date from which the new windows count.
        first: letters of the youngest grade; None: as many classes as now.
        senior: letters of grade 10; None: as many as now.
    """
    classes = answers.classes
    steps = tuple(_steps(classes, senior))
    youngest = next(iter(_grades(classes)), "")
    new = letters_of(classes, youngest) if first is None else tuple(first)
    mixed, regrouped = _mixed(classes, recommendations)
    grown = _grown(steps, youngest, new, mixed)
    kept = {old: name for old, name in steps if name} | dict(regrouped)
    known = {class_name(grade, it) for grade in grown.by_grade for it in letters_of(grown, grade)}
    renewed = with_planned(
        replace(_new_round(answers, created), classes=grown, primary=Primary()), curriculum
    )
    return Renewal(
        _carried(renewed, answers, kept),
        moved=tuple(kept.items()),
        left=(*(old for old, name in steps if not name), *_gone(classes, regrouped)),
        come=tuple(sorted(known - set(kept.values()))),
        notes=tuple(_notes(kept)),
    )


def _grades(classes: Classes) -> list[str]:
    return [grade for grade in GRADES if letters_of(classes, grade)]


def _steps(classes: Classes, senior: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    """Every class with the name it has next year, "" where it leaves."""
    grades = _grades(classes)
    for grade in grades:
        letters = letters_of(classes, grade)
        above = _above(grade, grades)
        going = letters
        if above == SENIOR:
            going = letters_of(classes, SENIOR) if senior is None else tuple(senior)
        for letter in letters:
            goes = above and letter in going
            yield class_name(grade, letter), class_name(above, letter) if goes else ""


def _above(grade: str, grades: Sequence[str]) -> str:
    """The grade that a grade becomes; "" where it leaves the school."""
    number = grade_number(grade)
    ends = number in _ENDS and grade == grades[-1]
    return "" if ends or number >= 12 else str(number + 1)


def _grown(
    steps: Sequence[tuple[str, str]], youngest: str, new: Sequence[str], mixed: Mapping[str, int]
) -> Classes:
    found: dict[str, set[str]] = {youngest: set(new)} if youngest and new else {}
    for _, name in steps:
        if name:
            grade = next(it for it in reversed(GRADES) if name.startswith(it))
            found.setdefault(grade, set()).add(name[len(grade) :].strip(" -"))
    by_grade = {
        grade: tuple(sorted(found[grade], key=letter_key)) for grade in GRADES if grade in found
    }
    return Classes(by_grade=by_grade, mixed=mixed)


def _mixed(
    classes: Classes, recommendations: Recommendations
) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Mixed classes a grade up, as long as all of their grades stay in one stage."""
    found: dict[str, int] = {}
    pairs: list[tuple[str, str]] = []
    for name in classes.mixed:
        grades = [grade + 1 for grade in mixed_grades(name)]
        stages = {recommendations.stage_of_grade(grade) for grade in grades if grade <= 11}
        if len(stages) == 1 and grades[-1] <= 11:
            sign = "+" if "+" in name else "–"
            ends = grades if sign == "+" else (grades[0], grades[-1])
            new = sign.join(map(str, ends))
            found[new] = stages.pop()
            pairs.append((name, new))
    return found, pairs


def _gone(classes: Classes, regrouped: Sequence[tuple[str, str]]) -> Iterator[str]:
    kept = {old for old, _ in regrouped}
    yield from (name for name in classes.mixed if name not in kept)


def _new_round(answers: Answers, created: date) -> Answers:
    """The answers without what was dated before the new round; the new plan is another one."""
    calendar = answers.calendar
    school = replace(
        # The new plan is made by the guidance as it is now.
        answers.school,
        structure_created=created,
        planned=False,
        guidance_version="",
    )
    return replace(
        answers,
        school=school,
        calendar=_later(calendar, created),
        classes=replace(answers.classes, opened={}),
        deadlines={},
        id="",
    )


def _later(calendar: CalendarChoice, created: date) -> CalendarChoice:
    return replace(
        calendar,
        days_off=tuple(day for day in calendar.days_off if day >= created),
        working_days=tuple(day for day in calendar.working_days if day >= created),
        vacations=tuple(item for item in calendar.vacations if item.last >= created),
    )


def _carried(renewed: Answers, old: Answers, kept: Mapping[str, str]) -> Answers:
    """What belongs to a class goes along with it, as far as its new grade has it."""
    same = {before: after for before, after in kept.items() if not _handed_over(before)}
    people, subjects = old.people, old.subjects
    taught = renewed.subjects.by_grade

    def goes(key: str) -> bool:
        return _subject(key) in taught.get(grade_of(same[_class(key)]), ())

    subgroups = _rekeyed(subjects.subgroups, same, goes)
    return replace(
        renewed,
        subjects=Subjects(by_grade=taught, subgroups=subgroups),
        people=_people(people, same, goes),
        sizes=_rekeyed(old.sizes, same, lambda key: True),
    )


def _people(people: People, same: Mapping[str, str], goes: Callable[[str], bool]) -> People:
    return replace(
        people,
        class_teachers=_rekeyed(people.class_teachers, same, lambda key: True),
        subject_teachers=_rekeyed(people.subject_teachers, same, goes),
    )


def _handed_over(name: str) -> bool:
    """Whether other teachers take this class over: from primary to basic, from basic to senior."""
    grades = mixed_grades(name) or (int(grade_of(name).split()[0]),)
    return grades[-1] in _ENDS


def _class(key: str) -> str:
    return key.partition("/")[0]


def _subject(key: str) -> str:
    return key.split("/")[1]


def grade_of(name: str) -> str:
    """The grade that a class name begins with; of a mixed class its oldest."""
    if grades := mixed_grades(name):
        return str(grades[-1])
    return next(it for it in reversed(GRADES) if name.startswith(it))


def _rekeyed(
    table: Mapping[str, Value], names: Mapping[str, str], goes: Callable[[str], bool]
) -> dict[str, Value]:
    """The entries of classes that go on, under their new names, as far as `goes` lets them."""
    found = {}
    for key, value in table.items():
        head, slash, tail = key.partition("/")
        if head in names and goes(key):
            found[f"{names[head]}{slash}{tail}"] = value
    return found


def _notes(kept: Mapping[str, str]) -> Iterator[str]:
    new = sorted(
        {grade_of(after) for before, after in kept.items() if _handed_over(before)}, key=int
    )
    if new:
        grades = ", ".join(f"{grade}-х" for grade in new)
        yield f"Учителей {grades} классов впишите заново: их ведут другие люди"
