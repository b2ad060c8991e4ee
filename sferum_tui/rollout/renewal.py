"""The next round of a school: on 1 September its classes move up; or another messenger comes.

What is true of the school stays; ticks, deadlines and what was dated belong to the old plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.rollout.answer_paths import (
    OF_CLASSES,
    OF_LESSONS,
    rekeyed,
    value_at,
    with_value,
)
from sferum_tui.rollout.answers import Answers, Classes, Primary
from sferum_tui.rollout.class_edits import letters_of, names_of, with_planned
from sferum_tui.rollout.messenger import with_guidance, with_messenger
from sferum_tui.rollout.recommendations import PackInfo, Recommendations
from sferum_tui.rollout.reference import Curriculum
from sferum_tui.rollout.school import (
    GRADES,
    class_name,
    grade_number,
    letter_key,
    mixed_grades,
    parse_class,
)

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


def year_title(first: int, sign: str = "/") -> str:
    """The school year that begins in a year: «2026/27»."""
    return f"{first}{sign}{(first + 1) % 100:02d}"


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
    begun = _new_round(answers, wanted)
    if wanted.platform:
        # The guidance that was made for the messenger before is not asked for again.
        begun = with_messenger(with_guidance(begun, "", packs), wanted.platform, packs)
    if wanted.guidance is not None:
        begun = with_guidance(begun, wanted.guidance, packs)
    if not wanted.year:
        return Renewal(begun)
    return _next_year(begun, wanted, guide(begun.school.guidance), curriculum)


def first_and_senior(answers: Answers) -> tuple[str, str]:
    """The youngest grade, which is made up anew each year, and grade 10 where the ninth goes on;
    "" for what a school does not have."""
    grades = _grades(answers.classes)
    senior = SENIOR if "9" in grades and _above("9", grades) else ""
    return next(iter(grades), ""), senior


def _next_year(
    begun: Answers, wanted: Round, recommendations: Recommendations, curriculum: Curriculum
) -> Renewal:
    """A round that begins with the next school year: its classes move up, and some leave and come.

    The curriculum is for grades that the school has not had.
    """
    classes = begun.classes
    steps = tuple(_steps(classes, wanted.senior))
    youngest = next(iter(_grades(classes)), "")
    new = letters_of(classes, youngest) if wanted.first is None else tuple(wanted.first)
    mixed, regrouped = _mixed(classes, recommendations)
    grown = _grown(steps, youngest, new, mixed)
    kept = {old: name for old, name in steps if name} | dict(regrouped)
    come = names_of(grown) - set(kept.values())
    renewed = with_planned(replace(begun, classes=grown, primary=Primary()), curriculum)
    return Renewal(
        _carried(renewed, begun, kept),
        moved=tuple(kept.items()),
        left=tuple(old for old in (*dict(steps), *classes.mixed) if old not in kept),
        come=tuple(sorted(come)),
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
            grade, letter = parse_class(name)
            found.setdefault(grade, set()).add(letter)
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


def _new_round(answers: Answers, wanted: Round) -> Answers:
    """The answers without what was dated before the new round; the new plan is another one."""
    created, calendar = wanted.created, answers.calendar
    school = replace(
        # The new plan is made by the guidance as it is now.
        answers.school,
        structure_created=created,
        planned=wanted.planned,
        guidance_version="",
    )
    later = replace(
        calendar,
        days_off=tuple(day for day in calendar.days_off if day >= created),
        working_days=tuple(day for day in calendar.working_days if day >= created),
        vacations=tuple(item for item in calendar.vacations if item.last >= created),
    )
    return replace(
        answers,
        school=school,
        calendar=later,
        classes=replace(answers.classes, opened={}),
        deadlines={},
        id="",
    )


def _carried(renewed: Answers, old: Answers, kept: Mapping[str, str]) -> Answers:
    """What belongs to a class goes along with it, as far as its new grade has it."""
    same = {before: after for before, after in kept.items() if not _handed_over(before)}
    taught = renewed.subjects.by_grade
    for path in OF_CLASSES:
        table = value_at(old, path)
        moved = rekeyed(
            {key: it for key, it in table.items() if key.partition("/")[0] in same}, same
        )
        if path in OF_LESSONS:
            moved = {key: it for key, it in moved.items() if _is_taught(key, taught)}
        renewed = with_value(renewed, path, moved)
    return renewed


def _is_taught(lesson: str, taught: Mapping[str, Sequence[str]]) -> bool:
    """Whether the grade of a class has the subject of «9А/физика/1»."""
    name, subject, *_ = lesson.split("/")
    return subject in taught.get(grade_of(name), ())


def _handed_over(name: str) -> bool:
    """Whether other teachers take this class over: from primary to basic, from basic to senior."""
    return grade_number(grade_of(name)) in _ENDS


def grade_of(name: str) -> str:
    """The grade that a class name begins with; of a mixed class its oldest."""
    return parse_class(name)[0] or str(mixed_grades(name)[-1])


def _notes(kept: Mapping[str, str]) -> Iterator[str]:
    new = sorted(
        {grade_of(after) for before, after in kept.items() if _handed_over(before)}, key=int
    )
    if new:
        grades = ", ".join(f"{grade}-х" for grade in new)
        yield f"Учителей {grades} классов впишите заново: их ведут другие люди"
