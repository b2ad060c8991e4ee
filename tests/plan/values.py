"""Any answers that a plan can hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.answers import (
    Answers,
    Association,
    Bodies,
    CalendarChoice,
    ChatChoice,
    Classes,
    Deputy,
    Group,
    Order,
    Papers,
    People,
    Primary,
    School,
    Subjects,
    Vacation,
    Votes,
)
from sferum_tui.rollout.calendar import YEARS
from sferum_tui.rollout.plan import Done, Joined, Plan
from sferum_tui.rollout.school import GRADES, class_name

_RECOMMENDATIONS = load_recommendations()
_LETTERS = " абвгёАБВГЁabcXYZ019«»—–№.,:;()=#[]{}'\"\\$\u00a0🎓"
texts = st.text(_LETTERS, max_size=12)
titles = st.text(_LETTERS, min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
days = st.dates(date(2020, 1, 1), date(2035, 1, 1)) | st.sampled_from(
    (date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))
)
kinds = st.sampled_from([kind.id for kind in _RECOMMENDATIONS.kinds])
numbers = st.sampled_from([stage.number for stage in _RECOMMENDATIONS.stages])
grades = st.sampled_from(GRADES)
letters = st.sampled_from(("", "А", "Б", "Ё", "1", "2", "кадетский", "IT", "ёлка"))
class_names = st.builds(class_name, grades, letters.filter(bool))
mixed_names = st.sampled_from(("1–3", "2+4", "5–6", "8–9"))
lessons = st.builds(lambda name, subject: f"{name}/{subject}", class_names, titles)


def unique(items: st.SearchStrategy, size: int = 3, by=None) -> st.SearchStrategy:
    return st.lists(items, max_size=size, unique_by=by or repr).map(tuple)


def tables(keys: st.SearchStrategy, items: st.SearchStrategy, size: int = 3) -> st.SearchStrategy:
    return st.dictionaries(keys, items, max_size=size)


@st.composite
def vacations(draw: st.DrawFn) -> Vacation:
    first, last = sorted((draw(days), draw(days)))
    return Vacation(first, last, draw(texts))


@st.composite
def votes(draw: st.DrawFn) -> Votes:
    parts = [draw(st.integers(0, 20)) for _ in range(3)]
    present = sum(parts)
    quorum = draw(st.sampled_from(("half", "two_thirds")))
    chair = draw(st.sampled_from(("", "for", "against")))
    return Votes(present + draw(st.integers(0, present // 2)), present, *parts, quorum, chair)


@st.composite
def calendars(draw: st.DrawFn) -> CalendarChoice:
    off = draw(unique(days))
    return CalendarChoice(
        draw(st.sampled_from(("calendar", "working"))),
        draw(st.sampled_from((5, 6))),
        draw(st.booleans()),
        off,
        tuple(day for day in draw(unique(days)) if day not in off),
        draw(unique(vacations())),
    )


stages_of_classes = st.sampled_from([it.number for it in _RECOMMENDATIONS.stages if it.grades])
modes = st.sampled_from(("sequential", "simultaneous"))
levels = st.sampled_from([level.id for level in _RECOMMENDATIONS.levels])
groups = st.builds(
    Group,
    titles,
    st.sampled_from([purpose.id for purpose in _RECOMMENDATIONS.purposes]),
    st.sampled_from((2, 3)),
    unique(st.integers(0, 12)),
    texts,
)
people = st.builds(
    People,
    texts,
    st.lists(st.builds(Deputy, titles, texts, unique(levels)), max_size=3).map(tuple),
    unique(st.builds(Association, titles, unique(titles), texts), by=lambda item: item.title),
    st.builds(Bodies, st.booleans(), st.booleans(), st.just("") | titles, st.booleans()),
    st.booleans(),
    tables(class_names, texts),
    tables(lessons, texts),
)
answers = st.builds(
    Answers,
    st.builds(
        School,
        texts,
        st.sampled_from(("Europe/Moscow", "Asia/Kamchatka", "Europe/Kaliningrad")),
        days,
        st.booleans(),
        *(texts,) * 4,
    ),
    calendars(),
    st.builds(Order, modes, tables(numbers, modes)),
    st.builds(
        Classes,
        tables(grades, unique(letters)),
        tables(mixed_names, stages_of_classes),
        tables(class_names, days),
    ),
    st.builds(
        Subjects, tables(grades | mixed_names, unique(titles)), tables(lessons, unique(titles))
    ),
    people,
    unique(groups, by=lambda item: item.title),
    st.builds(
        ChatChoice,
        unique(kinds),
        tables(kinds, texts.map(lambda it: it.replace("{", ""))),
        tables(kinds, texts),
    ),
    st.builds(
        Primary,
        st.sampled_from(("undecided", "positive", "negative")),
        st.booleans(),
        unique(st.integers(1, 4), 4),
        st.none() | days,
        texts,
        st.none() | votes(),
    ),
    st.just("k7m2q9xw"),
    tables(numbers, days),
    st.builds(Papers, texts, texts, texts, texts),
    tables(class_names, st.integers(1, 99)),
)

ids = st.builds(lambda kind, tail: f"{kind}/{tail}", kinds, titles)
moments = st.datetimes(
    datetime(2, 1, 2),
    datetime(9998, 1, 1),
    timezones=st.sampled_from((UTC, timezone(timedelta(hours=3)))),
).map(lambda moment: moment.replace(microsecond=0))
done = st.builds(Done, tables(ids, moments, 4), tables(ids, moments), tables(ids, texts))
joined = st.builds(Joined, st.integers(0, 9999), days, st.none() | st.integers(0, 9999))
plans = st.builds(Plan, answers, done, tables(ids, titles.map(str.strip)), tables(ids, joined))


def stamp(moment: datetime) -> datetime:
    """A moment of Moscow time."""
    return moment.replace(tzinfo=timezone(timedelta(hours=3)))
