"""`renew`: the plan of the next year or of another messenger; the old one stays beside it."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from shlex import quote

from sferum_tui.commands import console
from sferum_tui.commands.context import plan_to_change, stamp_of, today_of, who
from sferum_tui.commands.grammar import Line, UsageError
from sferum_tui.editing.new_round import created_fault
from sferum_tui.guidance.loading import completed, load_curriculum
from sferum_tui.guidance.rules import recommendations_for, rollout_for
from sferum_tui.issues import plain, readable
from sferum_tui.plan.renewing import kept_name, renew
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.renewal import Renewal, Round, next_round
from sferum_tui.rollout.renewal_words import renewal_lines


def run(line: Line) -> int:
    """Show what the next plan changes, ask, and write it. 1 where nothing was written."""
    if not (line.has("--year") or line.has("--platform")):
        raise UsageError("нужно --year, --platform ИМЯ или то и другое")
    if not line.has("--year") and (given := [it for it in ("--first", "--tenth") if line.has(it)]):
        raise UsageError(f"{given[0]} нужен только вместе с --year")
    store, plan = plan_to_change(line)
    if line.get("--platform") == plan.answers.school.platform:
        raise UsageError(f"план и так для «{readable(plan.answers.school.platform)}»")
    created = line.get("--created") or today_of(line, plan.answers)
    if line.has("--created") and (fault := created_fault(plan.answers, created)):
        raise UsageError(f"--created: {fault}")
    folder = store.folder
    found = _renewal(line, plan.answers, created, folder)
    before, after = (rollout_for(it, folder) for it in (plan.answers, found.answers))
    for text in renewal_lines(before, after, found):
        console.say(plain(text))
    if line.has("--dry-run"):
        console.say("Ничего не записано: это проверка.")
        return 0
    if not _agreed(line, found):
        console.warn("Ничего не записано.")
        return 1
    new = Plan(completed(found.answers, folder))
    kept = kept_name(plan.answers, created, year=line.has("--year"))
    old = renew(store.path, new, kept, who(), stamp_of(line, plan.answers))
    console.say(f"Новый план: {readable(store.path)}")
    console.say(f"Прежний план: {readable(old)}")
    console.say(f"Открыть его: sferum-tui --plan {quote(readable(old))}")
    return 0


def _renewal(line: Line, answers: Answers, created: date, folder: Path) -> Renewal:
    """What changes."""
    from sferum_tui.guidance.packs import infos

    wanted = Round(
        created,
        line.has("--year"),
        line.get("--platform") or "",
        planned=created > today_of(line, answers),
        first=line.get("--first"),
        senior=line.get("--tenth"),
    )
    guide = partial(recommendations_for, folder=folder)
    return next_round(answers, wanted, guide, load_curriculum(), infos(folder))


def _agreed(line: Line, found: Renewal) -> bool:
    """Whether a person wants it; twice where more changes than a year usually brings."""
    yes = line.get("--yes") or 0
    needed = 2 if found.surprising else 1
    if yes >= needed:
        return True
    if yes or not console.can_ask():
        word = "--yes --yes" if found.surprising else "--yes"
        why = "уходит или приходит больше трети классов; " if found.surprising else ""
        console.warn(f"{why}чтобы записать, добавьте {word}".capitalize() + ".")
        return False
    questions = ["Записать новый план?", "Меняется больше трети классов. Точно записать?"][:needed]
    return all(console.agreed(question) for question in questions)
