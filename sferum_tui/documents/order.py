"""Приказ: who creates which chats until when, ready to sign; what is not known is a blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sferum_tui.documents.facts import (
    columns,
    days_text,
    duties_text,
    from_to,
    kind_lines,
    late_classes,
    long_day,
    protocol,
    until,
    whole_span,
)
from sferum_tui.documents.familiarisation import MOST_FREE, free_rows
from sferum_tui.documents.minutes import decided_stage
from sferum_tui.documents.model import (
    Block,
    Cell,
    Corner,
    Document,
    Heading,
    Paragraph,
    Point,
    Section,
    Sides,
    Signature,
    Table,
)
from sferum_tui.documents.phrases import (
    cited,
    cited_stages,
    genitive,
    grades_of,
    has_instruction,
    parents_chats,
    present,
    source_in_full,
    stage_grades,
    whole,
)
from sferum_tui.documents.requisites import (
    Requisites,
    or_line,
    or_name,
    place_lines,
    post_of_head,
    said_of,
    school_lines,
)
from sferum_tui.documents.staff import instructing
from sferum_tui.documents.words import DATE, Words, part, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.class_words import class_list, of_class, of_grades
from sferum_tui.rollout.owners import Owner, owners
from sferum_tui.rollout.people import PersonBook, initials_first, names_person, surname_key
from sferum_tui.rollout.recommendations import Stage
from sferum_tui.rollout.russian import capital, listed
from sferum_tui.rollout.stage_board import StageBoard

#: So many rows with room for a signature stand on the first page of the list.
_ROWS = 28


def order(board: Board) -> Document:
    """The order with its appendices and the list of those who have read it."""
    words = words_for("order", board)
    said = said_of(board)
    people = [owner for owner in owners(board) if owner.name]
    sections = [
        Section(words("title"), tuple(_order(board, said, bool(people), words))),
        Section(words("table_title"), tuple(_table(board, words))),
    ]
    if people:
        sections.append(Section(words("people_title"), tuple(_people(board, words))))
    sections.append(Section(words("list_title"), tuple(_list(board, said, words))))
    return Document(
        title=f"{words('title').capitalize()}. {words('about')}",
        sections=tuple(sections),
        author=said.school,
    )


def _order(board: Board, said: Requisites, named: bool, words: Words) -> Iterator[Block]:
    if board.undecided or said.open("order"):
        yield Paragraph(words("draft"), "right")
    yield from school_lines(said, words)
    yield Heading(words("title"), 1)
    yield Sides(DATE, words("number"))
    yield from place_lines(said, words)
    yield Paragraph(words("about"), "strong")
    yield Paragraph(_preamble(board, words))
    for number, text in enumerate(_points(board, said, named, words), 1):
        yield Point(f"{number}.", text)
    yield Signature(capital(post_of_head(board)), or_name(initials_first(said.director)))


def _preamble(board: Board, words: Words) -> str:
    """One sentence with the aim and the acts that runs into «ПРИКАЗЫВАЮ»."""
    acts = ", ".join(
        genitive(board, act.title) for act in board.rollout.recommendations.texts.documents
    )
    decision = ""
    if board.rollout.answers.primary.decision != "undecided" and decided_stage(board):
        decision = words("decision", protocol=protocol(board))
    return words(
        "basis", acts=acts, source=source_in_full(board, "full_genitive"), decision=decision
    )


def _points(board: Board, said: Requisites, named: bool, words: Words) -> Iterator[str]:
    rollout = board.rollout
    created = long_day(rollout.created)
    span = whole_span(board, previews=False)
    chats = [chat for chat in present(board, rollout.chats) if not chat.conditional]
    points = cited_stages(board, chats)
    lists = words("appendix_two" if named else "appendix_one")
    yield words("coordinator", who=or_line(whole(board, said.coordinator)))
    if not board.begun:
        yield words("structure", created=created)
    terms = _terms(board, chats, words)
    yield words("carry_out", span=from_to(*span), points=points, terms=terms).rstrip()
    auto = words("auto") if any(chat.kind.auto for chat in chats) else ""
    yield words("owners", appendices=lists, auto=auto)
    if has_instruction(board):
        day = long_day(rollout.ready_by(rollout.recommendations.stages[0]))
        yield words("read", who=_readers(board, words), day=day)
    yield words("post", appendices=lists, points=points)
    yield from _parents(board, words)
    if item := decided_stage(board):
        yield from _decided(board, item, words)
    # What a decision adds is reported on as well, as the road map has it.
    yield words("report", last=long_day(whole_span(board)[1]))
    control = whole(board, said.control)
    yield words("control_named", who=control) if control else words("control")


def _terms(board: Board, chats: Sequence[Chat], words: Words) -> str:
    """What the days of the order are counted from, and which of them are not."""
    rollout = board.rollout
    stages = [board.stage(number) for number in sorted({chat.stage for chat in chats})]
    told = ""
    appointed = [it.stage for it in stages if rollout.window(it.stage).last == it.deadline]
    if appointed:
        told += words("appointed", stages=_stages(appointed, words))
    for item in stages:
        moved = item.stage.by_decision and rollout.window(item.stage).first > item.official.first
        if moved and item.stage not in appointed:
            told += words("decided", stage=_stages([item.stage], words))
    if late := late_classes(board, chats):
        key = "opened_one" if len(late) == 1 else "opened"
        told += words(key, classes=class_list(late))
    if all(item.stage.dates for item in stages):
        return f"{capital(told.removeprefix('; '))}." if told else ""
    return words("terms", created=long_day(rollout.created), others=told)


def _stages(stages: Sequence[Stage], words: Words) -> str:
    """«2 этапа», «2 и 3 этапов»."""
    numbers = [str(stage.number) for stage in stages]
    if len(numbers) == 1:
        return words("stage_of", number=numbers[0])
    return words("stages_of", numbers=listed(numbers))


def _readers(board: Board, words: Words) -> str:
    """Who acquaints the staff with the instruction: the deputies who lead it, by their duties."""
    deputies = instructing(board)
    if not deputies:
        return words("read_none")
    duties = list(dict.fromkeys(whole(board, f"по {it.duty}") for it in deputies))
    return words("read_one" if len(deputies) == 1 else "read_many", duties=listed(duties))


def _parents(board: Board, words: Words) -> Iterator[str]:
    """The note to parents, where chats with parents of classes are to be created."""
    chats = [chat for chat in parents_chats(board) if not chat.conditional]
    if not chats:
        return
    held = Counter(chat.role for chat in chats)
    roles = dict.fromkeys(_to(board, role, number) for role, number in held.items())
    stage = board.rollout.recommendations.stage(min(chat.stage for chat in chats))
    yield words(
        "parents",
        who=capital(listed(list(roles))),
        day=long_day(board.rollout.ready_by(stage)),
    )


def _to(board: Board, role: str, number: int) -> str:
    """To whom of a role something is ordered: «классным руководителям», of one in the singular."""
    to: Mapping[str, str] = part("order", board)["to" if number > 1 else "to_one"]
    return to.get(role, to["other"])


def _decided(board: Board, item: StageBoard, words: Words) -> Iterator[str]:
    """What becomes of the classes that the teaching staff decides on (п. 7.4)."""
    rollout, stage = board.rollout, item.stage
    grades = of_grades(stage_grades(board, stage))
    outcome = rollout.answers.primary.decision
    if outcome == "undecided":
        yield words("undecided", grades=grades, day=long_day(rollout.decision_day(stage)))
        return
    if outcome == "negative":
        refused = [it.name for it in rollout.classes if it.stage == stage.number]
        yield words("negative", who=_teachers(refused, grades, words), protocol=protocol(board))
        return
    chats = present(board, rollout.of_stage[stage.number])
    if not chats:
        return
    classes = list(dict.fromkeys(chat.class_name for chat in chats))
    yield words(
        "positive",
        who=_teachers(classes, of_grades(grades_of(board, chats)), words),
        do=words("do_check" if all(chat.kind.auto for chat in chats) else "do_create"),
        whom=_whom(board, chats, words),
        until=until(board, chats, words),
        protocol=protocol(board),
    )


def _teachers(classes: Sequence[str], grades: str, words: Words) -> str:
    """«Учителям 1–4 классов», «Учителю 1 класса» where there is but one class."""
    if len(classes) == 1:
        return words("teachers_one", of=of_class(classes[0]))
    return words("teachers", of=grades)


def _whom(board: Board, chats: Sequence[Chat], words: Words) -> str:
    """With whom the teachers of primary classes have chats: parents, pupils, or both."""
    moved = grades_of(board, (chat for chat in chats if chat.kind.audience == "pupils"))
    told = grades_of(board, (chat for chat in chats if chat.kind.audience == "parents"))
    if not moved:
        return words("with_parents")
    if not told:
        return words("with_pupils")
    return words("with_both") if moved == told else words("with_some", grades=of_grades(moved))


def _appendix(words: Words, number: int, title: str) -> Iterator[Block]:
    yield Corner((words("appendix", number=number), words("appendix_to")), new_page=True)
    yield Heading(title, 2)


def _table(board: Board, words: Words) -> Iterator[Block]:
    yield from _appendix(words, 1, words("table_title"))
    rows: list[tuple[Cell, ...]] = []
    number = 0
    for item in board.stages:
        for line in kind_lines(board, item.stage.number):
            if line.preview:
                continue
            number += len(line.chats)
            rows.append(
                (
                    item.stage.number,
                    capital(line.title),
                    line.owners,
                    len(line.chats),
                    long_day(line.window.last),
                    cited(board, line.kind.source),
                )
            )
    yield Table(
        columns(words.titles("table_head"), (8, 31, 25, 10, 22, 21), (3,)),
        tuple(rows),
        total=("", words("total"), "", number, "", ""),
    )
    if waiting := board.undecided:
        grades = of_grades(stage_grades(board, waiting.stage))
        yield Paragraph(words("after_decision", grades=grades), "note")


def _people(board: Board, words: Words) -> Iterator[Block]:
    """Everybody who creates chats, by surname, with every day there is for his chats."""
    yield from _appendix(words, 2, words("people_title"))
    rows = tuple(
        (
            place,
            owner.name,
            capital(duties_text(board, owner)),
            len(owner.chats),
            days_text(board, owner.chats),
        )
        for place, owner in enumerate(owners(board), 1)
    )
    yield Table(
        columns(words.titles("people_head"), (5, 23, 38, 8, 30), (0, 3)),
        rows,
        total=("", words("total"), "", sum(len(it.chats) for it in owners(board)), ""),
    )


def _list(board: Board, said: Requisites, words: Words) -> Iterator[Block]:
    """Who has read the order: everybody it concerns by surname, then free rows while they fit."""
    found = owners(board)
    yield Heading(words("list_title"), 2, new_page=True)
    yield Paragraph(words("list_about", about=words("about")), "plain")
    names = _readers_of(board, found, said)
    unnamed = sum(1 for owner in found if not owner.name)
    free = free_rows(len(names), _ROWS, max(unnamed, MOST_FREE))
    rows = tuple((place, name, "", "") for place, name in enumerate([*names, *[""] * free], 1))
    yield Table(columns(words.titles("list_head"), (6, 48, 26, 20), (0,)), rows, tall=True)


def _readers_of(board: Board, found: Sequence[Owner], said: Requisites) -> list[str]:
    """All named persons whom the order commands something, but the head, who signs."""
    people = board.rollout.answers.people
    names = [owner.name for owner in found if owner.name]
    names += [text for text in (said.coordinator, said.control) if names_person(text)]
    if has_instruction(board):
        names += [deputy.name for deputy in instructing(board) if deputy.name]
    if (item := decided_stage(board)) and item.state == "declined":
        refused = (it.name for it in board.rollout.classes if it.stage == item.stage.number)
        names += filter(None, (people.class_teachers.get(name) for name in refused))
    book = PersonBook([*names, said.director])
    head = book.person(said.director)
    return sorted({book.person(name) for name in names} - {head}, key=surname_key)
