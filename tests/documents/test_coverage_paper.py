"""How many have joined, on paper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from sferum_tui.documents.coverage import coverage_paper
from sferum_tui.documents.model import NoDocumentError
from sferum_tui.rollout.coverage import JoinedChange
from sferum_tui.rollout.plan import Joined
from tests.documents.papers import board, made, named, tables_of, text_of
from tests.support.school import answers


def test_who_has_joined_is_told_by_class_audience_stage_and_school_with_the_weeks_change() -> None:
    source = board(replace(named(), sizes={"8А": 27, "5А": 30}))
    day = date(2026, 11, 30)
    source.joined = {
        "2а/8А": Joined(20, day),
        "3а/5А": Joined(15, day - timedelta(days=9)),
        "2г/8А": Joined(9, day - timedelta(days=9), 10),
    }
    at = source.now - timedelta(days=2)
    changes = [JoinedChange(at, "2а/8А", Joined(12, day - timedelta(days=9)))]
    document = coverage_paper(source, changes)
    rows = {row[:2]: row[2:] for row in tables_of(document)[0].rows}
    assert rows["8А", "ученики"] == ("20 из 27", "74 %", "+8")
    assert rows["8А", "родители"] == ("9 из 10", "90 %", "0")
    assert rows["Школа", "ученики"] == ("35 из 57", "61 %", "+8")
    assert rows["2 этап", "ученики"] == ("20 из 27", "74 %", "+8")
    assert rows["3 этап", "ученики"] == ("15 из 30", "50 %", "0")
    assert text_of(document).count("не значит читать") == 1


def test_without_a_chat_of_a_class_there_is_nobody_to_count() -> None:
    undecided = answers(classes={"1": ("А",)})
    with pytest.raises(NoDocumentError, match="считать некого"):
        coverage_paper(board(undecided), [])


def test_without_numbers_the_paper_says_so() -> None:
    document = coverage_paper(board(), [])
    assert "Ещё не записано" in text_of(document)
    assert ("8А", "ученики", "", "", "") in tables_of(document)[0].rows


def test_a_workbook_and_a_table_hold_numbers_to_count_with() -> None:
    source = board(replace(named(), sizes={"8А": 27}))
    day = source.today
    old = day - timedelta(days=9)
    source.joined = {"2а/8А": Joined(20, old), "2а/8Б": Joined(11, day)}
    changes = [JoinedChange(source.now - timedelta(days=2), "2а/8Б", None)]
    for kind in ("xlsx", "csv"):
        rows = {
            row[:2]: row[2:] for row in tables_of(coverage_paper(source, changes, kind))[0].rows
        }
        assert rows["8А", "ученики"] == (20, 27, 74, 0)
        # Of how many is not known, and a week ago nothing was.
        assert rows["8Б", "ученики"] == (11, None, None, None)
        assert rows["Школа", "ученики"] == (20, 27, 74, 0)
    data = made("coverage", "csv", source).decode("utf-8-sig")
    assert "8А;ученики;20;27;74;0\r\n" in data
    assert "'" not in data


def test_the_change_of_a_group_is_that_of_the_classes_known_both_times() -> None:
    source = board(replace(named(), sizes={"8А": 27, "8Б": 30}))
    day = source.today
    old = day - timedelta(days=9)
    source.joined = {"2а/8А": Joined(20, day), "2а/8Б": Joined(18, day)}
    at = source.now - timedelta(days=2)
    changes = [JoinedChange(at, "2а/8А", Joined(12, old)), JoinedChange(at, "2а/8Б", None)]
    rows = {row[:2]: row[2:] for row in tables_of(coverage_paper(source, changes))[0].rows}
    assert rows["8Б", "ученики"][2] == ""
    assert rows["Школа", "ученики"] == ("38 из 57", "66 %", "+8")


def test_a_class_without_a_letter_takes_the_word_and_a_page_says_its_day_once() -> None:
    source = board(named("village"))
    for kind in ("docx", "xlsx", "csv"):
        titles = [row[0] for row in tables_of(coverage_paper(source, [], kind))[0].rows]
        assert titles[0] == "5 класс", kind
    assert text_of(coverage_paper(source, [])).count("30.11.2026") == 1
