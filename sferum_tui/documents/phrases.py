"""How papers call kinds of chat, roles, stages and sources: in whole words and by this plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from sferum_tui.documents.words import part
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat, with_subgroup
from sferum_tui.rollout.class_words import class_list, grades_words, of_class, of_grades
from sferum_tui.rollout.recommendations import Audience, ChatKind, Stage, fill
from sferum_tui.rollout.russian import listed, runs, uncapital


def whole(board: Board, text: str) -> str:
    """The text with abbreviations in whole words: «по УР» → «по учебной работе»."""
    return _whole(text, tuple(part("whole_words", board).items()))


@cache
def _whole(text: str, words: tuple[tuple[str, str], ...]) -> str:
    for pattern, said in _abbreviations(words):
        text = pattern.sub(said, text)
    return text


@cache
def _abbreviations(words: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<!\w){re.escape(short)}(?!\w)"), whole) for short, whole in words)


def kind_title(board: Board, kind: ChatKind) -> str:
    """«чат класса», «чат с родителями»; of a kind there is one of, its own title."""
    if kind.scope == "body":
        # Which bodies there are differs from school to school.
        bodies = (it for it in board.rollout.of_scope("body") if it.kind.id == kind.id)
        return ", ".join(uncapital(chat.name) for chat in bodies)
    titles = part("kind_titles", board)
    title: str = titles.get(f"{kind.scope}_{kind.audience}") or titles.get(kind.scope) or kind.title
    return title


def has_instruction(board: Board) -> bool:
    """Whether the instruction of п. 8 is for this school: with another messenger it may be gone."""
    return any(it.id == "instruction" for it in board.rollout.recommendations.texts.steps)


def members(board: Board, chat: Chat) -> str:
    """«ученики 8 «А» класса»: who is in a chat."""
    if chat.class_name:
        told = fill(chat.kind.members, {"class": of_class(chat.class_name)})
        return with_subgroup(told, chat.subgroup)
    return whole(board, chat.members)


def present(board: Board, chats: Iterable[Chat]) -> tuple[Chat, ...]:
    """Those of the chats that are needed."""
    return tuple(chat for chat in chats if board.state_of(chat) != "skipped")


def parents_chats(board: Board) -> list[Chat]:
    """The chats with parents of classes that are to exist, those decided later too."""
    chats = present(board, board.rollout.chats)
    return [chat for chat in chats if chat.kind.audience == "parents" and chat.class_name]


def sure_chats(chats: Iterable[Chat]) -> list[Chat]:
    """Those of the chats that wait for no decision; where all of them wait, all."""
    chats = list(chats)
    return [chat for chat in chats if not chat.conditional] or chats


def grades_of(board: Board, chats: Iterable[Chat]) -> tuple[int, ...]:
    """The grades that the classes of these chats have, sorted."""
    grades = {item.name: item.grades for item in board.rollout.classes}
    found = {grade for chat in chats for grade in grades.get(chat.class_name, ())}
    return tuple(sorted(found))


def stage_grades(board: Board, stage: Stage) -> tuple[int, ...]:
    """The grades that the school has in a stage."""
    return tuple(
        sorted(
            {
                grade
                for item in board.rollout.classes
                if item.stage == stage.number
                for grade in item.grades
            }
        )
    )


def stage_title(board: Board, stage: Stage) -> str:
    """«8–9 классы» where the school has no others; a title without grades stays."""
    grades = stage_grades(board, stage)
    if grades and re.search(r"\d", stage.title):
        return grades_words(grades)
    return stage.title


def whom(board: Board, stage: Stage) -> str:
    """Whom a stage moves in this school: «ученики 8–9 классов, родители …»."""
    chats = present(board, board.rollout.of_stage[stage.number])
    words = part("whom", board)
    if not stage.grades:
        bodies = [uncapital(chat.name) for chat in chats if chat.kind.audience == "parents"]
        staff = any(chat.kind.audience == "staff" for chat in chats)
        return ", ".join([words["staff"]] * staff + bodies)
    parts = []
    audiences: tuple[Audience, ...] = ("pupils", "parents")
    for audience in audiences:
        grades = grades_of(board, (chat for chat in chats if chat.kind.audience == audience))
        if grades:
            parts.append(fill(words[audience], {"grades": of_grades(grades)}))
    return ", ".join(parts)


def classes_of(chats: Sequence[Chat]) -> str:
    """«8А–8В, 9А», «8–11 классы»; "" for chats of no class."""
    return class_list([chat.class_name for chat in chats if chat.class_name])


def cited(board: Board, source: str) -> str:
    """«пункт 7.1 Рекомендаций», «таблица Рекомендаций»; what is no paragraph as it stands.

    Letters are left out: the source's own are out of order.
    """
    found = re.fullmatch(r"пп?\. (\d[\d.]*(?:[–, ]+\d[\d.]*)*)(?: [а-д])?", source)
    if found:
        words = part("cited", board)
        several = re.search(r"[–,]", found[1])
        return fill(words["points" if several else "point"], {"number": found[1]})
    named: str = part("cited", board).get(source.split(",")[0], source)
    return named


def cited_stages(board: Board, chats: Iterable[Chat]) -> str:
    """«пункты 7.1–7.3 Рекомендаций»: what the stages of these chats rest on.

    Where guidance changed a stage, its source is told as it stands.
    """
    stages = {chat.stage for chat in chats}
    sources = [item.stage.source for item in board.stages if item.stage.number in stages]
    found = {source: re.fullmatch(r"п\. (\d[\d.]*)", source) for source in sources}
    others = [cited(board, source) for source, number in found.items() if not number]
    return ", ".join(
        filter(None, (_points(board, [it[1] for it in found.values() if it]), *others))
    )


def _points(board: Board, numbers: Sequence[str]) -> str:
    """«пункты 7.1–7.3 Рекомендаций», «пункты 7.1 и 7.2 Рекомендаций»; "" of none."""
    if not numbers:
        return ""
    told: list[str] = []
    for run in runs(numbers, _next):
        # Between two neighbours there is nothing for a dash to stand for.
        told += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else run
    words = part("cited", board)
    return fill(words["points" if len(numbers) > 1 else "point"], {"number": listed(told)})


def _next(before: str, after: str) -> bool:
    first, second = before.rsplit(".", 1), after.rsplit(".", 1)
    return first[0] == second[0] and int(second[-1]) == int(first[-1]) + 1


def source_in_full(board: Board, form: str = "full") -> str:
    """The source by its full name, as it stands where a paper first speaks of it."""
    words = part("source", board)
    return fill(words[form], {"title": words["title"]})


def genitive(board: Board, title: str) -> str:
    """«письмо Министерства …» → «письма Министерства …»: an act behind «на основании»."""
    first, _, rest = uncapital(title).partition(" ")
    return f"{part('genitive', board).get(first, first)} {rest}".rstrip()
