"""A plan for another messenger names the one of 2022 nowhere: no screen, no paper, no message."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from sferum_tui.app import SferumApp
from sferum_tui.documents.catalogue import FORMATS, make
from sferum_tui.documents.model import NoDocumentError
from sferum_tui.editing.steps import STEPS
from sferum_tui.guidance.packs import infos
from sferum_tui.guidance.rules import rollout_for
from sferum_tui.rollout.answers import Answers, Group, Primary
from sferum_tui.rollout.chats import first_message
from sferum_tui.rollout.messenger import with_guidance
from sferum_tui.rollout.plan import Done
from sferum_tui.screens.help import sections
from sferum_tui.screens.wizard.screen import WizardScreen
from sferum_tui.widgets.painted import line_text
from tests.support.program import NOW, city, program, save_plan
from tests.support.seen import screen_lines

OLD = "VK Мессенджер"
GROUPS = tuple(
    Group(f"Группа {number}", purpose, 2, (8,))
    for number, purpose in enumerate(("project", "needs", "consultation"))
)


def school(platform: str, pack: str) -> Answers:
    """A city school with a messenger, a pack or none, and chats of every kind."""
    given = replace(
        city(), groups=GROUPS, primary=Primary(decision="positive", pupils=True, date=NOW.date())
    )
    given = replace(given, school=replace(given.school, platform=platform))
    return with_guidance(given, pack, infos(None))


def undecided_max() -> Answers:
    """A school with a messenger of its own that has something to decide and to confirm."""
    given = school("MAX", "max-2026")
    return replace(given, school=replace(given.school, planned=True), primary=Primary())


CASES = pytest.mark.parametrize(
    ("platform", "pack"), [("MAX", "max-2026"), ("MAX", ""), ("Свой чат", "")]
)


def readable(data: bytes, kind: str) -> str:
    """The text of a document, the parts of a packed one one after another."""
    if kind == "zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return " ".join(readable(archive.read(name), "xlsx") for name in archive.namelist())
    if kind not in ("docx", "xlsx"):
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    return b" ".join(parts).decode()


def told(text: str) -> str:
    """A text with plain spaces, in one line."""
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@CASES
def test_no_paper_names_it(platform: str, pack: str) -> None:
    rollout = rollout_for(school(platform, pack))
    board = rollout.board(Done(), NOW)
    for name, kinds in FORMATS.items():
        for kind in kinds:
            try:
                text = told(readable(make(name, kind, board, {}, "plan.toml"), kind))
            except NoDocumentError as error:
                # The instruction of 2022 is one for the messenger of 2022.
                assert (name, pack) == ("familiarisation", "max-2026")
                text = str(error)
            named = OLD in text
            assert not named, (name, kind)
            if name in ("order", "parents-note") and kind == "md":
                assert platform in text


@CASES
def test_no_first_message_and_no_page_of_the_help_names_it(platform: str, pack: str) -> None:
    rollout = rollout_for(school(platform, pack))
    rules = rollout.recommendations
    for chat in rollout.chats:
        named = OLD in first_message(chat, rollout.answers, rules)
        assert not named, chat.id
    for section in sections((), rules):
        text = told(" ".join(line_text(line) for line in section.lines(100)))
        named = OLD in text
        assert not named, section.title


def test_the_messenger_of_2022_is_named_where_it_is_the_plans_own() -> None:
    rules = rollout_for(school(OLD, "")).recommendations
    text = " ".join(line_text(line) for it in sections((), rules) for line in it.lines(100))
    assert OLD in told(text)


def seen(app: SferumApp) -> str:
    """What the screen shows."""
    return told("\n".join(screen_lines(app)))


@pytest.mark.parametrize("pack", ["max-2026", ""])
async def test_no_screen_names_it(pack: str, tmp_path: Path) -> None:
    save_plan(tmp_path, school("MAX", pack))
    app = program(tmp_path)
    app.settings = replace(app.settings, hints_seen=True)
    shown: dict[str, str] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for keys in (
            ("",), ("space", "escape"), ("enter", "escape"), ("f4", "escape"), ("f5", "escape"),
            ("f6", "escape"), ("f8", "escape"), ("f1", "escape"), ("ctrl+p", "escape"),
            ("2", "enter", "escape", "escape"),
        ):  # fmt: skip
            for key in filter(None, keys):
                await pilot.press(key)
                await pilot.pause()
                shown["+".join(keys) + ":" + key] = seen(app)
        shown["board"] = seen(app)
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, WizardScreen)
        for number, step in enumerate(STEPS):
            await app.screen.show(number)
            await pilot.pause()
            shown[step.name] = seen(app)
    assert len(shown) > 20
    assert "MAX" in shown["board"]
    assert [name for name, text in shown.items() if OLD in text] == []
