"""The keys of a plan file, each written once: what it holds, its Russian name, its comment.

Reading with every fault named, the tree of a plan, the text of a new one, putting the changes of
two sessions together, and the words of the history all follow from this table. A new answer is a
field of `Answers` and a row here; its default is that of the field.
"""

from __future__ import annotations

from sferum_tui.plan import key_checks as checks
from sferum_tui.plan.classes_reading import (
    Letters,
    class_key,
    grade,
    grade_or_mixed,
    lesson_key,
    mixed_name,
    teacher_key,
)
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
from sferum_tui.rollout.decision import MOST_MEMBERS
from sferum_tui.rollout.plan import Done, Joined
from sferum_tui.toml.kinds import (
    Checked,
    Choice,
    Coded,
    Day,
    Entries,
    Flag,
    Key,
    Listed,
    Record,
    Template,
    Text,
    Title,
    Whole,
)

#: The largest class the program believes in, and the largest chat, in persons.
MOST_IN_CLASS = 99
MOST_IN_CHAT = 9999


# The table ---------------------------------------------------------------------------------------

TEXT, TITLE, FLAG, DAY = Text(), Title(), Flag(), Day()
MODES = Choice({"sequential": "один за другим", "simultaneous": "одновременно"})
PERSONS = Whole(0, MOST_MEMBERS)

SCHOOL = Record(
    School,
    (
        Key("name", TEXT, "название школы"),
        Key("short_name", TEXT, "краткое название школы", "для бланков и имён файлов"),
        Key("place", TEXT, "населённый пункт", "для бланков: г. Курган"),
        Key("guidance", TEXT, "пакет указаний", 'поверх рекомендаций: "max-2026"'),
        Key("guidance_version", TEXT, "версия пакета указаний", "по какой его версии составлен"),
        Key("timezone", Checked(checks.zone), "часовой пояс", "часовой пояс школы"),
        Key("structure_created", DAY, "день создания структуры", "день 0"),
        Key("planned", FLAG, "структура ещё не создана", "true, если структура ещё не создана"),
        Key("platform", TEXT, "мессенджер", '"VK Мессенджер", "MAX" или другое имя'),
    ),
)
CALENDAR = Record(
    CalendarChoice,
    (
        Key(
            "counting",
            Choice({"calendar": "календарные", "working": "рабочие"}),
            "счёт дней",
            "дни: calendar | working",
        ),
        Key(
            "week",
            Choice({5: "5", 6: "6"}),
            "дней в учебной неделе",
            "рабочих дней в неделе: 5 | 6",
        ),
        Key(
            "move_last_day",
            FLAG,
            "перенос последнего дня с выходного",
            "с выходного на следующий рабочий день",
        ),
        Key("days_off", Listed(DAY), "свои выходные", "свои выходные: [2027-01-11]"),
        Key("working_days", Listed(DAY), "свои рабочие дни", "свои рабочие дни"),
        Key(
            "vacations",
            Listed(
                Record(
                    Vacation,
                    (
                        Key("title", TEXT),
                        Key("first", DAY, needed=True),
                        Key("last", DAY, needed=True),
                    ),
                    check=checks.in_turn,
                )
            ),
            "каникулы",
            '{title = "каникулы", first = 2026-12-31, last = 2027-01-10}',
        ),
    ),
    check=checks.days_apart,
)
ORDER = Record(
    Order,
    (
        Key("mode", MODES, "порядок этапов", "этапы: sequential | simultaneous"),
        Key(
            "stages",
            Entries(checks.stage_key, MODES, numbers=True, inline=True),
            "порядок этапа",
            'иначе для этапа: {3 = "simultaneous"}',
        ),
    ),
)
PAPERS = Record(
    Papers,
    (
        Key("coordinator", TEXT, "координатор", "кто отвечает за переход"),
        Key("control", TEXT, "контроль исполнения", '"" = «оставляю за собой»'),
        Key("chair", TEXT, "председатель педсовета", "председатель педсовета"),
        Key("secretary", TEXT, "секретарь педсовета", "секретарь педсовета"),
    ),
)
CLASSES = Record(
    Classes,
    (
        Key(
            "mixed",
            Entries(mixed_name, Choice(checks.stages_of_classes, checks.STAGE)),
            "класс-комплект",
            "класс-комплект: этап (обычно по старшему классу)",
        ),
        Key(
            "opened",
            Entries(class_key, DAY),
            "день открытия класса",
            "открыт позже: срок считается отсюда",
        ),
    ),
    rest=Key("", Entries(grade, Letters()), field="by_grade"),
    alone=True,
)
SUBJECTS = Record(
    Subjects,
    (
        Key(
            "subgroups",
            Entries(lesson_key, Listed(TITLE, once="подгруппа")),
            "подгруппы",
            '"8А/английский язык" = ["1", "2"]',
        ),
    ),
    rest=Key(
        "", Entries(grade_or_mixed, Listed(TITLE, once="предмет"), over=True), field="by_grade"
    ),
)
DEPUTY = Record(
    Deputy,
    (
        Key("duty", TITLE, "обязанность", needed=True),
        Key("name", TEXT, "имя"),
        Key("levels", Listed(Choice(checks.levels)), "кого ведёт"),
    ),
)
ASSOCIATION = Record(
    Association,
    (
        Key("title", TITLE, "название", needed=True),
        Key("subjects", Listed(TITLE), "предметы"),
        Key("head", TEXT, "руководитель"),
    ),
)
BODIES = Record(
    Bodies,
    (
        Key("parents_committee", FLAG, "родительский комитет"),
        Key("board_of_trustees", FLAG, "попечительский совет"),
        Key("other", Title(checks.bodies), "другой орган родителей"),
        Key("together", FLAG, "один чат на органы родителей"),
    ),
    inline=True,
)
PEOPLE = Record(
    People,
    (
        Key("director", TEXT, "директор"),
        Key(
            "deputies",
            Listed(DEPUTY, "duty"),
            "заместители",
            "заместители: обязанность, имя, кого ведут (levels)",
        ),
        Key(
            "associations",
            Listed(ASSOCIATION, "title", once="МО"),
            "методические объединения",
            "МО: предметы и руководитель (head)",
        ),
        Key(
            "bodies", BODIES, "органы родителей", "органы родителей; together = true — в одном чате"
        ),
        Key(
            "extra_education",
            FLAG,
            "дополнительное образование",
            "есть педагоги дополнительного образования",
        ),
        Key(
            "class_teachers",
            Entries(class_key, TEXT),
            "классный руководитель",
            '"8А" = "Иванова И. И."',
        ),
        Key(
            "subject_teachers",
            Entries(teacher_key, TEXT),
            "учитель-предметник",
            '"8А/математика" = "Петров П. П."; "8А/математика/1" = …',
        ),
    ),
)
GROUP = Record(
    Group,
    (
        Key("title", TITLE, "название", needed=True),
        Key("purpose", Choice(checks.purposes), "цель", needed=True),
        Key("stage", Choice(checks.stages_of_groups, checks.STAGE), "этап", needed=True),
        Key("grades", Listed(Whole(0, 12)), "классы"),
        Key("owner", TEXT, "кто ведёт"),
    ),
)
CHATS = Record(
    ChatChoice,
    (
        Key(
            "without",
            Listed(Choice(checks.kinds)),
            "виды чатов, которые не создаём",
            'виды, которые не создаём: ["2г"]',
        ),
        Key(
            "names",
            Entries(checks.kind_key, Template()),
            "имена чатов",
            'шаблоны имён по видам: "2г" = "{class} · родители"',
        ),
        Key(
            "owners",
            Entries(checks.kind_key, TEXT),
            "кто создаёт чаты",
            'кто создаёт, по видам: "1д" = "заместитель по ВР"',
        ),
        Key(
            "made",
            Entries(checks.kind_key, FLAG),
            "виды чатов, которые создаёт платформа",
            'создаёт ли платформа сама, если не как в пакете: "2а" = false',
        ),
    ),
)
VOTES = Record(
    Votes,
    (
        Key("members", PERSONS, "членов педсовета", needed=True),
        Key("present", PERSONS, "присутствуют", needed=True),
        Key("for", PERSONS, "за", field="for_", needed=True),
        Key("against", PERSONS, "против", needed=True),
        Key("abstained", PERSONS, "воздержались", needed=True),
        Key("quorum", Choice({"half": "половина", "two_thirds": "две трети"}), "кворум"),
        Key("chair", Choice({"": "нет", "for": "за", "against": "против"}), "голос председателя"),
    ),
    check=checks.sums,
    whole=True,
    inline=True,
)
PRIMARY = Record(
    Primary,
    (
        Key(
            "decision",
            Choice(
                {
                    "undecided": "не принято",
                    "positive": "положительное",
                    "negative": "отрицательное",
                }
            ),
            "решение о 1–4 классах",
            "undecided | positive | negative",
        ),
        Key("pupils", FLAG, "чаты с учениками 1–4 классов", "и чаты с учениками (4б)"),
        Key(
            "grades",
            Listed(Whole(range=checks.decided), empty="все"),
            "классы, где чаты с учениками",
            "в каких классах 4б; [] — во всех",
        ),
        Key("date", DAY, "день решения о 1–4 классах", "когда решили"),
        Key("minutes", TEXT, "номер протокола", "номер протокола"),
        Key(
            "votes",
            VOTES,
            "голоса педсовета",
            "голоса; quorum: half | two_thirds; chair: for | against",
        ),
    ),
)
#: The answers, in the order of a plan file.
ANSWERS = Record(
    Answers,
    (
        Key(
            "id",
            Coded("[a-z0-9]{1,40}", "латинские буквы и цифры: k7m2q9xw"),
            "имя плана",
            "даёт программа один раз; по нему узнаются календарь и формы",
            quiet=True,
        ),
        Key("school", SCHOOL, "школа"),
        Key("calendar", CALENDAR, "календарь"),
        Key("order", ORDER, "порядок этапов"),
        Key(
            "deadlines",
            Entries(checks.stage_key, DAY, numbers=True),
            "назначенный срок этапа",
            "назначенные сроки этапов: 2 = 2026-12-05; рекомендованные остаются видны",
        ),
        Key("papers", PAPERS, "реквизиты документов", "реквизиты документов"),
        Key("classes", CLASSES, "классы", 'класс = литеры или имена; "" = без литеры («8»)'),
        Key("subjects", SUBJECTS, "предметы", "предметные чаты по параллелям; [] = не создаём"),
        Key("people", PEOPLE, "люди", "имена необязательны"),
        Key(
            "sizes",
            Entries(class_key, Whole(1, MOST_IN_CLASS)),
            "учеников в классе",
            'сколько учеников в классе: число, без имён: "8А" = 27',
        ),
        Key("groups", Listed(GROUP, "title", once="название"), "мини-группы"),
        Key("chats", CHATS, "чаты"),
        Key(
            "primary", PRIMARY, "решение о 1–4 классах", "решение педсовета о 1–4 классах (п. 7.4)"
        ),
    ),
)
#: By the id of a chat.
MARK = Entries(checks.any_key, TEXT)
#: How many have joined a chat, by its id.
JOINED = Entries(
    checks.any_key,
    Record(
        Joined,
        (
            Key("count", Whole(0, MOST_IN_CHAT), "в чате", needed=True),
            Key("of", Whole(0, MOST_IN_CHAT), "из"),
            Key("date", DAY, "когда", needed=True),
        ),
        whole=True,
        inline=True,
    ),
)
#: What has been done with chats: tables by chat id, read by `reading.py`.
DOINGS = (
    Key(
        "done",
        Record(
            Done,
            (
                Key("created", MARK, comment="чат создан: когда"),
                Key("auto", MARK, comment="создан платформой сам, состав проверен"),
                Key("skipped", MARK, comment="не нужен: почему"),
            ),
        ),
    ),
    Key("joined", JOINED, comment="сколько уже в чате; of = из скольких, если не как в [sizes]"),
    Key("notes", MARK, comment='"2г/8А" = "двое родителей без смартфона"'),
)
#: The tables of the answers, in the order of a plan file.
TABLES = tuple(key.name for key in ANSWERS.keys)
