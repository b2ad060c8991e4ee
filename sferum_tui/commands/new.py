"""`new`: a plan out of a preset, a file of answers, or both, without a screen."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from sferum_tui.commands import console
from sferum_tui.commands.context import board_of, folder_of, plan_of, stamp_of, today_of, who
from sferum_tui.commands.grammar import Line, UsageError
from sferum_tui.disk import LARGEST
from sferum_tui.guidance.loading import completed, load_presets, preset_answers
from sferum_tui.issues import Issue, PlanError, disk_error, readable
from sferum_tui.plan.reading import marks_held, parse_answers
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout import tasks
from sferum_tui.rollout.answer_paths import with_value
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.russian import chats, classes, day_month, ended

#: How standard input is called in messages.
_STDIN = "стандартный ввод"


def run(line: Line) -> int:
    """Write a new plan. What the options say goes over the file, the file over the preset."""
    if line.has("--table"):
        from sferum_tui.commands.new_many import make_plans

        return make_plans(line)
    if line.has("-o"):
        raise UsageError("-o — папка для планов из таблицы: он нужен вместе с --table")
    if not (line.has("--preset") or line.has("--answers")):
        raise UsageError(
            "нужна заготовка или файл ответов: --preset ИМЯ, --answers ФАЙЛ "
            "(заготовки: sferum-tui presets)",
        )
    store = PlanStore(plan_of(line))
    plan = Plan(completed(_with_own_id(_answers(line), store), store.folder))
    at = stamp_of(line, plan.answers)
    store.create(plan, line.has("--force"), who=who(), at=at)
    _tell(store.path, plan, line)
    return 0


def _with_own_id(answers: Answers, store: PlanStore) -> Answers:
    """Answers out of a plan make another one, unless they are written over that plan.

    By their names forms and calendars of plans are told apart.
    """
    with suppress(PlanError):
        if store.load().plan.answers.id == answers.id:
            return answers
    return replace(answers, id="")


def _answers(line: Line) -> Answers:
    base = _preset(line.get("--preset"))
    answers = base
    if line.has("--answers"):
        answers = _read(line.get("--answers"), base, folder_of(line))
    if answers is None:
        raise AssertionError("run() has looked for one of the two")
    school = answers.school
    created = line.get("--created") or school.structure_created
    if created is None and base is None:
        where = _name(line.get("--answers"))
        what = "нет ключа structure_created"
        allowed = "дата создания структуры: 2026-11-23; её можно задать и так: --created ДАТА"
        raise PlanError([Issue(where, None, "school", what, allowed)])
    created = created or today_of(line, answers)
    return with_value(answers, "school.structure_created", created)


def _preset(name: str | None) -> Answers | None:
    if name is None:
        return None
    try:
        return preset_answers(name)
    except KeyError:
        known = [preset.name for preset in load_presets()]
        raise UsageError(f"--preset «{name}»: есть заготовки {', '.join(known)}") from None


def _read(path: Path, base: Answers | None, folder: Path) -> Answers:
    """The answers of a file, or of standard input for «-». Raises `PlanError`."""
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
    except OSError as error:
        raise disk_error(_name(path), error) from None
    answers = parse_answers(data, _name(path), base, folder)
    if found := marks_held(data):
        what = f"не взято: {', '.join(f'[{name}]' for name in found)}"
        console.warn(f"{_name(path)}: {what}: новый план начинается без отметок")
    return answers


def _name(path: Path) -> str:
    return _STDIN if str(path) == "-" else readable(path)


def _tell(path: Path, plan: Plan, line: Line) -> None:
    """What the plan holds, in lines."""
    board = board_of(plan, line)
    console.say(f"План записан: {readable(path)}")
    number = len(board.rollout.classes)
    text = f"{classes(number)}, {chats(board.counts.total)}"
    if preview := sum(item.counts.preview for item in board.stages):
        text += f" и ещё {preview} по решению"
    ends = [item.window.last for item in board.stages if item.counts.total or item.counts.preview]
    if ends:
        text += f", последний день {day_month(max(ends))}"
    console.say(ended(text))
    if board.undecided:
        console.say(ended(f"Для начальных классов: {tasks.decision_task(board)}"))
