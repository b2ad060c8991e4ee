"""Which messenger a school has, and which pack of guidance goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.recommendations import PackInfo


def with_guidance(answers: Answers, name: str, packs: Sequence[PackInfo]) -> Answers:
    """The answers with a pack, "" for none, and the version that it has now."""
    pack = next((it for it in packs if it.name == name), None)
    school = replace(answers.school, guidance=name, guidance_version=pack.version if pack else "")
    return replace(answers, school=school)


def with_messenger(answers: Answers, platform: str, packs: Sequence[PackInfo]) -> Answers:
    """The answers with a messenger, and with the first pack that is made for it.

    A pack made for another messenger goes; one that is made for none in particular stays.
    """
    answers = replace(answers, school=replace(answers.school, platform=platform))
    chosen = next((it for it in packs if it.name == answers.school.guidance), None)
    if chosen and (platform in chosen.platforms or not chosen.platforms):
        return answers
    offered = next((it.name for it in packs if platform in it.platforms), "")
    return with_guidance(answers, offered, packs)
