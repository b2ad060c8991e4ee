"""The keys of the screens about chats."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from sferum_tui.widgets.over_list import FieldOverList

#: The tick, the first key of every screen about chats.
TICK = Binding(
    "space",
    "mark('created')",
    "Создан",
    id="chat.created",
    tooltip="Чат создан; ещё раз — снять отметку",
)
#: The clipboard: the name, and pressed again on the same chat its first message.
COPY = Binding(
    "ctrl+c",
    "copy",
    "Копия",
    id="chat.copy",
    tooltip="Скопировать название чата, ещё раз — первое сообщение",
)
#: The same where the terminal keeps Ctrl+C for itself.
COPY_TOO = Binding("f5", "copy", id="chat.copy_too", tooltip="Скопировать название", show=False)
UNDO = Binding("ctrl+z", "undo", "Отменить", id="chat.undo", tooltip="Отменить отметку")
REDO = Binding(
    "ctrl+y", "redo", "Вернуть", id="chat.redo", tooltip="Вернуть отменённое", show=False
)
#: Everything else that can be done to chats.
DEEDS: tuple[Binding, ...] = (
    Binding(
        "delete",
        "skip",
        "Не нужен",
        id="chat.skipped",
        tooltip="Чат не нужен, с причиной; ещё раз — снова нужен",
    ),
    UNDO,
    Binding("ctrl+e", "note", "Заметка", id="chat.note", tooltip="Заметка к чату"),
    Binding(
        "ctrl+u",
        "mark('auto')",
        "Авто",
        id="chat.auto",
        tooltip="Чат создан автоматически, состав проверен; ещё раз — снять отметку",
    ),
    Binding(
        "ctrl+t",
        "joined",
        "Состав",
        id="chat.joined",
        tooltip="Состав: сколько уже в чате и из скольких",
    ),
    REDO,
    COPY_TOO,
)
#: The keys of the list; the first ones stay longest in a narrow key bar.
LIST_KEYS: list[BindingType] = [
    Binding("escape", "back", "Назад", id="chats.back", tooltip="Стереть поиск, шаг назад"),
    TICK,
    COPY,
    Binding("f9", "walk", "Подряд", id="chats.walk", tooltip="Создавать подряд: чат за чатом"),
    Binding(
        "slash", "search", "Поиск", key_display="А–Я", id="chats.search",
        tooltip="Поиск по имени, классу, предмету и людям: просто наберите слово",
    ),
    Binding("enter", "open", "Карточка", id="chats.open", tooltip="Показать карточку чата"),
    Binding(
        "ctrl+f", "filter", "Фильтр", id="chats.filter",
        tooltip="Показать только часть: состояние, параллель, вид, кто создаёт",
    ),
    *DEEDS,
    Binding("f3", "view('all')", "Все чаты", id="chats.all", tooltip="Все чаты", show=False),
    Binding("f4", "view('today')", "Сегодня", id="chats.today", tooltip="Создать сегодня"),
    Binding(
        "right", "next(1)", "Список", key_display="← →", id="chats.next",
        tooltip="Следующий список: этапы, сегодня, неделя, просрочено",
    ),
    Binding("left", "next(-1)", id="chats.before", tooltip="Предыдущий список", show=False),
    Binding(
        "ctrl+g", "group", "Группы", id="chats.group", tooltip="По классам, по людям, по видам"
    ),
    Binding(
        "ctrl+o", "only_open", "Не созданные", id="chats.open_only",
        tooltip="Только не созданные; ещё раз — все",
    ),
    Binding(
        "backspace", "unfilter", "Снять", id="chats.unfilter",
        tooltip="Снять все фильтры", show=False,
    ),
    Binding(
        "ctrl+k", "pick_class", "Весь класс", id="chats.pick_class",
        tooltip="Выбрать все чаты этого класса из списка",
    ),
    Binding(
        "ctrl+a", "pick_all", "Выбрать всё", id="chats.pick_all",
        tooltip="Выбрать всё найденное; ещё раз — ничего", show=False,
    ),
]  # fmt: skip


class SearchField(FieldOverList):
    """What is looked for; Enter goes to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,tab", "screen.to_list", "К списку", id="search.done", tooltip="К списку"),
        Binding(COPY.key, "screen.copy", COPY.description, id="search.copy", tooltip=COPY.tooltip),
    ]
