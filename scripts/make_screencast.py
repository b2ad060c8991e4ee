"""Make `screencast.svg`, the moving picture of the readme, out of real frames of the program.

    python scripts/make_screencast.py

The program runs in a folder of its own with its clock standing still; keys are pressed, and the
screen is kept after each of them. Nothing is drawn by hand, so the picture can't promise more than
the program does.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sferum_tui.app import SferumApp
from sferum_tui.commands.demo import demo_plan
from sferum_tui.commands.grammar import Line
from sferum_tui.engine.colour import ColourMode
from sferum_tui.options import Options

PICTURE = Path(__file__).parent.parent / "screencast.svg"
SIZE = (80, 24)
#: Seconds that a frame stands.
PAUSE = 2.2
#: School time, as every moment without an offset is.
MORNING = datetime.fromisoformat("2026-12-01T09:30")
#: What is pressed before each frame, with the plan of the demonstration on the board.
KEYS: Sequence[Sequence[str]] = (
    ("up",),
    ("f4",),
    ("f9",),
    ("enter",),
    ("enter",),
    ("escape", "escape", "escape"),
    ("ctrl+w",),
    ("escape", "f8"),
)
FIRST_DAY = datetime.fromisoformat("2026-11-23T10:00")
#: The same from an empty folder: a preset, the check, the board.
BEGIN: Sequence[Sequence[str]] = ((), ("3",), ("f9",))


class _Standing:
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


async def frames(plan: Path, now: datetime, keys: Sequence[Sequence[str]]) -> list[str]:
    """The screen as SVG before the first key and after each group of keys."""
    options = Options(plan=plan, now=now, ascii=False, theme="dark", who="Мария")
    app = SferumApp(options, colours=ColourMode.TRUE, log_path=plan.parent / "log")
    app.clock = _Standing(now)  # type: ignore[assignment]
    found = []
    async with app.run_test(size=SIZE) as pilot:
        for group in keys:
            await pilot.press(*group)
            await pilot.pause()
            app.clear_notifications()
            await pilot.pause()
            found.append(app.export_screenshot())
    return found


def joined(pictures: Sequence[str]) -> str:
    """One SVG in which the pictures follow one another for ever."""
    whole = PAUSE * len(pictures)
    share = 100 / len(pictures)
    body = "\n".join(
        f'<g class="frame" style="animation-delay: {place * PAUSE - whole:.1f}s">{_inner(text)}</g>'
        for place, text in enumerate(pictures)
    )
    head = re.match(r"<svg[^>]*>", pictures[0])
    if head is None:
        raise SystemExit("a screenshot is no SVG")
    return (
        f"{head[0]}\n<style>\n.frame {{ visibility: hidden; "
        f"animation: shown {whole:.1f}s step-end infinite; }}\n"
        f"@keyframes shown {{ 0% {{ visibility: visible; }} "
        f"{share:.3f}% {{ visibility: hidden; }} }}\n</style>\n{body}\n</svg>\n"
    )


def _inner(picture: str) -> str:
    """What stands between the tags of an SVG, without fonts that a network would bring."""
    inner = re.sub(r"^<svg[^>]*>|</svg>\s*$", "", picture.strip())
    return re.sub(r"@font-face \{.*?\}\s*", "", inner, flags=re.DOTALL)


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        begun = asyncio.run(frames(Path(folder) / "new" / "plan.toml", FIRST_DAY, BEGIN))
    with demo_plan(Line("demo", {"--now": MORNING})) as plan:
        going = asyncio.run(frames(plan, MORNING, KEYS))
    PICTURE.write_text(joined([*begun, *going]), "utf-8")


if __name__ == "__main__":
    main()
