"""What the heads of columns mean: words of a role, and words of columns that are not for a plan."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, get_args

from sferum_tui.rollout.imports.sheets import plainly

#: What a column can be for. Grade and letter of a class may stand apart, and a teacher's names.
Role = Literal[
    "class", "grade", "letter", "subject", "teacher", "surname", "name", "patronymic",
    "class_teacher", "group", "size",
]  # fmt: skip
#: Kinds of columns that are only known so as not to be taken for another; those of `PUPIL` tell
#: that a table is about pupils.
Kind = Literal[
    "pupil",
    "birth",
    "parent",
    "mark",
    "address",
    "sex",
    "elected",
    "work",
    "absent",
    "time",
    "private",
    "other",
]

ROLES: tuple[Role, ...] = get_args(Role)
#: Roles as the preview calls them.
ROLE_TITLES: dict[Role, str] = {
    "class": "класс",
    "grade": "параллель",
    "letter": "литера",
    "subject": "предмет",
    "teacher": "учитель",
    "surname": "фамилия",
    "name": "имя",
    "patronymic": "отчество",
    "class_teacher": "классный руководитель",
    "group": "группа",
    "size": "сколько учеников",
}
PUPIL: frozenset[Kind] = frozenset(
    ("pupil", "birth", "parent", "mark", "address", "sex", "elected", "work")
)

_CHILD = r"(?:учени[кц]|обучающ|учащ|\b(?:об)?уч ся|воспитанн|реб[её]нк|ребен|школьник)"
_COUNT = r"(?:\bкол\w* во|количеств|числ|наполняем|контингент|списочн|всего|\bкол\b)"
#: How many pupils there are.
_SIZE = re.compile(rf".*{_COUNT}.*(?:{_CHILD}|дет|чел).*|наполняемость.*|контингент"
                   r"|численность(?: класса)?|чел(?:овек)?"
                   r"|(?:учеников|учащихся|обучающихся|детей)(?: в классе)?"
                   r"|списочный состав|кол\w* во(?: в классе)?")  # fmt: skip
#: Columns that are not for a plan, in the order in which they are looked for.
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("elected", re.compile(
        r"старост|\bактив|комитет|командир|участи|участни|выпускник|призер|победител|отличник|хорошист|медалист"
        r"|неуспева|волонтер|юнарм|\bриска?\b|дежурн\w*(?!\w* (?:класс|учител|педагог|администр))"
    )),
    ("work", re.compile(
        r"научн\w+ руковод|руководител\w* (?:проект|работ|круж|секци)|наставник|подготови"
        r"|тренер(?!\w* преподав)|консультант|репетитор|номинаци|^тема (?!самообраз)"
        r"|круж[ко]|секци|маршрут"
    )),
    ("birth", re.compile(r"рожд|^д ?р$|^возраст")),
    ("parent", re.compile(r"родител|\b(?:мать|отец|мам[аы]|пап[аы])\b|представител|опекун")),
    ("mark", re.compile(r"оценк|\bбалл|отметк|успеваемост|пропуск|посещаемост|диплом|грамот"
        r"|^результат|^место$|^тип диплома")),
    ("address", re.compile(r"адрес|место жительств|прописк")),
    ("sex", re.compile(r"^пол$")),
    ("private", re.compile(
        r"снилс|свидетельств|паспорт|\bполис|гражданств|здоровь|инвалид|\bовз\b|диагноз|льгот"
        r"|многодет|\bпитани|\bсемь[яи]"
    )),
    ("absent", re.compile(r"отсутств|замен|замещ")),
    ("time", re.compile(
        r"^(?:день|дни|дата|недел[яи]|время|начало|конец)\b|^(?:номер |n )?урока?$"
        r"|^(?:понедельник|вторник|среда|четверг|пятница|суббота|пн|вт|ср|чт|пт|сб)\b"
        r"|^(?:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)$"
        r"|^\d{1,2} \d{1,2}(?: \d{2,4})?$"
    )),
    ("other", re.compile(
        r"\bкол\w* во\b|количеств|^число"
        r"|\bкод\b|табельн|\bинн\b|\bid\b|логин|^n$|\bп п\b|^номер$|стаж|должност|категори"
        r"|квалификац|образовани|\bзвани|разряд|телефон|\bтел\b|почта|email|e mail|контакт|мобильн"
        r"|\bчас|нагрузк|ставк|ставок|^объем|^ч$|^итого|^всего|кабинет|\bкаб\b|аудитор|помещени"
        r"|четверт|период|^смен|примеч|коммент|основани|причин|профил|программ|уклон|корпус|здани"
        r"|этаж|форма обучен|язык обучен|учебник|\bумк\b|область|подпись"
        r"|(?:организатор|эксперт|ответственн|сопровожда|наблюдател|проверяющ)(?!\w* учител)"
        r"|ассистент|психолог|дежурн|социальн\w+ педагог|логопед|дефектолог|тьютор|библиотекар"
        r"|вожат"
    )),
)  # fmt: skip
_TEACHER = r"(?:учител|преподавател|педагог|сотрудник|работник|воспитател)\w*"
_WORDS: tuple[tuple[Role, float, str], ...] = (
    ("class_teacher", 1.0, r"(?:фио |ф и о )?кл(?:асс\w*)? ?(?:рук|воспит|настав)\w*(?: ль| во)?"
        r"(?: (?:фио|ф и о|в|классе|класса|учителя))*|руководител\w* класса"),
    ("class_teacher", 0.7, r"куратор(?: класса)?"),
    ("surname", 1.0, rf"фамилия(?: {_TEACHER})?"),
    ("patronymic", 1.0, rf"отчество(?: {_TEACHER})?"),
    ("name", 1.0, rf"имя(?: {_TEACHER})?"),
    ("teacher", 1.0, rf"(?:основн\w+ )?{_TEACHER}(?: предметник\w*| фио| ф и о)?"),
    ("teacher", 1.0, rf"(?:фио|ф и о|фамилия|имя)\b.*{_TEACHER}"),
    ("teacher", 0.8, r"фио|ф и о|фи|ф и|фамилия.*(?:имя|инициал|и о|отчеств).*"),
    ("teacher", 0.6, rf".*\b{_TEACHER}.*|кто ведет|ведет|ведущий"),
    ("subject", 1.0, r"(?:(?:наименование|название|учебн\w+) )*(?:предмет\w*|дисциплин\w*)"),
    ("subject", 0.8, r".*\b(?:предмет(?!ник)|дисциплин)\w*.*|(?:(?:учебн\w+|название) )?курса?"),
    ("subject", 0.4, r"урок|занятие|наименование|название"),
    ("grade", 1.0, r"параллель(?: класса)?|(?:номер|n) (?:класса|параллели)|класс (?:номер|n)"),
    ("letter", 1.0, r"(?:класс )?(?:литер|букв)[аы]?(?: класса)?|класс литера|индекс класса"),
    ("class", 1.0, r"кл(?:асс[ыа]?|ассы)?|(?:наименование|название|имя|учебный) класса?"),
    ("class", 0.8, r"кл(?:асс(?:ы|а)?)? (?:и )?(?:под)?групп[аы]|(?:под)?группа класс"),
    ("class", 0.8, r"дежурн\w* класс\w*"),
    ("class", 0.5, r"класс\w* .{1,40}|(?:в|для) (?:как\w+ )?класс\w*(?: .{1,40})?"),
    ("group", 1.0, r"(?:n |номер )?(?:под)?групп[аы]|гр"),
    ("group", 0.7, r".*групп\w*.*"),
    ("size", 1.0, _SIZE.pattern),
)  # fmt: skip


#: What the cells of a column «Роль» or «Статус» call persons.
_CALLED = re.compile(
    rf"(?P<pupil>{_CHILD}\w*(?: класса)?|победител\w*|призер\w*|участник|участница|выпускни\w*)"
    r"|(?P<parent>родитель|мать|отец|опекун|законный представитель|представитель)"
    r"|(?P<staff>(?:(?:классный )?руководитель|учитель|преподаватель|педагог|директор|завуч"
    r"|сотрудник)(?: .{1,40})?)"
)


def called(text: str) -> str:
    """Whether a cell calls a person a «pupil», a «parent» or one of the «staff»; "" if neither."""
    found = _CALLED.fullmatch(plainly(text)) if len(text) < 60 else None
    return (found.lastgroup or "") if found else ""


@lru_cache(2048)
def head_roles(text: str) -> dict[Role, float]:
    """How well a head fits each role, from 0 to 1; nothing for a head of another kind."""
    plain = _plain_head(text)
    if not plain or len(plain) > 80:
        return {}
    if _SIZE.fullmatch(plain):
        return {"size": 1.0}
    if head_kind(text):
        # «Урок» may be the subject, where nothing better is.
        return {"subject": 0.3} if plain == "урок" else _roles_of_first(text)
    found: dict[Role, float] = {}
    for role, score, pattern in _WORDS:
        if score > found.get(role, 0) and re.fullmatch(pattern, plain):
            found[role] = score
    if "class_teacher" in found:
        return {"class_teacher": found["class_teacher"]}
    if "teacher" in found:
        # «Учитель 1 группы» names no group.
        found.pop("group", None)
    return found


def _roles_of_first(text: str) -> dict[Role, float]:
    """What the first of several words for a column says: «Учитель, категория» is the teacher."""
    first, sign, _ = re.sub(r"[/\n]", ",", text).partition(",")
    return head_roles(first) if sign and is_head(first) else {}


@lru_cache(2048)
def head_kind(text: str) -> Kind | None:
    """The kind of a head that is not for a plan; None for any other."""
    plain = _plain_head(text)
    if _SIZE.fullmatch(plain) or re.fullmatch(r"дежурн\w* класс\w*", plain):
        return None
    if re.search(rf"{_CHILD}|\bдет(?:и|ей)\b", plain) and not re.search(_TEACHER, plain):
        return "pupil"
    return next((kind for kind, pattern in _KINDS if pattern.search(plain)), None)


def is_head(text: str) -> bool:
    """Whether a cell is the head of a column, so that it can't be a value."""
    plain = _plain_head(text)
    whole = re.fullmatch(r"фио|ф и о|ф и|фи|фамилия имя(?: отчество)?", plain)
    return bool(whole) or max(head_roles(text).values(), default=0.0) >= 1


def _plain_head(text: str) -> str:
    """The words of a head; «№» is «n», and «Классы (часы)» is «классы»."""
    if re.fullmatch(r"(?:[^\W\d_] )+[^\W\d_]", text):
        # «К л а с с»
        text = text.replace(" ", "")
    first, sign, behind = text.partition("(")
    plain = plainly(first.replace("№", " n ")) if sign else ""
    if plain and any(score >= 1 and re.fullmatch(it, plain) for _, score, it in _WORDS):
        # «Класс (кл. рук.)» is who leads it.
        return "классный руководитель" if re.match(r"кл\w* ?рук", plainly(behind)) else plain
    return plainly(text.replace("№", " n "))
