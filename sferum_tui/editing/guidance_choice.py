"""The pack of guidance as a question asks it: what there is to choose, what a choice changes."""

from __future__ import annotations

from collections.abc import Sequence

from sferum_tui.editing.session import Session
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.messenger import with_guidance, with_messenger
from sferum_tui.rollout.recommendations import PackInfo
from sferum_tui.text import tidy


def guidance_options(session: Session) -> tuple[tuple[str, str], ...]:
    """What the messenger of the answers leaves to choose from; the pack of the plan too."""
    school, rules = session.answers.school, session.rules
    platform = rules.messenger(school.platform)
    return pack_options(platform, school.guidance, session.packs, rules.year)


def pack_options(
    platform: str, chosen: str, packs: Sequence[PackInfo], year: int
) -> tuple[tuple[str, str], ...]:
    """None, and every pack that is made for a messenger or for none in particular, and the chosen
    one. `year` is that of the recommendations."""
    found = {"": f"только рекомендации {year} года"}
    for pack in packs:
        if pack.name == chosen or not pack.platforms or platform in pack.platforms:
            found[pack.name] = pack.title
    if chosen not in found:
        found[chosen] = f"{chosen}: не найден"
    return tuple(found.items())


def guidance_text(session: Session) -> str:
    """The name of the pack that is chosen; "" for none."""
    return session.answers.school.guidance


def with_pack(session: Session, name: str) -> Answers:
    """The answers with this pack."""
    return with_guidance(session.answers, name, session.packs)


def with_platform(session: Session, text: str) -> Answers:
    """The answers with this messenger, and with the pack that is made for it."""
    return with_messenger(session.answers, tidy(text), session.packs)
