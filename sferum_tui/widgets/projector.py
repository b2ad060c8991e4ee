"""One stage for the whole hall: which it is, how long it has, how far it is."""

from __future__ import annotations

from functools import partial

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.coverage_words import stage_shares
from sferum_tui.rollout.russian import capital, day_month
from sferum_tui.rollout.stage_board import StageBoard
from sferum_tui.rollout.tasks import decision_late, decision_task, stage_pace
from sferum_tui.rollout.wording import countdown, progress_text, state_text
from sferum_tui.text import cut
from sferum_tui.widgets.big_text import ROWS, big, dots
from sferum_tui.widgets.painted import EMPTY, Line, Make, filled, stage_style

#: Columns left free on either side.
_MARGIN = 2
#: Rows from which the name of the stage and the progress are large too.
_LARGE = 32
#: Rows from which lines of different meaning have a blank one between them.
_AIRY = 20


def stage_picture(board: Board, stage: int) -> Make:
    """One stage of a board in large letters."""
    item = board.stage(stage)
    share = stage_shares(board).get(stage, "")
    # On its own stage the decision stands in large letters.
    own = item.state == "awaiting_decision"
    return partial(
        hall,
        item,
        rates=", ".join(filter(None, (stage_pace(board, item), share))),
        decision="" if own else capital(decision_task(board)),
        late=decision_late(board),
    )


def hall(
    item: StageBoard,
    width: int,
    height: int,
    rates: str = "",
    decision: str = "",
    late: bool = False,
) -> list[Line]:
    """The stage, what counts in the largest letters that fit, the bar with «49 из 96».

    `rates` says how many chats a day that is and how many have joined, `decision` what the staff
    has to decide, and `late` that this is overdue.
    """
    room = width - 2 * _MARGIN
    waits = late and item.state == "awaiting_decision"
    style = "overdue" if item.state == "overdue" or waits else "strong"
    head = [_moved(line) for line in _name(item, room, height)]
    foot = [_moved(line) for line in _foot(item, room, height, rates)]
    word, parts = _words(item)
    if decision:
        foot.append(_moved([(cut(decision, room), "overdue" if late else "strong")]))
    left = height - len(head) - len(foot) - 3
    body: list[Line] = [_centred(cut(word, room), width, style), []]
    body += [_centred(line, width, style) for line in _largest(parts, room, left)]
    spare = max(0, height - len(head) - len(body) - len(foot))
    above = spare // 2
    return [*head, *[[]] * above, *body, *[[]] * (spare - above), *foot][:height]


def _words(item: StageBoard) -> tuple[str, list[str]]:
    """A line of plain letters, and the parts that are shown large."""
    text = countdown(item)
    if item.decide_by:
        day, month = day_month(item.decide_by).split()
        return f"{state_text(item)}, не позднее", [day, month]
    if not text:
        progress = progress_text(item)
        return state_text(item), [progress] if progress else ["–"]
    if item.remaining is not None and item.remaining <= 0:
        # «▲ просрочен на», and large «4 дня»: the countdown would say the same word again.
        *_, number, unit = text.split()
        return f"{state_text(item)} на", [f"{number} {unit}"]
    verb, *words = text.split()
    pairs = [" ".join(words[at : at + 2]) for at in range(0, len(words), 2)]
    return f"{state_text(item)}, {verb}", pairs


def _largest(parts: list[str], width: int, height: int) -> list[str]:
    """The parts in one line or below each other, whichever gives larger letters."""
    layouts = [[" ".join(parts)], parts] if len(parts) > 1 else [parts]
    scaled = [(_scale(lines, width, height), lines) for lines in layouts]
    (across, down), lines = max(scaled, key=lambda pair: pair[0][0] * pair[0][1])
    if not across:
        return [" ".join(parts)]
    drawn: list[str] = []
    for number, line in enumerate(lines):
        drawn += [""] * down if number else []
        drawn += big(line, across, down)
    return drawn


def _scale(lines: list[str], width: int, height: int) -> tuple[int, int]:
    """Cells across and down for a dot, (0, 0) where not even the smallest letters fit."""
    across = width // max(map(dots, lines))
    rows = len(lines) * (ROWS + 1) - 1
    # No letter is higher than wide, dot for dot, a cell being two times higher than wide.
    down = min(height // rows, across)
    # Wide flat letters are as hard to read as narrow ones.
    return (min(across, 3 * down), down) if across and down else (0, 0)


def _name(item: StageBoard, width: int, height: int) -> list[Line]:
    """The number of the stage and whom it moves."""
    hue = stage_style(item.stage.number)
    title = item.stage.title
    number = f"{item.stage.number} этап"
    scale = _fitting([number], width, height)
    if height < _LARGE or not scale:
        line = [(f"{number}  ", hue), (cut(title, width - len(number) - 2), "strong")]
        return [[], line, []] if height >= _AIRY else [line]
    lines: list[Line] = [[]]
    lines += [[(line, hue)] for line in big(number, *scale)]
    return [*lines, [], [(cut(title, width), "strong")]]


def _foot(item: StageBoard, width: int, height: int, rates: str) -> list[Line]:
    """The bar and how many chats there are, and a day."""
    counts, progress = item.counts, progress_text(item)
    if not counts.wanted:
        return [[(progress, "strong")], []] if progress else [[]]
    told = f"{progress}, {rates}" if rates else progress
    hue = stage_style(item.stage.number)
    scale = _fitting([progress], width, height)
    large = height >= _LARGE and bool(scale)
    cells = width if large else width - len(told) - 2
    done = filled(counts.ready, counts.wanted, cells)
    bar: Line = [("█" * done, hue), (EMPTY * (cells - done), hue)]
    if not large:
        line = [*bar, (f"  {told}", "strong")]
        return [bar, line, []] if height >= _AIRY else [line]
    drawn = [[(line, "strong")] for line in big(progress, *scale)]
    return [bar, bar, [], *drawn, [(rates, "strong")]]


def _fitting(lines: list[str], width: int, height: int) -> tuple[int, int]:
    """A scale for lines that must leave most of the window to the countdown."""
    across, down = _scale(lines, width, max(ROWS, height // 6))
    return (min(across, 2 * down), down) if down else (0, 0)


def _centred(text: str, width: int, style: str) -> Line:
    return [(" " * max(0, (width - len(text)) // 2), ""), (text, style)]


def _moved(line: Line) -> Line:
    """A line with its margin."""
    return [(" " * _MARGIN, ""), *line] if line else line
