"""What a person is told when a command fails, and the exit code that goes with it."""

from __future__ import annotations

import os
import traceback

from sferum_tui.commands import console
from sferum_tui.issues import PlanError, disk_error

#: The exit code of a fault of the program itself (EX_SOFTWARE).
INTERNAL = 70


def report(error: Exception) -> int:
    """Say what went wrong on standard error; the exit code.

    A traceback may hold names of people, so only who asks for it sees it.
    """
    if isinstance(error, PlanError):
        console.warn(str(error))
        return error.exit_code
    if isinstance(error, console.OutputError) and isinstance(error.__cause__, OSError):
        return report(disk_error("стандартный вывод", error.__cause__))
    if isinstance(error, OSError) and error.filename is not None:
        return report(disk_error(error.filename, error))
    if os.environ.get("SFERUM_TUI_DEBUG"):
        traceback.print_exception(error)
    console.warn(
        f"Внутренняя ошибка: {type(error).__name__}. Подробности: запустите с SFERUM_TUI_DEBUG=1."
    )
    return INTERNAL
