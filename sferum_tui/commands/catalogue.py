"""Every command and option of the program, as a person types them and as the help shows them."""

from __future__ import annotations

from sferum_tui.commands import values
from sferum_tui.commands.grammar import Command, Grammar, Option

PLAN = Option(
    "--plan", "ФАЙЛ", "файл плана (иначе SFERUM_TUI_PLAN, иначе ваш plan.toml)", values.path
)
NOW = Option(
    "--now", "ВРЕМЯ", "считать, что сейчас этот момент, например 2026-11-30T09:00", values.moment
)
JSON = Option("--json", "", "вывести JSON для программ")
CSV = Option("--csv", "", "вывести таблицу для Excel")

#: How the program is drawn.
PROGRAM_OPTIONS = (
    Option("--ascii", "", "рисовать рамки и знаки простыми символами"),
    Option("--theme", "ИМЯ", "оформление: dark, light, contrast, ansi", values.theme),
)

GRAMMAR = Grammar(
    program=Command(
        "",
        "открыть программу; без терминала — показать состояние плана",
        "Папка или несколько планов — таблица школ, сверху те, где срочнее всего: из неё "
        "открывается каждая школа, и к ней возвращаются. Планы папки — все файлы .toml в ней, как "
        "у status ПАПКА/*.toml: и прежние, такие как plan-2025-26.toml, но не скрытые и не из "
        "вложенных папок.",
        example="sferum-tui --plan школа.toml",
        options=PROGRAM_OPTIONS,
        arguments="ПАПКА|ПЛАН",
    ),
    common=(PLAN, NOW),
    commands=(
        Command(
            "new",
            "создать план",
            "Чего нет в параметрах, берётся из файла ответов, а чего нет и там — из заготовки. "
            "Достаточно одной заготовки. Файл ответов — это файл плана без [done] и [notes]. План, "
            "который уже есть, заменяется только с --force; прежний остаётся рядом, с окончанием "
            ".bak. В таблице школ столбец «Школа» и либо «Заготовка», либо столбцы по классам: 1, "
            "2, … 11 с числом классов или литерами; ещё могут быть «Часовой пояс», «Дата», "
            "«Мессенджер», «Краткое название», «Место», «Директор», «Координатор», «Файл». При "
            "ошибке хотя бы в одной строке не пишется ничего.",
            "sferum-tui new --preset city --created 2026-11-23",
            options=(
                Option("--preset", "ИМЯ", "заготовка; список: sferum-tui presets"),
                Option(
                    "--created",
                    "ДАТА",
                    "когда создана структура (иначе сегодня)",
                    values.structure_day,
                ),
                Option("--answers", "ФАЙЛ", "файл ответов; «-» — стандартный ввод", values.path),
                Option("--table", "ФАЙЛ", "таблица школ: план для каждой строки", values.path),
                Option("-o", "ПАПКА", "куда положить планы из таблицы", values.path),
                Option("--force", "", "заменить план, который уже есть"),
            ),
            exclusive=(("--table", "--preset"), ("--table", "--answers")),
        ),
        Command(
            "status",
            "показать состояние: этапы, сроки, что дальше",
            "Без имени — ваш план. Несколько планов — одна таблица, сверху те, где срочнее всего.",
            "sferum-tui status школы/*.toml",
            options=(JSON, CSV, Option("--short", "", "одна строка, например для входа на сервер")),
            arguments="ПЛАН",
            exclusive=(("--json", "--csv", "--short"),),
        ),
        Command(
            "chats",
            "показать список чатов",
            "Без параметров — все чаты плана по порядку. Состояния: created — создан, auto — "
            "создан автоматически и состав проверен, skipped — не нужен, planned — ещё не создан, "
            "preview — ждёт решения педсовета.",
            "sferum-tui chats --due",
            options=(
                Option("--stage", "N", "только этого этапа", values.stage),
                Option("--due", "", "только те, что нужно создать сейчас"),
                Option(
                    "--state",
                    "СОСТОЯНИЕ",
                    "только такие: created, auto, skipped, planned, preview",
                    values.OneOf("created", "auto", "skipped", "planned", "preview"),
                ),
                JSON,
                CSV,
            ),
            exclusive=(("--json", "--csv"),),
        ),
        Command(
            "mark",
            "отметить чаты",
            "Отмечаются либо все названные чаты, либо ни одного. Отметки: created — создан, auto — "
            "создан автоматически и состав проверен, skipped — не нужен, planned — снять отметку.",
            "sferum-tui mark 2а/8А 2г/8А --as created",
            options=(
                Option(
                    "--as",
                    "ОТМЕТКА",
                    "created, auto, planned или skipped",
                    values.OneOf("created", "auto", "planned", "skipped"),
                    required=True,
                ),
                Option("--note", "ТЕКСТ", "заметка, а для skipped — почему не нужен"),
                Option("--at", "ВРЕМЯ", "когда это было (иначе сейчас)", values.moment),
            ),
            arguments="ЧАТ",
            required=True,
        ),
        Command(
            "decide",
            "записать решение педсовета о начальных классах",
            "Голоса указывают все пять или ни одного; суммы, кворум и итог сверяются. Без --pupils "
            "чаты только с родителями. Прежнее решение заменяется целиком.",
            "sferum-tui decide --outcome positive --date 20.11.2026 --minutes 4",
            options=(
                Option(
                    "--outcome",
                    "ИТОГ",
                    "positive — переходить, negative — нет, undecided — ещё не решено",
                    values.OneOf("positive", "negative", "undecided"),
                    required=True,
                ),
                Option("--date", "ДАТА", "день решения (иначе сегодня)", values.day),
                Option("--minutes", "НОМЕР", "номер протокола"),
                Option("--members", "N", "членов педсовета", values.whole),
                Option("--present", "N", "присутствуют", values.whole),
                Option("--for", "N", "за", values.whole),
                Option("--against", "N", "против", values.whole),
                Option("--abstained", "N", "воздержались", values.whole),
                Option("--pupils", "", "решено создать чаты и с учениками"),
                Option(
                    "--grades",
                    "КЛАССЫ",
                    "в каких классах чаты с учениками: 1-4 или 1,2",
                    values.grades,
                ),
            ),
        ),
        Command(
            "export",
            "сделать документ: приказ, дорожную карту, реестр и другие",
            "Документы и форматы, первый по умолчанию: roadmap (docx, xlsx, html) — дорожная "
            "карта; order (docx, md) — приказ; familiarisation (docx, md) — лист ознакомления с "
            "инструкцией; minutes (docx, md) — выписка из протокола; "
            "register (xlsx, csv) — реестр чатов; owner-sheets (docx, md) — листы создателям "
            "чатов; forms (zip) — таблица каждому создателю, которую потом берёт import; -o ПАПКА "
            "кладёт их по одной; parents-note (docx, md) — памятка родителям; "
            "calendar (ics) — календарь; "
            "coverage (xlsx, docx, csv) — сколько в чатах; "
            "board (html) — табло для холла или сайта; "
            "report (docx, xlsx, md, html, csv) — отчёт, можно по нескольким планам. Без -o файл "
            "ложится в папку documents рядом с планом, путь печатается. Если рядом с планом есть "
            "бланк.docx, приказ, выписка и лист ознакомления пишутся на нём. Что на бумаге не "
            "заполнено, какие дни уже прошли, какие имена похожи, говорится отдельно.",
            "sferum-tui export order -o приказ.docx",
            options=(
                Option(
                    "--format",
                    "ФОРМАТ",
                    "docx, xlsx, html, md, csv, ics или zip",
                    values.OneOf("docx", "xlsx", "html", "md", "csv", "ics", "zip"),
                ),
                Option("--owner", "ТЕКСТ", "листы, формы или дни одного человека или роли"),
                Option("--class", "КЛАСС", "листы, формы или дни одного класса"),
                Option("--reload", "МИНУТ", "board: страница обновляется сама", values.minutes),
                Option("--blank", "ФАЙЛ", "бланк школы (docx)", values.path),
                Option("-o", "ФАЙЛ", "куда записать: файл, папка; «-» — на вывод", values.target),
                Option("--force", "", "заменить файл, который уже есть"),
            ),
            arguments="ДОКУМЕНТ [ПЛАН]",
            required=True,
        ),
        Command(
            "import",
            "взять классы, учителей или заполненные формы",
            "Таблица — .csv, .xlsx, .xls или .ods: список, матрица с классами в заголовках, "
            "расписание (строка на урок). Для teachers нужны класс, предмет, учитель и, если есть, "
            "группа; строка без предмета или с предметом «классное руководство» называет "
            "классного руководителя. Для classes — класс и, если есть, классный руководитель и "
            "число учеников; из списка учеников берутся только классы и их численность. Список, "
            "где названы все параллели, заменяет классы плана, другой добавляется к ним. "
            "Программа показывает, какой столбец чем сочла; --columns teacher=B,class=Класс "
            "называет их самому (класс — class или grade и letter, ещё subject, teacher, group, "
            "class_teacher, size; «-» — такого столбца нет). Строки с ошибками названы и не "
            "берутся; если их больше половины или столбцы выбраны неуверенно, не берётся ничего и "
            "код выхода 1, пока нет --yes. Для forms — одна форма из export forms, папка или архив "
            "zip: ставятся отметки с датами, сколько вступило, примечания; что в плане новее, "
            "остаётся.",
            "sferum-tui import учителя.xlsx --what teachers --dry-run",
            options=(
                Option(
                    "--what",
                    "ЧТО",
                    "classes — классы, teachers — учителя, forms — заполненные формы",
                    values.OneOf("classes", "teachers", "forms"),
                    required=True,
                ),
                Option("--columns", "РОЛЬ=СТОЛБЕЦ,…", "какой столбец чем считать", values.columns),
                Option("--dry-run", "", "только показать всё, что изменится"),
                Option("-o", "ФАЙЛ", "с --dry-run: всё это и все ошибки в файл", values.path),
                Option("--yes", "", "взять и то, в чём программа не уверена"),
            ),
            arguments="ФАЙЛ",
            required=True,
        ),
        Command(
            "remind",
            "напомнить тем, кто ещё не создал чаты",
            "По сообщению на каждого, у кого остались чаты: сколько, до какого дня, какие. Сначала "
            "те, у кого срок прошёл.",
            "sferum-tui remind --owner Петров",
            options=(
                Option("--owner", "КТО", "только те, в чьём имени или обязанностях это есть"),
                Option("--due", "", "только о том, что нужно создать сейчас"),
                JSON,
            ),
        ),
        Command(
            "renew",
            "начать следующий учебный год или перейти в другой мессенджер",
            "Нужно --year, --platform или то и другое сразу. "
            "Сначала видно, какие классы переходят, уходят и приходят. С --yes или ответом «да» "
            "прежний план остаётся рядом под своим годом или мессенджером, а новый встаёт на его "
            "место: классы, люди и предметы на месте, отметки начинаются заново. Если меняется "
            "больше трети классов, --yes нужен дважды.",
            "sferum-tui renew --year --created 2027-09-01 --dry-run",
            options=(
                Option("--year", "", "классы становятся на год старше, 11-е уходят"),
                Option("--platform", "ИМЯ", "та же школа в другом мессенджере", values.messenger),
                Option("--created", "ДАТА", "новый день 0 (иначе сегодня)", values.structure_day),
                Option("--first", "КЛАССЫ", "литеры младшей параллели: А,Б,В", values.letters),
                Option("--tenth", "КЛАССЫ", "литеры 10-х классов: А,Б", values.letters),
                Option("--dry-run", "", "только показать"),
                Option("--yes", "", "записать, не спрашивая"),
            ),
        ),
        Command(
            "check",
            "проверить планы и пакеты указаний и назвать все ошибки",
            "Каждая ошибка — с файлом и строкой. На код выхода предупреждения не влияют. Без имени "
            "проверяется ваш план.",
            "sferum-tui check школы/*.toml",
            arguments="ПЛАН|ПАКЕТ",
        ),
        Command(
            "presets", "показать заготовки школ", example="sferum-tui presets", options=(JSON,)
        ),
        Command(
            "guidance",
            "показать пакеты указаний или всё, что говорит один из них",
            "Пакет лежит поверх рекомендаций 2022 года: другой мессенджер, свои сроки региона. Их "
            "ищут рядом с планом, в папке guidance настроек и в самой программе. Пакет для плана "
            "называют в нём: guidance в [school].",
            "sferum-tui guidance max-2026",
            options=(JSON,),
            arguments="[ИМЯ]",
        ),
        Command("path", "показать, где лежит план", example="sferum-tui path"),
        Command(
            "demo",
            "показать программу на школе посреди перехода",
            "Школа придумана, сроки идут от сегодняшнего дня. Отмечать и менять можно всё: после "
            "выхода от неё ничего не остаётся, а ваш план не затронут.",
            "sferum-tui demo",
            options=PROGRAM_OPTIONS,
        ),
        Command(
            "completion",
            "дополнение команд для bash, zsh или fish, страница для man",
            "Куда положить то, что напечатано, сказано в его первых строках.",
            "sferum-tui completion bash",
            arguments="ОБОЛОЧКА",
            required=True,
            words=("bash", "zsh", "fish", "man"),
        ),
    ),
)
