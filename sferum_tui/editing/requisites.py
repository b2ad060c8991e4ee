"""The requisites of papers: what is asked of each, in the questions and beside the documents."""

from __future__ import annotations

from typing import NamedTuple

from sferum_tui.editing.asks import Ask, text_ask
from sferum_tui.rollout.answer_paths import value_at
from sferum_tui.rollout.answers import Answers

#: Characters of a requisite, and of the name of a school, which stands in the head of every paper.
LONGEST, LONGEST_SCHOOL = 200, 250


class Requisite(NamedTuple):
    """A requisite: its row, where its answer stands, an example, and how it is called as a blank.

    An empty `blank` tells one that papers do without.
    """

    id: str
    label: str
    path: str
    hint: str
    blank: str = ""
    longest: int = LONGEST

    @property
    def ask(self) -> Ask:
        """What its row asks."""
        return text_ask(self.id, self.label, self.path, self.longest)


SCHOOL = Requisite("name", "Школа", "school.name", "как в уставе", "название", LONGEST_SCHOOL)
DIRECTOR = Requisite(
    "director", "Директор", "people.director", "Соколова Мария Викторовна", "директор"
)
#: Those that stand at the head and the foot of papers alone.
OF_PAPERS = (
    Requisite("short_name", "Кратко", "school.short_name", "для имён файлов: СОШ № 12"),
    Requisite("place", "Место", "school.place", "г. Курган", "место"),
    Requisite(
        "coordinator",
        "Координатор",
        "papers.coordinator",
        "ответственный за переход",
        "координатор",
    ),
    Requisite("control", "Контроль", "papers.control", "пусто — «оставляю за собой»"),
    Requisite("chair", "Председатель", "papers.chair", "педагогического совета", "председатель"),
    Requisite("secretary", "Секретарь", "papers.secretary", "педагогического совета", "секретарь"),
)
#: All of them, in the order of a form of their own.
REQUISITES = (SCHOOL, *OF_PAPERS[:2], DIRECTOR, *OF_PAPERS[2:])


def blanks(answers: Answers) -> tuple[str, ...]:
    """What papers leave a line for, because the plan does not say it."""
    return tuple(it.blank for it in REQUISITES if it.blank and not value_at(answers, it.path))
