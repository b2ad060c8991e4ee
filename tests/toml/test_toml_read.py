"""The quick way of reading TOML gives what `tomllib` gives, or fails where it fails."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.toml.read import TomlError, TomlReader
from sferum_tui.toml.tree import same

_LINES = (
    "[done]", "[done.created]", "[done.created] # да", "[done.auto]", "[notes]", "[[groups]]",
    "[done.created.\"а\"]", "[groups.sub]", "[ done . auto ]", "  [notes]",
    '"а" = "б"', '"а" = "в"  # да', '"г" = 2026-11-25T10:12:00+03:00', '  "д"="е"', '""=""',
    '"г" = 2026-11-25T10:12:00+03:00 # нет', '"ж" = 2026-02-30T10:12:00+03:00',
    '"и" = 2026-11-25T10:12:00Z', '"к" = 2026-11-25', '"л" = \'м\'', "bare = 1", '"а".б = 1',
    'done.created."т" = "у"', '"н" = """', '"""', "'''", "\"о\" = '''", "п = [", "]",
    '"э" = 2026-11-25 10:12:00Z', '"р" = "\\u0041"', "# комментарий", "", "  ",
    '# "с" = "т"', '"ф" = "х" "ц"', '"ч" = "ш"', "created = {}", "a = 1\r",
    '--sferum-tui-block-0-- = 0', "[joined]",
    '"2г" = {count = 24, of = 27, date = 2026-12-01}', '"4а" = {count = 0, date = 2026-12-01} # да',
    '"в" = {count = 07, date = 2026-12-01}', '"в" = {count = 7, date = 2026-02-30}',
    '"в" = {date = 2026-12-01, count = 7}', '"в"={count = 7,date = 2026-12-01}',
)  # fmt: skip
texts = st.lists(st.sampled_from(_LINES), max_size=14).map("\n".join)
endings = st.sampled_from(("", "\n", "\r\n"))


@given(st.lists(st.tuples(texts, endings), min_size=1, max_size=3))
def test_any_text_reads_as_with_tomllib(pieces: list[tuple[str, str]]) -> None:
    reader = TomlReader()
    for piece, ending in [*pieces, *pieces]:
        text = (piece + ending).replace("\n", ending or "\n")
        try:
            expected = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            with pytest.raises(TomlError):
                reader.read(text)
        else:
            got = reader.read(text)
            assert same(got, expected)
            assert got == expected


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=12))
def test_a_file_that_grows_and_shrinks_is_read_right_each_time(
    steps: list[tuple[bool, int]],
) -> None:
    reader, lines = TomlReader(), ['"начало" = "0"']
    for grows, number in steps:
        line = f'"{number}" = 2026-11-25T10:12:0{number}+03:00'
        if grows and line not in lines:
            lines.append(line)
        elif lines:
            del lines[number % len(lines)]
        text = "[done.created]\n" + "".join(f"{line}\n" for line in lines) + "[notes]\n"
        assert same(reader.read(text), tomllib.loads(text))


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a = 1\nb", 2, "нет знака «=»"),
        ("a =", 1, "значение не распознано"),
        ("a = 1\n8 = А, Б", 2, "значение не распознано"),
        ("8А = 1", 1, "нет знака «=»"),
        ("а = 1", 1, "строка не распознана"),
        ('a = "x', 1, "кавычки не закрыты"),
        ("a = 'x", 1, "кавычки не закрыты"),
        ('a = "C:\\q"', 1, "обратная косая черта"),
        ("[a]\n[a]", 2, "таблица записана дважды"),
        ("a = 1\na = 2\nb = 3", 2, "ключ записан дважды"),
        ("a = {b = 1, b = 2}", 1, "ключ записан дважды"),
        ("a = {}\n[a.b]", 2, "таблица записана дважды"),
        ("a = [1, 2\n\n", 1, "список не закрыт"),
        ("a = {b = 1", 1, "фигурная скобка не закрыта"),
        ("[a", 1, "не закрыта скобка"),
        ("a = 1 b = 2", 1, "стоит лишнее"),
        ('a = "\x00"', 1, "управляющий знак"),
        ("# \x1b[31m", 1, "управляющий знак"),
        ("a = 2026-02-30", 1, "нет такой даты"),
        ('a = "\\ud800"', 1, "неверный код знака"),
        ("a = " + "9" * 5000, None, "слишком большое число"),
        ("a = " + "[" * 5000, None, "слишком много вложенных скобок"),
        ("a = 1\n" + ".".join("b" * 1000) + " = 1", 2, "слишком длинный составной ключ"),
        ("a = 1\n" * 200_000, None, "файл слишком велик"),
    ],
)
def test_a_fault_is_named_in_russian_with_its_line(text: str, line: int | None, what: str) -> None:
    with pytest.raises(TomlError, match=what) as caught:
        TomlReader().read(text)
    assert caught.value.line == line


def test_a_fault_of_a_large_plan_is_named_as_well() -> None:
    ticks = "".join(f'"2а/{it}" = 2026-11-25T10:12:00+03:00\n' for it in range(10_000))
    with pytest.raises(TomlError, match="ключ записан дважды") as caught:
        TomlReader().read(f'[done.created]\n{ticks}"2а/7" = 2026-11-25T10:12:00+03:00\n')
    assert caught.value.line == 10_002


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "2026-1-5"])
def test_a_day_that_no_calendar_has_is_named_as_such(day: str) -> None:
    with pytest.raises(TomlError) as told:
        TomlReader().read(f"schema = 1\n[school]\nstructure_created = {day}\n")
    assert told.value.line == 3
    assert told.value.what == "нет такой даты"
