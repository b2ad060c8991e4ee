"""Where files lie: those that travel with the program, the plan, and what stands beside it."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from sferum_tui.issues import PlanError, disk_error, file_error

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a file or folder that travels with the program, such as `styles`.

    An installed program has it inside the package, a source tree at its top. When neither exists
    the second path is returned, so that opening it names the file that people look for.
    """
    installed = _PACKAGE.joinpath(*parts)
    return installed if installed.exists() else _PACKAGE.parent.joinpath(*parts)


def config_dir() -> Path:
    """The folder of this user's settings. Raises `PlanError` where there is no home folder."""
    if sys.platform == "linux" and (usual := _usual_config(os.environ)):
        return Path(usual, "sferum-tui")
    import platformdirs

    try:
        found = platformdirs.user_config_path("sferum-tui", appauthor=False)
    except (OSError, RuntimeError):
        found = Path("~")
    if str(found).startswith("~"):
        raise file_error("plan.toml", "нет домашней папки (HOME); укажите файл плана: --plan ФАЙЛ")
    return found


def _usual_config(environ: Mapping[str, str]) -> str:
    """The settings of a Linux user whose variables are in order, "" for any other.

    It is what platformdirs says, without its import at every login, which takes 8 ms.
    """
    config, home = environ.get("XDG_CONFIG_HOME", ""), environ.get("HOME", "")
    if config.startswith("/"):
        return config
    return f"{home.rstrip('/')}/.config" if not config and home.startswith("/") else ""


def plan_path(given: str | Path | None, environ: Mapping[str, str]) -> Path:
    """The plan's file: the one given, else SFERUM_TUI_PLAN, else the one of this user.

    Raises `PlanError`.
    """
    chosen = given or environ.get("SFERUM_TUI_PLAN")
    path = Path(chosen) if chosen else config_dir() / "plan.toml"
    if not path.name:
        # Nothing can stand beside «.» and «/».
        raise disk_error(path, IsADirectoryError(errno.EISDIR, ""))
    return path


def plan_files(sources: Iterable[Path]) -> list[Path]:
    """The plans that are meant: a folder means every `*.toml` in it, as a shell spells them out.

    Raises `PlanError` where a folder can't be read.
    """
    found: list[Path] = []
    for source in sources:
        plans = _plans_in(source)
        found += [source] if plans is None else plans
    return found


def _plans_in(folder: Path) -> list[Path] | None:
    """The plans of a folder by name, hidden files and folders below left out; None for a file."""
    try:
        found = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except OSError as error:
        raise disk_error(folder, error) from None
    return [path for path in found if path.name.endswith(".toml") and path.name[0] != "."]


def beside_schools(source: Path) -> Path:
    """The plan that there is not, for the table of schools: its log and its looks lie beside it."""
    return (source if source.is_dir() else source.parent) / "schools.toml"


def real_path(path: Path) -> Path:
    """The file itself, where a path is a link. Raises `PlanError`."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:
        raise file_error(path, "в имени файла есть нулевой знак") from None
    except OSError as error:
        raise disk_error(path, error) from None


def own_name(plan: Path) -> str:
    """What files beside a plan begin with: «a» for `a.toml`, «a.» for a plan `a` without ending."""
    return plan.stem if plan.suffix == ".toml" else f"{plan.name}."


def _beside(plan: Path, ending: str) -> Path:
    return plan.with_name(own_name(plan) + ending)


def draft_path(plan: Path) -> Path:
    """The unfinished answers of this user. People who share a plan have a draft each.

    The name doesn't end in .toml, so that `status DIR/*.toml` doesn't take it for a plan.
    """
    return _beside(plan, f".{os.getuid()}.draft")


def aside_path(draft: Path) -> Path:
    """The draft that other answers were begun instead of."""
    return draft.with_name(f"{draft.name}.before")


def unsaved_path(plan: Path) -> Path:
    """Changes of this user that could not be written into the plan."""
    return _beside(plan, f".{os.getuid()}.unsaved")


def begun_by_anybody(plan: Path) -> Iterator[Path]:
    """The drafts of everybody who shares a plan, and their changes that are not in it yet."""
    own = re.escape(own_name(plan))
    for path in plan.parent.iterdir():
        if re.fullmatch(rf"{own}\.\d+\.(draft|unsaved)", path.name):
            yield path


def elsewhere(path: Path) -> Iterator[Path]:
    """Where a file goes that can't be written at its place: the settings, the temporary files.

    Two files of one name have different names there.
    """
    # Needed when something has gone wrong, not at every login.
    import tempfile
    import zlib

    whole = path
    with suppress(OSError):  # the folder that a path starts from may be gone
        whole = path.absolute()
    name = f"{path.stem}.{zlib.crc32(os.fsencode(whole)):08x}{path.suffix}"
    with suppress(PlanError):
        yield config_dir() / name
    yield Path(tempfile.gettempdir()) / name


def log_path(plan: Path) -> Path:
    """Details of a crash, for whoever mends the program."""
    return _beside(plan, f".{os.getuid()}.log")


def settings_path(plan: Path) -> Path:
    """How this user likes to see the plan."""
    return _beside(plan, f".{os.getuid()}.looks")


def history_path(plan: Path) -> Path:
    """Who changed what and when."""
    return _beside(plan, ".history")


def backup_path(plan: Path) -> Path:
    """The plan as it was before the last save."""
    return plan.with_name(plan.name + ".bak")


def before_path(plan: Path) -> Path:
    """The plan as it was before another program took most of its ticks, or its file, away."""
    return plan.with_name(plan.name + ".before")


def lock_path(plan: Path) -> Path:
    """What a session holds while it saves."""
    return plan.with_name(f".{plan.name}.lock")
