"""What is wrong or worth a look, said so that a person can put it right."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from sferum_tui.text import spelt_out

#: A fault forbids the use of what has it, a warning forbids nothing.
Severity = Literal["fault", "warning"]

#: How much of a value is shown, in characters.
SHOWN = 60

_REASONS = {
    errno.ENOENT: "такого файла нет",
    errno.ENOTDIR: "такого файла нет: часть пути — не папка",
    errno.EISDIR: "это папка, а нужен файл",
    errno.EACCES: "нет прав; проверьте доступ к файлу и папке",
    errno.EPERM: "система не разрешает; проверьте владельца и права",
    errno.EROFS: "диск подключён только для чтения; выберите другую папку",
    errno.ENOSPC: "на диске нет места; освободите его и повторите",
    errno.EDQUOT: "исчерпана ваша квота на диске; освободите место и повторите",
    errno.EINTR: "запись прервана; повторите",
    errno.EIO: "сбой диска; проверьте его и повторите",
    errno.ESTALE: "сетевая папка пропала; подключите её и повторите",
    errno.ELOOP: "ссылки ведут по кругу",
    errno.ENAMETOOLONG: "слишком длинное имя",
    errno.ENOLCK: "сетевая папка не даёт блокировать файлы; повторите или выберите другую папку",
    errno.EOPNOTSUPP: "файловая система этого не умеет; выберите другую папку",
    errno.ENOSYS: "файловая система этого не умеет; выберите другую папку",
    errno.ETXTBSY: "файл занят другой программой; повторите",
    errno.EBUSY: "файл занят другой программой; повторите",
    errno.ETIMEDOUT: "сетевая папка не отвечает; повторите",
    errno.EHOSTDOWN: "сетевая папка не отвечает; повторите",
    errno.EHOSTUNREACH: "сетевая папка не отвечает; повторите",
    errno.ENXIO: "это не обычный файл, а канал или устройство",
    errno.EFBIG: "файл больше, чем разрешено; проверьте ограничения системы",
    errno.EMFILE: "открыто слишком много файлов; повторите позже",
    errno.ENFILE: "открыто слишком много файлов; повторите позже",
}


def plain(text: str, limit: int | None = None) -> str:
    """Text without control and invisible characters, cut to so many characters if need be."""
    safe = spelt_out(text if limit is None else text[: limit + 1])
    return safe if limit is None or len(safe) <= limit else safe[: limit - 1] + "…"


def shown(value: object) -> str:
    """A value as it is named in a fault: «Europe/Moskva»."""
    if isinstance(value, bool):
        return "«true»" if value else "«false»"
    if isinstance(value, int) and abs(value) > 10**SHOWN:
        # Python writes out no number of more than some thousand digits.
        return "слишком большое число"
    return f"«{plain(str(value), SHOWN)}»"


def located(where: str, line: int | None, field: str = "") -> str:
    """«plan.toml, строка 12, school.name», of which each part may be missing."""
    number = "" if line is None else f"строка {line}"
    return ", ".join(filter(None, (plain(where), number, plain(field))))


class Issue(Struct, frozen=True):
    """One thing that is wrong, or worth a look, and where.

    `where` is the file, or the question of the wizard that can mend it; then the line if known, the
    field, what is wrong, and what is allowed instead. All but `what` may be empty. Whatever comes
    from a file is made plain on the way out.
    """

    where: str
    line: int | None
    field: str
    what: str
    allowed: str = ""
    severity: Severity = "fault"

    def __str__(self) -> str:
        text = f"{located(self.where, self.line, self.field)}: {plain(self.what)}"
        return f"{text}. Допустимо: {plain(self.allowed)}" if self.allowed else text


class PlanError(Exception):
    """A file can't be used. `exit_code`: 1 its content is wrong, 3 the file itself."""

    def __init__(self, faults: Sequence[Issue], exit_code: int = 1) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)
        self.exit_code = exit_code

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


def refused(where: object, what: str, allowed: str = "", line: int | None = None) -> PlanError:
    """What a file holds can't be used: why, what is allowed, and the line if known."""
    return PlanError([Issue(readable(where), line, "", what, allowed)])


def file_error(path: object, what: str) -> PlanError:
    """A fault of the file itself."""
    return PlanError([Issue(readable(path), None, "", what)], exit_code=3)


def disk_error(path: object, error: OSError) -> PlanError:
    """What the disk said, in Russian, with what to do."""
    number = error.errno or 0
    return file_error(path, _REASONS.get(number, f"ошибка файловой системы {number}"))


def readable(path: object) -> str:
    """A path or an argument as text, whatever encoding the locale made Python read it in.

    Bytes that are not UTF-8 become visible signs.
    """
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text).decode("utf-8", "replace")
    return text
