"""Bodies of parents: the five usual cases, another name, and whose tick goes where."""

from __future__ import annotations

from collections.abc import Sequence

from sferum_tui.editing.asks import title_fault
from sferum_tui.editing.session import Session
from sferum_tui.rollout.answer_paths import with_value
from sferum_tui.rollout.answers import Answers, Bodies
from sferum_tui.rollout.recommendations import Body

BODIES = (
    ("none", "нет"),
    ("committee", "родительский комитет"),
    ("board", "попечительский совет"),
    ("together", "комитет и совет, один чат"),
    ("apart", "комитет и совет, два чата"),
)


def body_choice(bodies: Bodies) -> str:
    """Which of the five cases these bodies are."""
    if bodies.parents_committee and bodies.board_of_trustees:
        return "together" if bodies.together else "apart"
    if bodies.parents_committee:
        return "committee"
    return "board" if bodies.board_of_trustees else "none"


def chosen_bodies(choice: str, other: str) -> Bodies:
    """The bodies of a case and of another one by name."""
    return Bodies(
        parents_committee=choice in ("committee", "together", "apart"),
        board_of_trustees=choice in ("board", "together", "apart"),
        other=other,
        together=choice == "together",
    )


def bodies_text(session: Session) -> str:
    """Which of the five cases the answers are."""
    return body_choice(session.answers.people.bodies)


def with_bodies(session: Session, choice: str) -> Answers:
    """The answers with another of the five cases."""
    bodies = chosen_bodies(choice, session.answers.people.bodies.other)
    return with_value(session.answers, "people.bodies", bodies)


def other_body_fault(session: Session, text: str) -> str:
    """What is wrong with the name of another body; it may be empty."""
    return title_fault(text, (body.id for body in session.rules.bodies)) if text.strip() else ""


def body_chats(bodies: Bodies, known: Sequence[Body], kind: str) -> dict[str, tuple[str, ...]]:
    """The ids of the chats of parents' bodies and the bodies that are in each."""
    found = [body.id for body in known if getattr(bodies, body.key, False)]
    found += [bodies.other] if bodies.other else []
    if found and (len(found) == 1 or bodies.together):
        return {kind: tuple(found)}
    return {f"{kind}/{name}": (name,) for name in found}


def carried_bodies(old: Bodies, new: Bodies, known: Sequence[Body], kind: str) -> dict[str, str]:
    """Old → new chat ids, so that a chat of the same people keeps its tick.

    A body that gets or loses company changes its id between «1д» and «1д/комитет»; a common chat
    goes with the first of its bodies that is left. Where «1д» passes to other people, the tick of
    those before waits under an id of their own and comes back with them.
    """
    before, after = body_chats(old, known, kind), body_chats(new, known, kind)
    moves: dict[str, str] = {}
    left = {body for bodies in after.values() for body in bodies}
    for chat, bodies in before.items():
        renamed = [new.other if new.other and it == old.other else it for it in bodies]
        first = next((it for it in renamed if it in left), renamed[0])
        with_it = [it for it, those in after.items() if first in those]
        heir = with_it[0] if with_it and with_it[0] not in moves.values() else f"{kind}/{first}"
        moves[chat] = heir
    for chat, bodies in after.items():
        if chat not in moves.values():
            moves.setdefault(f"{kind}/{bodies[0]}", chat)
    return {chat: heir for chat, heir in moves.items() if chat != heir}
