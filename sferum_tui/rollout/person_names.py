"""How the names of persons are written, and how a cell or a typed text is read for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sferum_tui.text import lowered, silenced, to_cyrillic

#: Words that follow a patronymic of another tongue and belong to it.
_TAILS = frozenset(("оглы", "оглу", "кызы", "гызы", "улы", "уулу", "углы"))
#: Small words that belong to a surname.
_PARTICLES = frozenset(("фон", "фан", "ван", "де", "ди", "да", "дель", "эль", "ибн", "аль", "дер"))
#: First names that end as surnames do.
_FIRST_NAMES = frozenset(
    "марина ирина галина полина екатерина кристина алина регина ангелина эвелина валентина нина "
    "зина дина инна арина карина сабина альбина антонина светлина эльвина лина фаина христина "
    "каролина константин валентин мартин севастьян августин вениамин бенедикт лев ева яков "
    "самсон алевтина марьяна эмин расим камин рустам павлин ян екатерин марин эдвин "
    "северин захар октябрина владлена василина зарина жасмин ясмин ясмина амин амина эмина руфина "
    "медина аделина мадина залина сатин нурдин сайфутдин шамсутдин кадин рамин".split()
)
#: A word, or the initials of a double name («Д.-А.»), and the point behind it.
_WORD = r"([^\W\d_]\.?-[^\W\d_](?=\.)|[^\W\d_](?:[^\W\d_]|[-’](?=[^\W\d_]))*)(\.?)"
#: Words of a cell that says there is nobody.
_NOBODY = frozenset(
    ("", "нет", "нету", "вакант", "вак", "свободно", "никто", "б н", "нет учителя", "не назначен",
     "не назначена", "не определен", "не определена", "без учителя", "не указан", "нет данных")
)  # fmt: skip


class Person(NamedTuple):
    """One person's name in its parts, as it is shown.

    `first` and `patronymic` are whole words or initials with a point («И.»); "" where not said.
    """

    surname: str
    first: str = ""
    patronymic: str = ""

    def __str__(self) -> str:
        """«Иванова Ирина Ивановна», «Иванова И. И.»."""
        return " ".join(filter(None, self))

    @property
    def short(self) -> str:
        """«Соколова М. В.»."""
        return " ".join(filter(None, (self.surname, self.initials))) if self.surname else str(self)

    @property
    def signed(self) -> str:
        """«М. В. Соколова», as a signature says it."""
        return " ".join(filter(None, (self.initials, self.surname))) if self.surname else str(self)

    @property
    def initials(self) -> str:
        """«М. В.»; "" where only the surname is known."""
        return " ".join(_initial(it) for it in (self.first, self.patronymic) if it)

    @property
    def key(self) -> tuple[str, str, str]:
        """The parts as they are compared: no case, ё = е, no points."""
        return _key(self)

    def fits(self, other: Person) -> bool:
        """Whether both may be one person: an initial fits a name, what is not said fits all.

        A surname alone fits only a surname alone: it would fit too many.
        """
        one, two = self.key, other.key
        if one[0] != two[0] or bool(one[1]) != bool(two[1]):
            return False
        return _agree(one[1], two[1]) and _agree(one[2], two[2])

    @property
    def detail(self) -> tuple[int, int, int]:
        """How much the name says: whole words before initials before nothing, then letters."""
        whole = sum(len(it.partition("-")[0]) > 1 for it in self.key[1:])
        return whole, sum(map(bool, self)), sum(map(len, self.key))


class Named(NamedTuple):
    """What a cell says about persons: their names; whether it says «вакансия»; what is in doubt.

    `doubt` is "" or why the text can't be taken as it stands, in Russian.
    """

    people: tuple[Person, ...] = ()
    vacant: bool = False
    doubt: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names as they are kept."""
        return tuple(map(str, self.people))


@lru_cache(4096)
def read_person(text: str) -> Person | None:
    """The person whom a text names; None where it names nobody, several, or is no name."""
    named = people_in(text)
    return named.people[0] if len(named.people) == 1 and not named.doubt else None


@lru_cache(4096)
def people_in(text: str) -> Named:
    """Everybody whom a cell names. Lines, commas, «/», «и» and initials part them.

    Notes in brackets, «совм.», dates and shares of a post are left out.
    """
    text = silenced(text)
    if re.search(r"(?i)\bвакан", text):
        if _names_beside_vacancy(text):
            return Named(doubt=f"«{_told(text)}»: и учитель, и вакансия; укажите группы")
        return Named(vacant=True)
    plain = _without_notes(text)
    if _words_only(plain) in _NOBODY:
        # Signs alone, «—» or «?», say that there is nobody too.
        return Named(vacant=True)
    if re.search(r"[\d_=<>{}@#$%^~\\]|\[", plain) or not re.search(r"[^\W\d_]{2}", plain):
        return Named(doubt=f"«{_told(text)}» не похоже на имя")
    found: list[Person] = []
    for tokens in _whole_parts(_parts(plain)):
        found += (several := tuple(_persons(tokens)))
        if not several:
            return Named(doubt=f"«{_told(text)}» не похоже на имя")
    if not found:
        return Named(doubt=f"«{_told(text)}» не похоже на имя")
    for person in found:
        if _two_surnames(person):
            return Named(doubt=f"«{_told(text)}»: это один человек или двое? Напишите с инициалами")
    return Named(tuple(dict.fromkeys(found)))


def _names_beside_vacancy(text: str) -> bool:
    """Whether a part of a text names a person, and another says «вакансия»."""
    parts = re.split(r"[\n,;/+&]+|\s+и\s+", re.sub(r"\([^()]*\)?", " ", text))
    others = [part for part in parts if not re.search(r"(?i)\bвакан", part)]
    return any(re.search(r"[А-ЯЁ][а-яё]+\s+[А-ЯЁ]|[А-ЯЁ]\.\s*[А-ЯЁ]", part) for part in others)


def looks_like_name(text: str) -> bool:
    """Whether a text is shaped as a person's name: capitals, initials, no word of another kind.

    Stricter than `read_person`, for telling a column of names from other words.
    """
    named = people_in(text)
    if named.doubt or not named.people:
        return False
    shaped = re.search(r"\b[А-ЯЁA-Z]\.|\b[А-ЯЁ][А-ЯЁа-яё-]+\s+[А-ЯЁ]", text)
    return bool(shaped) and all(it.surname and it.first for it in named.people)


# Parts of a text ---------------------------------------------------------------------------------


@cache
def _notes() -> re.Pattern[str]:
    """What stands beside a name and is none of it."""
    day = r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?:\s*г\.?)?"
    return re.compile(
        rf"""(?ix)
        (?:\+?7|\b8)[\s(-]*\d{{3}}[\s)-]*\d[\d\s-]{{5,11}}\d\b
        | \([^()]*\)? | \[[^\[\]]*\]?
        | \b(?:с|со|до|по|от|на)\s+{day} | {day}
        | \b(?:вну?т[а-яё]*|вне[а-яё]*)?[\s.-]*совм[а-яё]*\.?(?:\s*-?\s*ль)?
        | \b(?:б/с|д/о|б/л)\b | \b(?:вр|врем)\.(?:\s*и\.?\s*о\.?)? | \bи\.\s*о\.(?=\s*[а-яё]{{3}})
        | \b(?:на\s+(?:время|период)|декрет|отпуск)[^,;/\n]*
        | \b(?:до|на)\s+(?:конца\s+года|замен[аеуы]|полгода)
        | \bпо\s+(?-i:[А-ЯЁ]{{2,5}})\b
        | \b\d+(?:[.,]\d+)?\s*(?:ст(?:ав[а-яё]*)?|ч(?:ас[а-яё]*)?|%)\b\.?
        | ^\s*\d+[.)]\s | \bкаб(?:инет)?\.?\s*№?\s*\d+[а-яё]?
        | ^\s*(?:учител[ьяи]|преподавател[ьи]|педагог|уч\.|преп\.|кл[а-яё]*\.?[ ]?рук[а-яё]*\.?
            |воспитатель|тьютор|зам\.|заместител[ья]|директор|завуч|методист|секретарь|председатель
            |г-жа|г-н)(?:-[а-яё]+)?\s*[:-]?\s+
        | (?<=[а-яё.])(?:\s*[/,]|\s-)\s*\d{{1,3}}[а-яё]?\s*(?=$|[,;\n]) | [*†•]
        """
    )


def _without_notes(text: str) -> str:
    """The text without notes, with plain dashes, no spaces around a hyphen, lines kept."""
    text = re.sub(r"[‐‑–—−]", "-", text)
    text = re.sub(r"[^\S\n]+", " ", text)
    text = _notes().sub(" ", text)
    # «Петрова - Водкина» is one surname; a dash between whole names is not.
    text = re.sub(r"(\b[А-ЯЁ][а-яёА-ЯЁ]*) ?- ?(?=[А-ЯЁ][а-яёА-ЯЁ])", r"\1-", text)
    return re.sub(r"['`’ʼ]", "’", text).strip(" ,;:.-/") + (
        "." if text.rstrip().endswith(".") else ""
    )


def _parts(text: str) -> Iterator[list[str]]:
    """The words and initials of each part of a text."""
    for piece in re.split(r"[\n\r,;/+&|]+|\s(?:и|а также)\s", text):
        if tokens := _tokens(piece):
            yield tokens


def _tokens(piece: str) -> list[str]:
    """Words with capitals, and initials with a point: «ИВАНОВА ИИ» → «Иванова», «И.», «И.»."""
    found: list[str] = []
    small, remark = piece == piece.lower(), False
    for typed, point in re.findall(_WORD, piece):
        word = to_cyrillic(typed)
        if remark and word.isupper() and len(word) in (2, 3) and not point:
            # «заслуженный учитель РФ»
            continue
        if word.islower() and not small and _ends(found) and word not in _PARTICLES | _TAILS:
            # «Иванова И. И. временно»: a remark.
            remark = True
            continue
        if found and _is_initial(found[-1]) and word.lower() in _TAILS:
            continue
        if point and re.fullmatch(r"\w\.?-\w", word):
            found.append(f"{word[0].upper()}.-{word[-1].upper()}.")
        elif len(word) == 1 or (point and len(word) <= 2):
            found.append(f"{word[0].upper()}{word[1:].lower()}.")
        elif found and len(word) == 2 and word.isupper() and "." not in found[-1]:
            found += (
                [f"{letter}." for letter in word]
                if not _shouting(piece)
                else [_capital(word, True)]
            )
        else:
            found.append(_capital(word, bool(found)))
    return [] if small and not any(map(_is_initial, found)) else found


def _ends(tokens: Sequence[str]) -> bool:
    """Whether a name may end behind these tokens; small letters before a name are no name."""
    return not tokens or _is_initial(tokens[-1]) or _is_patronymic(tokens[-1])


def _shouting(piece: str) -> bool:
    """Whether all of a text is in capitals and has no points, so that «ЛИ ВАН» are words."""
    return piece == piece.upper() and "." not in piece and len(piece.split()) == 2


def _capital(word: str, follows: bool) -> str:
    """«ПЕТРОВА-ВОДКИНА» → «Петрова-Водкина»; «МакДональд», «оглы» as they are."""
    if (follows and word.lower() in _TAILS) or word in _PARTICLES:
        return word.lower()
    if word == word.upper() or word == word.lower():
        return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
    return word


def _whole_parts(parts: Iterable[list[str]]) -> Iterator[list[str]]:
    """Parts with those put together that are one name on two lines or with a comma in it."""
    waiting: list[str] = []
    for tokens in parts:
        lone = len(waiting) == 1 and not _is_initial(waiting[0])
        rest = all(map(_is_initial, tokens)) or all(map(_is_patronymic, tokens))
        given = len(tokens) == 2 and _is_patronymic(tokens[1]) and not _is_patronymic(tokens[0])
        if waiting and ((rest and not any(map(_is_initial, waiting))) or (lone and given)):
            waiting = [*waiting, *tokens]
            continue
        if waiting:
            yield waiting
        waiting = tokens
    if waiting:
        yield waiting


# Names -------------------------------------------------------------------------------------------


def _persons(tokens: Sequence[str]) -> Iterator[Person]:
    """The persons that words and initials in a row name; nothing where they make no name."""
    at, found = 0, []
    while at < len(tokens):
        end = _end_of_name(tokens, at)
        person = _person(tokens[at:end])
        if person is None:
            return
        found.append(person)
        at = end
    yield from found


def _end_of_name(tokens: Sequence[str], at: int) -> int:
    """Where the name that begins here ends: behind initials, a patronymic, or the last word."""
    end = at
    if _is_initial(tokens[at]):
        while end < len(tokens) and _is_initial(tokens[end]):
            end += 1
        return min(_behind_surname(tokens, end), len(tokens))
    while end < len(tokens):
        end += 1
        if end == len(tokens):
            return end
        before, after = tokens[end - 1], tokens[end]
        if _is_initial(before) and not _is_initial(after):
            return end
        if _is_patronymic(before) and end - at >= 2 and after not in _TAILS:
            # «Ирина Ивановна Иванова» ends with the surname, «Иванова Ирина Ивановна» has it.
            return end + (end - at == 2)
        if before in _TAILS:
            return end
    return end


def _behind_surname(tokens: Sequence[str], at: int) -> int:
    while at < len(tokens) and tokens[at] in _PARTICLES:
        at += 1
    return at + 1


def _person(tokens: Sequence[str]) -> Person | None:
    """The person whom these tokens name."""
    words = [it for it in tokens if not _is_initial(it)]
    initials = [it for it in tokens if _is_initial(it)]
    if not words or len(initials) > 3 or len(words) > 5:
        return None
    if initials:
        surname = " ".join(words)
        if len(words) > 1 and words[0] not in _PARTICLES:
            # «Иванова Ирина И.»: a first name and the initial of a patronymic.
            return Person(words[0], words[1], initials[0]) if len(words) == 2 else None
        return Person(surname, initials[0], " ".join(initials[1:]))
    if words[0] in _PARTICLES and len(words) > 1:
        words = [f"{words[0]} {words[1]}", *words[2:]]
    if len(words) == 1:
        return Person(words[0])
    if len(words) == 2 and _is_patronymic(words[1]):
        return Person("", words[0], words[1])
    if len(words) == 3 and _is_patronymic(words[1]) and not _is_patronymic(words[2]):
        return Person(words[2], words[0], words[1])
    return Person(words[0], words[1], " ".join(words[2:]))


def _is_initial(token: str) -> bool:
    return token.endswith(".")


def _is_patronymic(token: str) -> bool:
    return bool(re.search(r"(?:[ое]вич|ьич|[ое]вна|ична|[кмф]ич|тич)$", token.lower()))


def _two_surnames(person: Person) -> bool:
    """Whether the second word looks like another surname: «Иванова Петров»."""
    return not person.patronymic and _is_surname(person.first) and _is_surname(person.surname)


def _is_surname(word: str) -> bool:
    plain = word.lower()
    return plain not in _FIRST_NAMES and bool(
        re.search(r"(?:[оеё]в|ин|ын|[сц]кий|ой|енко|ук|юк|[оеё]ва|ина|ына|[сц]кая|[иы]х)$", plain)
    )


def _initial(word: str) -> str:
    """«Мария» → «М.», «Анна-Мария» → «А.-М.»; an initial stays."""
    return word if word.endswith(".") else "-".join(f"{it[:1].upper()}." for it in word.split("-"))


def _agree(one: str, other: str) -> bool:
    """Whether two given names may be one: equal, one not said, or one the initial of the other.

    Of a double name all the parts are compared, or the first initial alone.
    """
    if not one or not other or one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    pairs = list(zip(one.split("-"), other.split("-"), strict=False))
    same = one.count("-") == other.count("-") == len(pairs) - 1 > 0
    return same and all(_agree(*pair) for pair in pairs)


@lru_cache(8192)
def _key(person: Person) -> tuple[str, str, str]:
    surname, first, patronymic = (re.sub(r"\s*-\s*", "-", folded_name(part)) for part in person)
    return surname, first, patronymic


def folded_name(text: str) -> str:
    """A name's letters as they are compared: no case, ё = е, no points."""
    return " ".join(re.sub(r"[^\w\s-]", " ", lowered(to_cyrillic(text))).split())


def _words_only(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", lowered(text)).split())


def _told(text: str) -> str:
    """A piece of a text for a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else f"{plain[:39]}…"
