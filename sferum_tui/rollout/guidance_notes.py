"""What is to be said of the guidance that a plan names."""

from __future__ import annotations

from datetime import date

from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.recommendations import Recommendations
from sferum_tui.rollout.russian import digits

#: After so many days a pack is old.
_YEAR = 365


def guidance_notes(rollout: Rollout, today: date) -> tuple[str, ...]:
    """What is to be said of the plan's guidance on a day: missing, another version, a year old."""
    rules, school = rollout.recommendations, rollout.answers.school
    if missing := missing_guidance(rules):
        return (missing,)
    pack = rules.pack
    if pack is None:
        return ()
    notes = []
    if school.guidance_version not in ("", pack.version):
        notes.append(
            f"план составлен по пакету «{pack.name}» версии {school.guidance_version}, "
            f"сейчас здесь {pack.version}: посмотрите, что изменилось"
        )
    if (today - pack.checked).days > _YEAR:
        day = digits(pack.checked)
        notes.append(f"пакет «{pack.name}» проверен больше года назад, {day}: сверьте его")
    return tuple(notes)


def missing_guidance(rules: Recommendations) -> str:
    """That the guidance which the plan names can't be used; "" where it can or none is named."""
    if not rules.missing:
        return ""
    what = "не найден или с ошибками, показан текст рекомендаций"
    return f"пакет указаний «{rules.missing}» {what} {rules.year} года"
