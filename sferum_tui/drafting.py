"""The questions that are being answered and the draft that outlives a dropped connection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_tui.files.drafts import Draft, drop_draft, load_draft, save_draft
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.reference import Reference

if TYPE_CHECKING:
    from sferum_tui.screens.wizard.session import Session


class Drafting:
    """One walk through the questions at a time, kept in a file. Knows no screen."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        """`now` gives the moment in school time that a draft is stamped with."""
        self.path = path
        self.session: Session | None = None
        self._now = now

    def saved(self) -> Draft | None:
        """The draft on disk, if there is one. Raises `PlanError`."""
        return load_draft(self.path)

    def begin(self, draft: Draft, reference: Reference, plan: Plan | None) -> Session:
        """Start to ask where the draft stands; `plan` is the one being edited."""
        from sferum_tui.screens.wizard.session import Session
        from sferum_tui.screens.wizard.steps import NAMES

        now = self._now()
        self.session = Session(
            answers=draft.answers,
            reference=reference,
            today=now.date(),
            now=now,
            plan=plan,
            base=draft.base or (plan.answers if plan else None),
            step=NAMES.index(draft.step) if draft.step in NAMES else 0,
            typed=dict(draft.typed),
            renamed=dict(draft.renamed),
        )
        return self.session

    def write(self) -> None:
        """Keep what is answered so far. An edit that changes nothing leaves no draft.

        Raises `PlanError`.
        """
        session = self.session
        if session is None:
            return
        if session.unchanged:
            drop_draft(self.path)
            return
        from sferum_tui.screens.wizard.steps import NAMES

        draft = Draft(
            session.answers,
            NAMES[session.step],
            typed=session.typed,
            renamed=session.renamed,
            saved=self._now(),
            base=session.base,
        )
        save_draft(self.path, draft)

    def end(self) -> None:
        """The answers are in the plan, or given up: the draft goes."""
        self.session = None
        drop_draft(self.path)

    def leave(self) -> None:
        """Stop asking; the draft stays. Raises `PlanError`."""
        self.write()
        self.session = None
