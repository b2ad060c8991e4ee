"""Files read safely and replaced durably: the old content stays until the new one is on disk."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_tui.issues import PlanError, disk_error, file_error
from sferum_tui.locations import lock_path

if TYPE_CHECKING:
    from filelock import BaseFileLock

#: No plan of a real school, and nothing that lies beside one, comes near this size, in bytes.
LARGEST = 8 * 1024 * 1024
#: How long to wait for another session's save, in seconds.
PATIENCE = 4.0
#: Between two looks whether the other session is done, in seconds.
_PAUSE = 0.01
#: How much of a file is read at once from its end, in bytes.
_BLOCK = 64 * 1024
#: What a file system without locks answers.
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS)
_READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def may_write(path: Path) -> bool:
    """Whether a file may be replaced: it and its folder give the right to write.

    Everything is allowed to root, so a file or folder that nobody may write to is asked itself.
    """
    for part, wanted in ((path, os.W_OK), (path.parent, os.W_OK | os.X_OK)):
        try:
            if not part.stat().st_mode & 0o222 or not os.access(part, wanted):
                return False
        except OSError:
            return False
    return True


def share_rights(handle: int, like: os.stat_result) -> None:
    """Give a file the rights and group of the plan that it stands beside."""
    found, mode = os.fstat(handle), stat.S_IMODE(like.st_mode) & 0o666
    if (stat.S_IMODE(found.st_mode), found.st_gid) == (mode, like.st_gid):
        return
    # Only the owner can; the others write as they may.
    with suppress(PermissionError):
        if found.st_gid != like.st_gid:
            os.fchown(handle, -1, like.st_gid)
        os.fchmod(handle, mode)


def read_file(path: Path, largest: int = LARGEST) -> tuple[bytes, os.stat_result]:
    """The content of a regular file and what the system says of it.

    Raises `PlanError`: no such file, no rights, a folder or a pipe, more than so many bytes.
    """
    try:
        handle = os.open(path, _READ)
        try:
            found = os.fstat(handle)
            if stat.S_ISDIR(found.st_mode):
                raise IsADirectoryError(errno.EISDIR, "")
            if not stat.S_ISREG(found.st_mode):
                raise OSError(errno.ENXIO, "")
            if found.st_size > largest:
                raise file_error(path, f"файл больше {largest // 2**20} МБ")
            return _all_of(handle, found.st_size), found
        finally:
            os.close(handle)
    except OSError as error:
        raise disk_error(path, error) from None
    except ValueError:
        raise file_error(path, "в имени файла есть нулевой знак") from None


def file_state(found: os.stat_result) -> tuple[int, ...]:
    """What tells one state of a file's content from another, without reading it."""
    return (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)


def own_file(path: Path) -> bool:
    """Whether there is a regular file of this user, and no link that somebody else has laid."""
    with suppress(OSError):
        found = path.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_uid == os.getuid()
    return False


def _all_of(handle: int, size: int) -> bytes:
    parts = []
    while part := os.read(handle, max(size, 4096) + 1):
        parts.append(part)
    return b"".join(parts)


@contextmanager
def locked(path: Path, mode: int = 0o600) -> Iterator[None]:
    """Hold the lock of a file while it is replaced. Raises `PlanError` when that takes too long.

    The lock has the rights and group of the file, so that all who may write it can lock it; of one
    that is yet to be made they are given. The lock's file is gone afterwards; filelock notices when
    the one it got has been deleted.
    """
    group = -1
    with suppress(OSError):
        found = path.stat()
        mode, group = stat.S_IMODE(found.st_mode) & 0o666, found.st_gid
    lock_file = lock_path(path)
    lock = _acquired(path, lock_file, mode | 0o600)
    try:
        if group not in (-1, os.getegid()):
            with suppress(OSError):
                os.chown(lock_file, -1, group, follow_symlinks=False)
        yield
    finally:
        with suppress(OSError):
            lock_file.unlink()
        lock.release()


def _acquired(path: Path, lock_file: Path, mode: int) -> BaseFileLock:
    """The lock of a file, held, as soon as nobody else holds it. Raises `PlanError`."""
    import filelock

    lock: BaseFileLock = filelock.FileLock(
        lock_file, mode=mode, poll_interval=_PAUSE, fallback_to_soft=False
    )
    until, missing = time.monotonic() + PATIENCE, 0
    while True:
        try:
            lock.acquire(timeout=max(0.0, until - time.monotonic()))
            return lock
        except filelock.Timeout:
            raise file_error(path, "файл занят другим сеансом; повторите через минуту") from None
        except PermissionError as error:
            # Another account may hold a lock that this one can't even open; it comes and goes.
            missing = 0 if lock_file.exists() else missing + 1
            if missing > 2:
                raise disk_error(path, error) from None
            if time.monotonic() > until:
                raise _held(lock_file) from None
            time.sleep(_PAUSE)
        except OSError as error:
            if error.errno not in _NO_LOCKS or isinstance(lock, filelock.SoftFileLock):
                raise disk_error(path, error) from None
            # Some network file systems know no locks; a file that must not be there yet is one too.
            with suppress(OSError):
                if not lock_file.stat().st_size:
                    lock_file.unlink()
            lock = filelock.SoftFileLock(lock_file, mode=mode, poll_interval=_PAUSE)


def _held(lock_file: Path) -> PlanError:
    """Another account left a lock that this one can't open."""
    import pwd

    owner = "другому пользователю"
    with suppress(OSError, KeyError):
        owner = f"пользователю {pwd.getpwuid(lock_file.stat().st_uid).pw_name}"
    what = f"замок плана принадлежит {owner}; если там программа не работает, удалите этот файл"
    return file_error(lock_file, what)


def make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it, for this user alone; those made. Raises `OSError`."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "")
    for part in reversed(missing):
        with suppress(FileExistsError):
            part.mkdir(mode=0o700)
    return missing


def replace_file(
    path: Path, data: bytes, backup: Path | None = None, like: Path | None = None
) -> None:
    """Put new content in a file's place; whoever reads it sees the old or the new one, whole.

    A new file is for its owner alone, or has the rights and group of the file `like` where there is
    one. A replaced one keeps its rights and group, and stays as `backup` if one is named. The
    caller holds the lock. Raises `OSError`; until `sync_folder` the new content is in place but may
    not outlive a power cut.
    """
    try:
        old: os.stat_result | None = path.lstat()
    except FileNotFoundError:
        old = None
    if old and not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EISDIR if stat.S_ISDIR(old.st_mode) else errno.ELOOP, "")
    temporary = path.with_name(f".{path.name}.tmp")
    with suppress(FileNotFoundError):
        temporary.unlink()
    handle = os.open(temporary, _MAKE, 0o600)
    try:
        try:
            _write_all(handle, data)
            _same_rights(handle, old)
            if not old and like:
                with suppress(FileNotFoundError, NotADirectoryError):
                    share_rights(handle, like.stat())
            os.fsync(handle)
        finally:
            os.close(handle)
        if old and backup:
            _keep(path, backup)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _same_rights(handle: int, old: os.stat_result | None) -> None:
    mode = 0o600
    if old:
        mode = stat.S_IMODE(old.st_mode) & 0o777
        new = os.fstat(handle)
        try:
            if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
                os.fchown(handle, old.st_uid if os.geteuid() == 0 else -1, old.st_gid)
        except PermissionError:
            # The rights of the old group must not go to another one.
            mode &= ~0o070
    os.fchmod(handle, mode)


def left_out(old: os.stat_result, new: os.stat_result) -> str:
    """The account that owned a file and can't write the one in its place; "" where there is none.

    Only root can give a file away, so what another account replaces belongs to that one.
    """
    if old.st_uid == new.st_uid or new.st_mode & 0o002:
        return ""
    import pwd

    try:
        owner = pwd.getpwuid(old.st_uid)
    except KeyError:
        return ""
    groups = os.getgrouplist(owner.pw_name, owner.pw_gid)
    return "" if new.st_mode & 0o020 and new.st_gid in groups else owner.pw_name


def _keep(path: Path, backup: Path) -> None:
    """Let the old content have a second name, so that it outlives the replacement."""
    spare = backup.with_name(f".{backup.name}.tmp")
    with suppress(FileNotFoundError):
        spare.unlink()
    try:
        os.link(path, spare, follow_symlinks=False)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        # Some file systems know no second names.
        handle = os.open(spare, _MAKE, 0o600)
        try:
            _write_all(handle, path.read_bytes())
        finally:
            os.close(handle)
    spare.replace(backup)
    # Where both were the same file already, replacing did nothing.
    with suppress(FileNotFoundError):
        spare.unlink()


def sync_folder(folder: Path) -> None:
    """Make new names in a folder outlive a power cut. Raises `OSError`."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems have nothing to sync in a folder.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def read_tail(path: Path, most: int) -> Iterator[bytes]:
    """The lines of a file from the last to the first, no further back than so many bytes.

    A file that is not there has no lines. Raises `PlanError`.
    """
    try:
        handle = os.open(path, _READ | os.O_NOFOLLOW)
    except FileNotFoundError:
        return
    except OSError as error:
        raise disk_error(path, error) from None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.ENXIO, "")
        at, first, rest = found.st_size, max(0, found.st_size - most), b""
        while at > first:
            size = min(_BLOCK, at - first)
            at -= size
            rest, *lines = (os.pread(handle, size, at) + rest).split(b"\n")
            yield from reversed(lines)
        yield rest
    except OSError as error:
        raise disk_error(path, error) from None
    finally:
        os.close(handle)
