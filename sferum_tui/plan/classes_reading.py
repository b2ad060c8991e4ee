"""From the tables `[classes]` and `[subjects]` of a plan file to their values."""

from __future__ import annotations

from sferum_tui.issues import shown
from sferum_tui.plan.fields import Findings, Path, TreeTable
from sferum_tui.rollout.answers import Classes, Subjects
from sferum_tui.rollout.recommendations import Recommendations
from sferum_tui.rollout.school import (
    GRADES,
    ClassNameError,
    canonical_class,
    class_name,
    mixed_grades,
    normal_letter,
)
from sferum_tui.text import silenced


class ClassReader:
    """Reads classes, subjects, and the keys of other tables that name them."""

    def __init__(self, findings: Findings, recommendations: Recommendations) -> None:
        self.findings = findings
        self.stages = [item.number for item in recommendations.stages if item.grades]

    def classes(self, root: TreeTable) -> Classes:
        """The classes of a school; the table is there."""
        table = root.table("classes")
        mixed = table.map("mixed", {}, self.class_stage, self.mixed_name)
        opened = table.map("opened", {}, self.findings.day, self.class_key)
        by_grade: dict[str, tuple[str, ...]] = {}
        for key, value in table.data.items():
            if key in ("mixed", "opened"):
                continue
            path = table.at(key)
            grade = self.grade(path, key)
            letters = self.findings.items(path, value, self.letter)
            if grade is None or letters is None:
                continue
            if grade in by_grade:
                self.findings.fault(path, f"параллель {grade} записана дважды", "одна запись")
            names = (class_name(grade, letter) for letter in letters)
            self.findings.twice(path, names, "класс")
            by_grade[grade] = letters
        return Classes(by_grade, mixed, opened)

    def grade(self, path: Path, key: str) -> str | None:
        """A grade as plans spell it."""
        grade = " ".join(silenced(key).split())
        if grade not in GRADES:
            allowed = "параллели от 0 до 12, «1 доп.», таблицы mixed и opened"
            self.findings.fault(path, f"нет такой параллели: {shown(key)}", allowed)
            return None
        return grade

    def letter(self, path: Path, value: object) -> str | None:
        """The letter or name of a class, as it is kept."""
        if not isinstance(value, str):
            self.findings.wrong_type(path, value, "буква или имя класса в кавычках")
            return None
        try:
            return normal_letter(value)
        except ClassNameError as error:
            self.findings.fault(path, str(error), "буква, число или имя: «А», «1», «кадетский»")
            return None

    def class_key(self, path: Path, key: str) -> str | None:
        """A class as ids spell it."""
        try:
            return canonical_class(key)
        except ClassNameError as error:
            self.findings.fault(path, str(error), "класс: «8А», «5-1», «1–3»")
            return None

    def mixed_name(self, path: Path, key: str) -> str | None:
        """The name of a mixed class: «1–3»."""
        key = silenced(key)
        if not mixed_grades(key):
            allowed = "параллели по возрастанию: «1–3», «1+3»"
            self.findings.fault(path, f"{shown(key)} не похоже на класс-комплект", allowed)
            return None
        return key

    def class_stage(self, path: Path, value: object) -> int | None:
        """A stage that classes belong to."""
        found: int | None = self.findings.choice(path, value, self.stages)
        return found

    def subjects(self, table: TreeTable, base: Subjects) -> Subjects:
        """Subjects by grade and subgroups; grades that are not named are those of `base`."""
        by_grade = dict(base.by_grade)
        for key, value in table.data.items():
            if key == "subgroups":
                continue
            path = table.at(key)
            grade = " ".join(silenced(key).split())
            if grade not in GRADES and not mixed_grades(grade):
                allowed = "параллели от 0 до 12, «1 доп.», комплекты «1–3», таблица subgroups"
                self.findings.fault(path, f"нет такой параллели: {shown(key)}", allowed)
                continue
            names = self.findings.items(path, value, self.findings.title)
            if names is not None:
                self.findings.twice(path, names, "предмет")
                by_grade[grade] = names
        subgroups = table.map("subgroups", base.subgroups, self.titles, self.lesson_key)
        return Subjects(by_grade, subgroups)

    def titles(self, path: Path, value: object) -> tuple[str, ...] | None:
        """Names of subgroups."""
        names = self.findings.items(path, value, self.findings.title)
        self.findings.twice(path, names or (), "подгруппа")
        return names

    def lesson_key(self, path: Path, key: str) -> str | None:
        """A subject of a class: «8А/физика»."""
        return self._lesson(path, key, 2, "«класс/предмет»: «8А/английский язык»")

    def teacher_key(self, path: Path, key: str) -> str | None:
        """A subject of a class, or one of its subgroups."""
        allowed = "«класс/предмет» или «класс/предмет/подгруппа»"
        return self._lesson(path, key, 3, allowed)

    def _lesson(self, path: Path, key: str, most: int, allowed: str) -> str | None:
        head, *rest = silenced(key).split("/")
        if not 1 <= len(rest) < most or not all(part.strip() for part in rest):
            self.findings.fault(path, f"{shown(key)} не называет предмет класса", allowed)
            return None
        name = self.class_key(path, head)
        if name is None or self.findings.text(path, key) is None:
            return None
        return "/".join((name, *rest))
