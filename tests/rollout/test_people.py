"""Names of persons: what a cell says, which spellings are one person, short forms and order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_tui.rollout.people import (
    Doubt,
    Person,
    PersonBook,
    in_short,
    initials_first,
    looks_like_name,
    people_in,
    read_person,
    same_person,
    surname_key,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Иванова Ирина Ивановна", "Иванова Ирина Ивановна"),
        ("Ирина Ивановна Иванова", "Иванова Ирина Ивановна"),
        ("ИВАНОВА ИРИНА ИВАНОВНА", "Иванова Ирина Ивановна"),
        ("И. И. Иванова", "Иванова И. И."),
        ("ИВАНОВА И.И.", "Иванова И. И."),
        ("Иванова И.И", "Иванова И. И."),
        ("Иванова ИИ", "Иванова И. И."),
        ("иванова и.и.", "Иванова И. И."),
        ("Иванова  И.  И.", "Иванова И. И."),
        ("Иванова\u00a0И.\u202fИ.", "Иванова И. И."),
        ("Ивaновa И. И.", "Иванова И. И."),
        ("Иванова И.И. (совм.)", "Иванова И. И."),
        ("Иванова И.И. внеш. совм.", "Иванова И. И."),
        ("Иванова И. И. до 01.12", "Иванова И. И."),
        ("Иванова И.И. с 01.09.2026", "Иванова И. И."),
        ("Иванова И.И. 0,5 ст.", "Иванова И. И."),
        ("Иванова И. И. временно", "Иванова И. И."),
        ("1. Иванова И. И.", "Иванова И. И."),
        ("учитель Иванова И. И.", "Иванова И. И."),
        ("Иванова (Петрова) Ирина Ивановна", "Иванова Ирина Ивановна"),
        ("Иванова\nИрина Ивановна", "Иванова Ирина Ивановна"),
        ("Иванова Ирина\nИвановна", "Иванова Ирина Ивановна"),
        ("Иванова, И. И.", "Иванова И. И."),
        ("Петрова - Водкина А.Б.", "Петрова-Водкина А. Б."),
        ("ПЕТРОВА–ВОДКИНА А. Б.", "Петрова-Водкина А. Б."),
        ("Мамедов Али Рза оглы", "Мамедов Али Рза оглы"),
        ("Алиев М. А. оглы", "Алиев М. А."),
        ("Ли Ван", "Ли Ван"),
        ("ЛИ ВАН", "Ли Ван"),
        ("фон Берг А. А.", "фон Берг А. А."),
        ("Байрон Дж. Г.", "Байрон Дж. Г."),
        ("О'Хара С. Б.", "О’Хара С. Б."),
        ("Кузьмич Анна Петровна", "Кузьмич Анна Петровна"),
        ("Орлова Марина", "Орлова Марина"),
        ("Андреи\u0306ченко А. А.", "Андрейченко А. А."),
        ("Кюри", "Кюри"),
        ("Иванова И. И., заместитель директора по НМР", "Иванова И. И."),
        ("заместитель директора по УВР Иванова Ирина Ивановна", "Иванова Ирина Ивановна"),
        ("Зам. по УР Иванова И. И.", "Иванова И. И."),
        ("и. о. директора Иванова И. И.", "Иванова И. И."),
        ("Директор Иванова Ирина Ивановна", "Иванова Ирина Ивановна"),
        ("Замятина И. И.", "Замятина И. И."),
        ("Ли-Корнилова Д.-А. И.", "Ли-Корнилова Д.-А. И."),
        ("Д.-А.И. Ли-Корнилова", "Ли-Корнилова Д.-А. И."),
    ],
)
def test_one_name_is_read_in_every_spelling(text: str, name: str) -> None:
    assert people_in(text).names == (name,)
    assert str(read_person(text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "Иванова И.И., Петров П.П.",
        "Иванова И.И.\nПетров П.П.",
        "Иванова И.И.Петров П.П.",
        "Иванова И. И. Петров П. П.",
        "Иванова И.И./Петров П.П.",
        "И. И. Иванова и П. П. Петров",
        "Иванова И.И. - Петров П.П.",
        "Иванова И.И. (1 гр.); Петров П.П. (2 гр.)",
        "Иванова И.И. до 01.12, Петров П.П. с 02.12",
    ],
)
def test_two_names_in_a_cell_are_two(text: str) -> None:
    assert people_in(text).names == ("Иванова И. И.", "Петров П. П.")
    assert read_person(text) is None


def test_full_names_that_run_on_are_two() -> None:
    two = ("Иванова Ирина Ивановна", "Петров Пётр Петрович")
    for sign in (" ", " / ", "\n", ", "):
        assert people_in(sign.join(two)).names == two
    assert people_in("Байрон Джордж Гордон\nШелли Перси Биш").names == (
        "Байрон Джордж Гордон",
        "Шелли Перси Биш",
    )


@pytest.mark.parametrize(
    "text",
    ["вакансия (Сидоров)", "Сидоров (вакансия)", "вакант", "-", "—", "?", "", "нет"],
)
def test_nobody_is_named_by_a_vacancy_or_a_dash(text: str) -> None:
    assert people_in(text) == ((), True, "")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Иванова Петров", "один человек или двое"),
        ("учитель математики", "не похоже на имя"),
        ("12345", "не похоже на имя"),
        ("8А", "не похоже на имя"),
        ("=HYPERLINK(1)", "не похоже на имя"),
    ],
)
def test_what_is_no_clear_name_is_in_doubt(text: str, word: str) -> None:
    named = people_in(text)
    assert named.people == ()
    assert word in named.doubt


def short(name: str) -> str:
    """The short form of a name."""
    person = read_person(name)
    assert person
    return person.short


def test_short_forms_and_the_signature() -> None:
    assert short("Соколова Мария Владимировна") == "Соколова М. В."
    assert initials_first("Соколова Мария Владимировна") == "М. В. Соколова"
    assert initials_first("СОКОЛОВА М.В") == "М. В. Соколова"
    assert short("Байрон Дж. Г.") == "Байрон Дж. Г."
    assert short("Ли-Корнилова Анна-Мария Ивановна") == "Ли-Корнилова А.-М. И."
    assert initials_first("Ли-Корнилова Анна-Мария Ивановна") == "А.-М. И. Ли-Корнилова"
    assert initials_first("Ирина Ивановна") == "Ирина Ивановна"
    for text in ("заместитель директора по 2-му корпусу", "Иванова И.И., Петров П.П.", ""):
        assert initials_first(text) == text


@pytest.mark.parametrize(
    ("spelling", "same"),
    [
        ("Ли А.-М. И.", True),
        ("Ли А. И.", True),
        ("Ли Анна-Мария", True),
        ("Ли Анна-Мария Игоревна", False),
        ("Ли А.-Д. И.", False),
        ("Ли Анна Ивановна", False),
    ],
)
def test_a_double_first_name_is_known_by_its_initials(spelling: str, same: bool) -> None:
    assert same_person("Ли Анна-Мария Ивановна", spelling) is same
    assert same_person(spelling, "Ли Анна-Мария Ивановна") is same


def test_a_list_of_names_shortens_all_but_namesakes() -> None:
    twins = ("Петрова Анна Ильинична", "Петрова Алла Игоревна")
    names = ("Соколова Мария Викторовна", "Завуч 1-й", *twins)
    assert list(in_short(names).values()) == ["Соколова М. В.", "Завуч 1-й", *twins]


def test_names_sort_by_surname_with_yo_beside_ye() -> None:
    given_names = ["И. И. Яковлева", "Ёлкина А. А.", "Ежов Б. Б.", "Петров Пётр", "А. Ю. Петров"]
    assert sorted(given_names, key=surname_key) == [
        "Ежов Б. Б.", "Ёлкина А. А.", "А. Ю. Петров", "Петров Пётр", "И. И. Яковлева",
    ]  # fmt: skip


def test_spellings_of_one_person_are_the_same_and_others_are_not() -> None:
    full = "Иванова Ирина Ивановна"
    for text in ("Иванова И. И.", "И.И.Иванова", "ИВАНОВА И.И", "Иванова Ирина", "Иванова И."):
        assert same_person(full, text)
        assert same_person(text, full)
    for text in ("Иванов И. И.", "Иванова А. И.", "Иванова И. П.", "Иванова Инна", "Иванова"):
        assert not same_person(full, text)
    assert same_person("Семёнова А.", "СЕМЕНОВА А")
    assert same_person("заместитель", "Заместитель")


def test_initials_go_with_the_only_full_name_they_fit() -> None:
    book = PersonBook(
        ["Иванова И. И.", "Иванова Ирина Ивановна", "И. И. ИВАНОВА", "Иванова И.", "Иванов И. И."]
    )
    assert book.people == ("Иванов И. И.", "Иванова Ирина Ивановна")
    assert book.person("И. И. ИВАНОВА") == "Иванова Ирина Ивановна"
    assert book.spellings("Иванова Ирина Ивановна") == (
        "Иванова И. И.", "Иванова Ирина Ивановна", "И. И. ИВАНОВА", "Иванова И.",
    )  # fmt: skip
    assert book.doubts == ()


def test_initials_that_fit_two_persons_are_in_doubt() -> None:
    names = ["Иванова Ирина Ивановна", "Иванова Инна Игоревна", "Иванова И. И."]
    book = PersonBook(names)
    assert set(book.people) == set(names)
    assert book.doubts == (
        Doubt("Иванова И. И.", ("Иванова Ирина Ивановна", "Иванова Инна Игоревна")),
    )


def test_a_bare_surname_is_never_merged_but_told() -> None:
    book = PersonBook(["Кюри", "Кюри М. М.", "КЮРИ"])
    assert set(book.people) == {"Кюри", "Кюри М. М."}
    assert Doubt("Кюри", ("Кюри М. М.",)) in book.doubts


def test_a_first_name_may_stand_first_where_another_spelling_tells_the_order() -> None:
    book = PersonBook(["Кюри Мария", "Мария Кюри", "Гаусс Карл", "М. Кюри"])
    assert book.person("Мария Кюри") == book.person("М. Кюри") == "Кюри Мария"
    assert book.people == ("Гаусс Карл", "Кюри Мария")
    full = PersonBook(["Мария Кюри", "Кюри Мария Владиславовна"])
    assert full.person("Мария Кюри") == "Кюри Мария Владиславовна"


def test_a_text_that_is_no_name_stands_for_itself() -> None:
    book = PersonBook(["2-й корпус", "Кюри М.", "КЮРИ М."])
    assert {it: book.person(it) for it in ("2-й корпус", "Кюри М.", "КЮРИ М.")} == {
        "2-й корпус": "2-й корпус", "Кюри М.": "Кюри М.", "КЮРИ М.": "Кюри М.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("Гаусс К. Ф.", True), ("Ли Ван", True), ("Иванова Ирина Ивановна", True),
        ("учитель математики", False), ("Русский язык", False), ("высшая категория", False),
        ("Понедельник", False), ("5А", False), ("204", False), ("", False),
    ],
)  # fmt: skip
def test_a_column_of_names_is_told_from_other_words(text: str, like: bool) -> None:
    assert looks_like_name(text) is like


SURNAMES = ("Иванова", "Семёнова", "Петрова-Водкина", "Ли", "Ковальчук", "Мусоргский")
FIRST = ("Анна", "Пётр", "Юлия", "Ван")
PATRONYMIC = ("Ивановна", "Петрович", "Ильинична")


@settings(max_examples=50)
@given(st.sampled_from(SURNAMES), st.sampled_from(FIRST), st.sampled_from(PATRONYMIC), st.data())
def test_a_name_is_the_same_however_it_is_spelt(
    surname: str, first: str, patronymic: str, data: st.DataObject
) -> None:
    whole = Person(surname, first, patronymic)
    forms = (
        str(whole), whole.short, whole.signed, whole.short.replace(" ", "\u00a0"),
        whole.short.replace(". ", "."), whole.short.upper(), str(whole).upper(),
        whole.short.replace("ё", "е"), f"{whole.short} (совм.)", whole.short.removesuffix("."),
        f"{first} {patronymic} {surname}", surname.replace("-", " - ") + f" {first} {patronymic}",
    )  # fmt: skip
    spellings = data.draw(st.lists(st.sampled_from(forms), min_size=2, max_size=5))
    book = PersonBook(spellings)
    assert len(book.people) == 1
    assert book.doubts == ()
    assert all(same_person(it, str(whole)) for it in spellings)


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_any_text_is_read_without_a_crash_and_a_name_reads_as_itself(text: str) -> None:
    named = people_in(text)
    for person in named.people:
        assert people_in(str(person)).names == (str(person),)
