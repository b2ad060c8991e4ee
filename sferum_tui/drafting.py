"""The questions that are being answered and the draft that outlives a dropped connection."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from sferum_tui.disk import own_file
from sferum_tui.guidance.rules import recommendations_for
from sferum_tui.issues import PlanError, file_error, readable
from sferum_tui.locations import aside_path, elsewhere
from sferum_tui.plan.drafts import (
    Draft,
    drop_draft,
    load_draft,
    save_draft,
    set_aside,
    take_up_aside,
)
from sferum_tui.rollout.plan import Plan

if TYPE_CHECKING:
    from sferum_tui.editing.session import Session
    from sferum_tui.rollout.reference import Reference


class Drafting:
    """One walk through the questions at a time, kept in a file. Knows no screen."""

    def __init__(self, path: Path, now: Callable[[], datetime], plan: Path | None = None) -> None:
        """`now` gives the moment in school time that a draft is stamped with; whoever may read the
        file `plan` may read the draft."""
        self.path = path
        self._plan = plan
        self.session: Session | None = None
        self._now = now
        self._asked = self._done = 0
        #: Whether the answers as they are now could not be kept.
        self.failed = False
        self._theirs = False
        self._writing = Lock()
        #: Writes the draft, so that nobody waits for a disk that does not answer.
        self._writer: Thread | None = None

    def saved(self) -> Draft | None:
        """The draft on disk, if there is one. Raises `PlanError`."""
        found = load_draft(self.path)
        for path in filter(own_file, elsewhere(self.path)):
            found = found or load_draft(path)
        return found

    def aside(self) -> Draft | None:
        """The draft that other answers were begun instead of, where one can be read."""
        with suppress(PlanError):
            return load_draft(aside_path(self.path))
        return None

    def take_up_aside(self) -> None:
        """Go on with that one; the other is set aside in its turn."""
        take_up_aside(self.path)

    def begin(self, draft: Draft, reference: Reference, plan: Plan | None) -> Session:
        """Start to ask where the draft stands; `plan` is the one being edited."""
        from sferum_tui.editing.session import Session
        from sferum_tui.editing.steps import NAMES
        from sferum_tui.guidance.packs import infos

        now = self._now()
        self.failed = False
        fresh = plan is None and draft.saved is None
        self._theirs = fresh and self.path.exists()
        self.session = Session(
            answers=draft.answers,
            reference=reference,
            today=now.date(),
            now=now,
            plan=plan,
            base=draft.base or (plan.answers if plan else None),
            step=NAMES.index(draft.step) if draft.step in NAMES else 0,
            start=draft.answers if fresh else None,
            typed=dict(draft.typed),
            renamed=dict(draft.renamed),
            packs=infos(self.path.parent),
            guide=partial(recommendations_for, folder=self.path.parent),
        )
        self.session.follow_guidance()
        return self.session

    def job(self) -> Callable[[], None]:
        """What keeps the answers as they are now, for this thread or another one.

        An edit that changes nothing leaves no draft, nor does a look at a school to start from. A
        draft of other answers is set aside first. A job that comes late writes nothing over what a
        newer one has written. The job raises `PlanError`.
        """
        session = self.session
        if session is None:
            return lambda: None
        if session.unchanged or session.untouched:
            return self._numbered(self._drop)
        return self._numbered(partial(self._keep, self._draft_of(session)))

    def write(self, seconds: float) -> None:
        """Keep the answers as they are now, or give up waiting for the disk. Raises `PlanError`."""
        job, failed = self.job(), list[PlanError]()

        def tried() -> None:
            try:
                job()
            except PlanError as error:
                failed.append(error)

        end = monotonic() + seconds
        writer = self._writer
        if writer:
            writer.join(seconds)
        if not writer or not writer.is_alive():
            writer = Thread(target=tried, daemon=True)
            writer.start()
            # Not before it runs: the last resort of a stuck program joins it from its own thread.
            self._writer = writer
            writer.join(max(0.0, end - monotonic()))
        if writer.is_alive():
            raise file_error(self.path, "диск не отвечает")
        if failed:
            raise failed[0]

    def _keep(self, draft: Draft) -> None:
        if self._theirs:
            set_aside(self.path)
            self._theirs = False
        save_draft(self.path, draft, self._plan)

    def _drop(self) -> None:
        if not self._theirs:
            drop_draft(self.path)

    def _draft_of(self, session: Session) -> Draft:
        from sferum_tui.editing.steps import NAMES

        return Draft(
            session.answers,
            NAMES[session.step],
            typed=dict(session.typed),
            renamed=dict(session.renamed),
            saved=self._now(),
            base=session.base,
        )

    def put_aside(self) -> str:
        """Write the draft elsewhere and tell where; "" where that can't be done either."""
        session = self.session
        if session is None:
            return ""
        for path in elsewhere(self.path):
            with suppress(PlanError):
                save_draft(path, self._draft_of(session))
                return f"Черновик отложен в {readable(path)}, программа предложит продолжить."
        return ""

    def _numbered(self, act: Callable[[], None]) -> Callable[[], None]:
        self._asked += 1
        number = self._asked

        def job() -> None:
            with self._writing:
                if number > self._done:
                    self.failed = True
                    act()
                    self.failed = False
                    self._done = number

        return job

    def end(self) -> None:
        """The answers are in the plan, or given up: the draft goes."""
        self.session = None
        self._numbered(self._give_up)()
        for path in filter(own_file, elsewhere(self.path)):
            drop_draft(path)

    def _give_up(self) -> None:
        if self._theirs:
            set_aside(self.path)
        else:
            drop_draft(self.path)
