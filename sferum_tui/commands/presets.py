"""`presets`: the typical schools to start from, as a table or JSON."""

from __future__ import annotations

from sferum_tui.commands import console
from sferum_tui.commands.grammar import Line
from sferum_tui.guidance.loading import load_presets
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.chats import make_chats
from sferum_tui.rollout.reference import SchoolPreset
from sferum_tui.rollout.school import school_classes


def run(line: Line) -> int:
    """Print every preset with what it gives: classes, and chats without those not decided yet."""
    found = [_row(preset) for preset in load_presets()]
    if line.has("--json"):
        keys = ("name", "title", "classes", "chats")
        console.say_json_list(dict(zip(keys, row, strict=True)) for row in found)
        return 0
    rows = [("имя", "школа", "классов", "чатов"), *found]
    name, title, classes, chats = (max(len(str(row[place])) for row in rows) for place in range(4))
    for row in rows:
        console.say(f"{row[0]:<{name}}  {row[1]:<{title}}  {row[2]:>{classes}}  {row[3]:>{chats}}")
    return 0


def _row(preset: SchoolPreset) -> tuple[str, str, int, int]:
    recommendations = load_recommendations()
    classes = school_classes(preset.answers.classes, recommendations)
    chats = make_chats(preset.answers, recommendations)
    counted = sum(1 for chat in chats if not chat.conditional)
    return preset.name, preset.title, len(classes), counted
