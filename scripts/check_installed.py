"""Try an installed `sferum-tui` as a new user would: a plan, its status, a document, the board.

Usage: check_installed.py PROGRAM [ARGUMENT ...], run outside the source tree by an interpreter that
has pyte. The program gets an empty home and no PATH, as on a server that has nothing but it.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

import pyte

LIMIT = 30.0
WINDOWS = [
    ("2026-11-25", "2026-11-26"),
    ("2026-11-30", "2026-12-03"),
    ("2026-12-03", "2026-12-08"),
    ("2026-12-08", "2026-12-14"),
]


def run(program: list[str], *arguments: str, env: dict[str, str]) -> str:
    """Output of one command; raises `CalledProcessError`."""
    done = subprocess.run(  # the program under test, named by the caller
        [*program, *arguments], env=env, check=True, capture_output=True, text=True, timeout=LIMIT
    )
    return done.stdout


def board_opens(program: list[str], env: dict[str, str]) -> int:
    """Open the program in a pty, wait for the board, leave with F10; the exit code."""
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(program[0], program, {**env, "TERM": "xterm-256color"})  # noqa: S606
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    left = False
    deadline = time.monotonic() + LIMIT
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        try:
            data = os.read(terminal, 65536) if ready else b"\0"
        except OSError:
            break
        stream.feed(data)
        if not left and "4 этап" in "\n".join(screen.display):
            os.write(terminal, b"\x1b[21~")
            left = True
    if not left:
        raise SystemExit("the board did not open:\n" + "\n".join(screen.display))
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def main() -> None:
    """Raises `SystemExit` with a word where something is not as it must be."""
    program = sys.argv[1:]
    with tempfile.TemporaryDirectory() as home:
        env = {"HOME": home, "PATH": "", "LANG": "C"}
        run(program, "--version", env=env)
        run(program, "new", "--preset", "city", "--created", "2026-11-23", env=env)
        plan = Path(run(program, "path", env=env).strip())
        if plan.stat().st_mode & 0o777 != 0o600:
            raise SystemExit(f"{plan} can be read by others")
        status = json.loads(run(program, "status", "--json", env=env))
        windows = [(item["first_day"], item["last_day"]) for item in status["stages"]]
        if windows != WINDOWS:
            raise SystemExit(f"wrong windows: {windows}")
        order = Path(run(program, "export", "order", env=env).strip())
        if order.read_bytes()[:2] != b"PK":
            raise SystemExit(f"{order} is no docx")
        code = board_opens(program, env)
        if code != 0:
            raise SystemExit(f"the program left with exit code {code}")
    sys.stdout.write("installed program: new, path, status, export and the board work\n")


if __name__ == "__main__":
    main()
