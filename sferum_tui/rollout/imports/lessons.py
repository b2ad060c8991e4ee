"""From lessons of a list to answers: which subject chats a class has, and who leads them.

Where one teacher leads several courses of a subject in a class, they have one chat; where several
teachers do, each has one. In a plan, chats of a part of the class or of the courses are subgroups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.imports.result import Leader, RowPlace
from sferum_tui.rollout.imports.subject_names import SubjectNames
from sferum_tui.rollout.people import same_person
from sferum_tui.rollout.russian import nested, plural
from sferum_tui.rollout.school import SchoolClass, natural_key

#: Stands between courses that one teacher leads, in the name of their chat.
TOGETHER = " + "
#: Stands for the plan, where a lesson does not come from the list.
_IN_PLAN = RowPlace(0)
#: So many places are named in a note.
_NAMED = 5

#: Teachers by the name of a part of the class, which may be ""; the part "" is the whole class.
Parts = dict[str, str]


class Lesson(Struct, frozen=True):
    """Who teaches what in a class; no group is the whole class. `name` is as plans write it."""

    place: RowPlace
    item: SchoolClass
    name: str
    group: str
    teacher: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What only one teacher leads."""
        return self.item.name, self.name, self.group


def parts_of(lessons: Iterable[Lesson], title: str, courses: Sequence[str]) -> Parts:
    """The chats of one subject in one class.

    Courses that one teacher leads in one group are one part; whatever else the subject unites,
    such as languages, stays apart.
    """
    cells: list[tuple[Lesson, list[str]]] = []
    for lesson in lessons:
        for first, names in cells:
            same = lesson.teacher and same_person(first.teacher, lesson.teacher)
            joins = bool(courses) and lesson.name in (title, *courses)
            if first.group == lesson.group and joins and same:
                names.append(lesson.name)
                break
        else:
            cells.append((lesson, [lesson.name]))
    groups = [lesson.group for lesson, _ in cells]
    languages = not courses and len({name for _, names in cells for name in names}) > 1
    told = languages or len(set(groups)) < len(groups) or ("" in groups and len(groups) > 1)
    parts: Parts = {}
    for lesson, names in cells:
        whole = title in names or (bool(courses) and set(courses) <= set(names))
        ordered = [name for name in (*courses, *names) if name in names]
        course = "" if whole or not told else TOGETHER.join(dict.fromkeys(ordered))
        parts[" ".join(filter(None, (course, lesson.group)))] = lesson.teacher
    return parts


class Timetable:
    """The subjects, subgroups and teachers of a plan, into which lessons are written."""

    def __init__(
        self, answers: Answers, classes: Sequence[SchoolClass], names: SubjectNames
    ) -> None:
        self._answers = answers
        self._classes = classes
        self._names = names
        self._by_grade = dict(answers.subjects.by_grade)
        self._subgroups = dict(answers.subjects.subgroups)
        self._teachers = dict(answers.people.subject_teachers)
        #: Subjects that the plan did not have: by grade, the classes that a list names.
        self._fresh: dict[tuple[str, str], dict[str, None]] = {}
        self._single: list[str] = []
        self._joined: dict[str, list[str]] = {}
        self._own: dict[str, list[str]] = {}
        for key in self._subgroups:
            name, _, subject = key.partition("/")
            self._own.setdefault(name, []).append(subject)

    def taught(self, item: SchoolClass) -> tuple[str, ...]:
        """The subjects of a class."""
        subjects = self._by_grade.get(self._grade(item), ())
        return tuple(dict.fromkeys((*subjects, *self._own.get(item.name, ()))))

    def _grade(self, item: SchoolClass) -> str:
        """The grade whose list of subjects a class has; of a mixed class that of the oldest."""
        return item.grade if item.grade in self._by_grade else str(item.oldest)

    def notes(self) -> Iterator[str]:
        """What a person may not expect: new subjects, courses put together, single groups."""
        for (grade, subject), names in self._fresh.items():
            many = len(names) > 1 and len(names) == len(self._of_grade(grade))
            whose = f"у каждого класса параллели {grade}" if many else f"у {some_of(list(names))}"
            yield nested(f"Новый предмет «{subject}»: чат появится {whose}")
        for subject, places in self._joined.items():
            yield f"Курсы одного учителя — один чат «{subject}»: {some_of(places)}"
        if self._single:
            yield f"Названа только одна группа: {some_of(self._single)}"

    # Taking ------------------------------------------------------------------------------------

    def taken(self, lessons: Iterable[Lesson], leaders: Iterable[Leader]) -> Answers:
        """The answers with all of this in them."""
        found: dict[tuple[str, str], list[Lesson]] = {}
        for lesson in lessons:
            found.setdefault((lesson.item.name, self._title(lesson)), []).append(lesson)
        self._unite(found)
        items = {item.name: item for item in self._classes}
        for (name, title), them in found.items():
            self._write(items[name], title, them)
        self._add_fresh()
        subjects, people = self._answers.subjects, self._answers.people
        named = {it.class_name: it.teacher for it in leaders}
        return replace(
            self._answers,
            subjects=replace(subjects, by_grade=self._by_grade, subgroups=self._subgroups),
            people=replace(
                people,
                class_teachers={**people.class_teachers, **named},
                subject_teachers=self._teachers,
            ),
        )

    def _title(self, lesson: Lesson) -> str:
        """The subject whose chats a lesson belongs to."""
        taught, grade = self.taught(lesson.item), str(lesson.item.oldest)
        title = self._names.united(lesson.name, grade)
        if lesson.name in self._names.courses(title, grade):
            return title
        return title if title in taught and lesson.name not in taught else lesson.name

    def _courses(self, item: SchoolClass, title: str) -> tuple[str, ...]:
        return self._names.courses(title, str(item.oldest))

    def _apart(self, item: SchoolClass, title: str) -> bool:
        """Whether the plan has a chat for each course of a subject."""
        taught = self.taught(item)
        return title not in taught and any(it in taught for it in self._courses(item, title))

    def _write(self, item: SchoolClass, title: str, lessons: Sequence[Lesson]) -> None:
        """Write the lessons of one class and subject."""
        if self._apart(item, title):
            by_course: dict[str, Parts] = {}
            for lesson in lessons:
                by_course.setdefault(lesson.name, {})[lesson.group] = lesson.teacher
            for name, parts in by_course.items():
                self._store(item, name, parts, ())
            return
        courses = self._courses(item, title)
        lessons = [*lessons, *_not_named(self._kept(item, title, courses), lessons, title)]
        parts = parts_of(lessons, title, courses)
        if courses and len(parts) < len(lessons):
            self._joined.setdefault(title, []).append(item.name)
        self._store(item, title, parts, courses)

    def _store(self, item: SchoolClass, subject: str, parts: Parts, courses: Sequence[str]) -> None:
        key, grade = f"{item.name}/{subject}", self._grade(item)
        alone = subject not in self._by_grade.get(grade, ())
        if "" in parts and subject not in self.taught(item):
            self._fresh.setdefault((grade, subject), {})[item.name] = None
        before = self._subgroups.get(key, ())
        after = _subgroups(before, parts, courses)
        for name in before:
            if name not in after or parts.get(""):
                self._teachers.pop(f"{key}/{name}", None)
        if self._subgroups.pop(key, None) is not None and alone and not after:
            self._subgroups[key] = ()
        if after:
            self._subgroups[key] = after
            if len(after) == 1 and not before:
                self._single.append(f"{item.name} {subject}")
        if after and all(parts.get(name) for name in after):
            self._teachers.pop(key, None)
        for name, teacher in parts.items():
            if teacher:
                self._teachers[f"{key}/{name}" if name else key] = teacher

    def _of_grade(self, grade: str) -> list[SchoolClass]:
        return [it for it in self._classes if self._grade(it) == grade]

    def _add_fresh(self) -> None:
        """Write the new subjects: of the grade where all its classes have one, else of the class.

        A subject of one class alone stands among the subgroups, without any.
        """
        for (grade, subject), names in self._fresh.items():
            keys = {it.name: f"{it.name}/{subject}" for it in self._of_grade(grade)}
            if all(name in names or key in self._subgroups for name, key in keys.items()):
                self._by_grade[grade] = (*self._by_grade.get(grade, ()), subject)
                for key in keys.values():
                    if self._subgroups.get(key) == ():
                        del self._subgroups[key]
            else:
                for name in names:
                    self._subgroups.setdefault(keys[name], ())

    # Courses that the plan keeps apart ---------------------------------------------------------

    def _unite(self, found: dict[tuple[str, str], list[Lesson]]) -> None:
        """Unite the courses of a grade where a teacher leads several of them in some class.

        Classes in which that is not so keep a chat for each course.
        """
        items = {item.name: item for item in self._classes}
        wanted: dict[tuple[str, str], tuple[str, ...]] = {}
        for (name, title), lessons in found.items():
            item = items[name]
            courses = self._courses(item, title)
            if self._apart(item, title) and (
                len(parts_of(lessons, title, courses)) < len(lessons)
                or any(it.name == title for it in lessons)
            ):
                wanted[self._grade(item), title] = courses
        for (grade, title), courses in wanted.items():
            for item in self._classes:
                if self._grade(item) == grade:
                    given = found.get((item.name, title), [])
                    kept = _not_named(self._lessons(item, courses), given, title)
                    found[item.name, title] = [*given, *kept]
            names = self._by_grade[grade]
            at = min(names.index(it) for it in courses if it in names)
            rest = [it for it in names if it not in courses]
            self._by_grade[grade] = (*rest[:at], title, *rest[at:])

    def _lessons(self, item: SchoolClass, courses: Sequence[str]) -> list[Lesson]:
        """The lessons of some courses as the plan has them; they go from where they stood."""
        found = []
        for name in courses:
            if name not in self.taught(item):
                continue
            key = f"{item.name}/{name}"
            groups = self._subgroups.pop(key, None) or ("",)
            whole = self._teachers.pop(key, "")
            for group in groups:
                teacher = self._teachers.pop(f"{key}/{group}", whole) if group else whole
                found.append(Lesson(_IN_PLAN, item, name, group, teacher))
        return found

    def _kept(self, item: SchoolClass, title: str, courses: Sequence[str]) -> Iterator[Lesson]:
        """The courses of a subject that have a chat of their own in a class."""
        key = f"{item.name}/{title}"
        for part in self._subgroups.get(key, ()):
            teacher = self._teachers.get(f"{key}/{part}", self._teachers.get(key, ""))
            *others, last = part.split(TOGETHER)
            for course in courses:
                group = last[len(course) :].strip() if _is_of(last, course) else None
                if group is not None:
                    for name in (*others, course):
                        yield Lesson(_IN_PLAN, item, name, group, teacher)


def _is_of(part: str, course: str) -> bool:
    """Whether a part is that of a course, perhaps in one group: «алгебра 1»."""
    return f"{part} ".startswith(f"{course} ")


def _not_named(kept: Iterable[Lesson], given: Iterable[Lesson], title: str) -> Iterator[Lesson]:
    """The lessons of a plan that a list says nothing about."""
    named = {lesson.name for lesson in given}
    return (it for it in kept if it.name not in named and title not in named)


def _subgroups(before: Sequence[str], parts: Parts, courses: Sequence[str]) -> tuple[str, ...]:
    """The subgroups of a subject in a class, of which some may have stood in the plan.

    Groups that the list does not name stay, unless it names two or more and none of them.
    """
    given = [name for name in parts if name]
    old = [it for it in before if not any(_is_of(it, course) for course in courses)]
    if len(given) > 1 and not set(given) & set(old):
        old = []
    found = dict.fromkeys((*old, *given))
    if set(found) == set(before):
        return tuple(before)
    if all(name.isdecimal() for name in found):
        return tuple(sorted(found, key=natural_key))
    return tuple(found)


def some_of(places: Sequence[str]) -> str:
    """The first places, and how many more there are."""
    more = len(places) - _NAMED
    text = ", ".join(places[:_NAMED])
    return f"{text} и ещё {plural(more, 'место', 'места', 'мест')}" if more > 0 else text
