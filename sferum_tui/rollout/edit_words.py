"""What an edit does to the list of chats, in words: part by part, and in one line."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sferum_tui.rollout.edits import Preview
from sferum_tui.rollout.russian import chats, day_short, form
from sferum_tui.rollout.wording import chats_genitive


class ChangePart(Struct, frozen=True):
    """A heading with its number and the lines under it."""

    title: str
    lines: tuple[str, ...]


def chat_parts(shown: Preview) -> Iterator[ChangePart]:
    """What appears, disappears, is renamed, waits for a decision and moves, a line each."""
    kept = {chat.id for chat in (*shown.archived, *shown.returned)}
    for verbs, found, note in (
        (("Появится", "Появятся", "Появится"), shown.appear, "прежняя отметка вернётся"),
        (("Исчезнет", "Исчезнут", "Исчезнет"), shown.disappear, "отметка останется в архиве"),
    ):
        if found:
            lines = tuple(it.name + (f" ({note})" if it.id in kept else "") for it in found)
            yield ChangePart(f"{form(len(found), *verbs)} {chats(len(found))}", lines)
    if shown.renamed:
        lines = tuple(" → ".join(dict.fromkeys(names)) for names in shown.names)
        yield ChangePart(f"Переименуются, отметки сохранятся: {len(shown.renamed)}", lines)
    for title, found in (
        ("Больше не ждут решения", shown.decided),
        ("Снова ждут решения", shown.undecided),
    ):
        if found:
            yield ChangePart(f"{title}: {len(found)}", tuple(chat.name for chat in found))
    if shown.moved:
        days = ((it.chat.name, day_short(it.before), day_short(it.after)) for it in shown.moved)
        lines = tuple(f"{name}: {before} → {after}" for name, before, after in days)
        yield ChangePart(f"Изменится последний день: {chats(len(shown.moved))}", lines)


def preview_text(shown: Preview) -> str:
    """«появится 12, исчезнет 3 (1 с отметкой)»: what saving does, in one line."""
    parts = []
    if shown.appear:
        back = f" ({len(shown.returned)} с прежней отметкой)" if shown.returned else ""
        verb = form(len(shown.appear), "появится", "появятся")
        parts.append(f"{verb} {chats(len(shown.appear))}{back}")
    if shown.disappear:
        kept = f" ({len(shown.archived)} с отметкой)" if shown.archived else ""
        verb = form(len(shown.disappear), "исчезнет", "исчезнут")
        parts.append(f"{verb} {chats(len(shown.disappear))}{kept}")
    if shown.decided:
        verb = form(len(shown.decided), "больше не ждёт", "больше не ждут")
        parts.append(f"{chats(len(shown.decided))} {verb} решения")
    if shown.undecided:
        verb = form(len(shown.undecided), "снова ждёт", "снова ждут")
        parts.append(f"{chats(len(shown.undecided))} {verb} решения")
    if shown.moved:
        parts.append(f"новый срок у {chats_genitive(len(shown.moved))}")
    if shown.renamed:
        verb = form(len(shown.renamed), "переименуется", "переименуются")
        parts.append(f"{verb} {len(shown.renamed)}")
    return ", ".join(parts) or "список чатов и сроки останутся прежними"
