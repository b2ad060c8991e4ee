"""`decide`: write down what the teaching staff decided about grades 1–4 (п. 7.4)."""

from __future__ import annotations

from msgspec.structs import replace

from sferum_tui.commands import console
from sferum_tui.commands.context import board_of, plan_to_change, save, today_of
from sferum_tui.commands.grammar import Line, UsageError
from sferum_tui.guidance.rules import recommendations_for
from sferum_tui.issues import Issue, PlanError, readable
from sferum_tui.plan.changes import answers_diff
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout import tasks, wording
from sferum_tui.rollout.answers import Outcome, Primary, Votes
from sferum_tui.rollout.decision import outcome_of, vote_faults
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.russian import capital, chats, digits, ended
from sferum_tui.rollout.warnings import decided_later
from sferum_tui.text import tidy

_VOTES = ("--members", "--present", "--for", "--against", "--abstained")
_OUTCOMES: dict[Outcome, str] = {
    "positive": "начальные классы переходят",
    "negative": "начальные классы не переходят",
}


def run(line: Line) -> int:
    """Save the decision as it is given now; nothing of an earlier one stays."""
    _check_usage(line)
    store, plan = plan_to_change(line)
    primary = _primary(line, plan, store)
    changes = answers_diff(plan.answers, replace(plan.answers, primary=primary))
    _tell(save(store, plan, changes, line), line)
    if late := decided_later(primary, today_of(line, plan.answers)):
        console.warn(capital(ended(late)))
    return 0


def _check_usage(line: Line) -> None:
    outcome = line.get("--outcome")
    given = [name for name in _VOTES if line.has(name)]
    missing = [name for name in _VOTES if not line.has(name)]
    if given and missing:
        raise UsageError(f"голоса указывают все: не хватает {', '.join(missing)}")
    only_decided = [name for name in ("--date", "--minutes", *_VOTES) if line.has(name)]
    if outcome == "undecided" and only_decided:
        raise UsageError(f"{only_decided[0]} бывает только у принятого решения")
    only_positive = [name for name in ("--pupils", "--grades") if line.has(name)]
    if outcome == "negative" and only_positive:
        raise UsageError(f"{only_positive[0]} не сочетается с --outcome negative")


def _primary(line: Line, plan: Plan, store: PlanStore) -> Primary:
    outcome: Outcome = line.get("--outcome")
    grades = line.get("--grades") or ()
    rules = recommendations_for(plan.answers.school.guidance, store.folder)
    known = rules.grades_to_decide
    if not set(grades) <= set(known):
        told = ", ".join(map(str, known)) or "нет таких"
        raise UsageError(f"--grades: решают о классах {told}")
    today = today_of(line, plan.answers)
    return Primary(
        decision=outcome,
        pupils=line.has("--pupils"),
        grades=grades or known,
        date=None if outcome == "undecided" else line.get("--date") or today,
        minutes=tidy(line.get("--minutes") or ""),
        votes=_votes(line, plan.answers.primary.votes, outcome, readable(store.path)),
    )


def _votes(line: Line, before: Votes | None, outcome: Outcome, where: str) -> Votes | None:
    """The count, checked. The quorum and the chair's vote stay as the plan has them."""
    if not line.has("--members"):
        return None
    votes = Votes(*(line.get(name) for name in _VOTES))
    if before:
        votes = replace(votes, quorum=before.quorum, chair=before.chair)
    faults = [Issue(where, None, "primary.votes", what) for what in vote_faults(votes)]
    if not faults and outcome_of(votes) != outcome:
        what = f"за {votes.for_} из {votes.present} присутствующих: {_OUTCOMES[outcome_of(votes)]}"
        allowed = f"--outcome {outcome_of(votes)}, или итог без подсчёта голосов"
        faults.append(Issue(where, None, "primary.votes", what, allowed))
    if faults:
        raise PlanError(faults)
    return votes


def _tell(plan: Plan, line: Line) -> None:
    primary, board = plan.answers.primary, board_of(plan, line)
    told = _OUTCOMES.get(primary.decision)
    text = f"Решение записано: {told}" if told else "Записано: решения ещё нет"
    if primary.date:
        text += f", {digits(primary.date)}"
    if primary.number:
        text += f", протокол № {primary.number}"
    console.say(ended(text))
    for item in board.stages:
        if not item.stage.by_decision:
            continue
        if primary.decision == "positive" and item.counts.total:
            window = wording.window_text(item.window)
            console.say(f"{item.stage.number} этап, {window}: {chats(item.counts.total)}.")
        elif item.state == "not_applicable":
            console.say(f"{item.stage.number} этап: {wording.state_word(item)}.")
        elif task := tasks.decision_task(board):
            console.say(ended(f"Дальше: {task}"))
