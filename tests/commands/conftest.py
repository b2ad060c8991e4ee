"""The command line in this process: `cli("status", "--json")` runs it and returns what it said."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sferum_tui.cli import main

#: A school small enough to name its chats: one or two classes for each stage.
SMALL = """\
[school]
name = "Школа № 7"
structure_created = 2026-11-23

[classes]
1 = ["А", "Б"]
5 = ["А"]
8 = ["А", "Б"]

[subjects]
1 = []
5 = ["математика"]
8 = ["математика", "физика"]
"""

#: When forms are made and read, and whose they are.
NOW = ("--now", "2026-12-01T10:00")
PEOPLE = '[people.class_teachers]\n"8А" = "Петров П. П."\n"8Б" = "Бор Н."\n\n[sizes]\n"8А" = 27\n'


class Ran(NamedTuple):
    """What a command line did: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Cli = Callable[..., Ran]


def harmless(text: str) -> bool:
    """Whether a terminal shows the text and does nothing else."""
    hidden = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"
    return not any(
        unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in hidden
        for char in text.replace("\n", "")
    )


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Run a command line in an empty folder; `stdin` is what standard input holds."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def small(cli: Cli, tmp_path: Path) -> Callable[..., Path]:
    """Make the plan of the small school; lines can be replaced, more options given."""

    def make(
        *options: object, name: str = "plan.toml", replace: dict[str, str] | None = None
    ) -> Path:
        text = SMALL
        for old, new in (replace or {}).items():
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        ran = cli("new", "--answers", "-", "--plan", path, *options, stdin=text.encode())
        assert ran.code == 0, ran.err
        return path

    return make


Small = Callable[..., Path]


@pytest.fixture
def forms(cli: Cli, small: Small, tmp_path: Path) -> Path:
    """The forms of a school with two class teachers."""
    small(replace={"[subjects]": f"{PEOPLE}\n[subjects]"})
    ran = cli("export", "forms", "-o", "формы", "--plan", "plan.toml", *NOW)
    assert ran.code == 0, ran.err
    return tmp_path / "формы"
