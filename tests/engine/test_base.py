"""The manners of the application: leaving, notices, errors, and who paints."""

from __future__ import annotations

import gc
import inspect
import os
from pathlib import Path
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets._toast import Toast

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.colour import ColourMode
from sferum_tui.engine.driver import TerminalDriver, TerminalFile
from sferum_tui.engine.lifecycle import CRASHED, write_log
from sferum_tui.engine.themes import NAMES, palettes
from tests.support.seen import screen_lines


class Program(EngineApp):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "fail", "Упасть")]

    def __init__(self, log_path: Path | None = None) -> None:
        super().__init__(log_path=log_path)
        self.saves = 0
        self.broken = False
        self.mounted: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("текст")

    def on_mount(self) -> None:
        self.mounted.append("subclass")

    def save_work(self) -> None:
        self.saves += 1
        if self.broken:
            raise OSError("нет места")

    def action_fail(self) -> None:
        raise ValueError("что-то")


@pytest.mark.parametrize("key", ["f10", "ctrl+q", "ctrl+й"])
async def test_leaving_saves_and_asks_nothing(key: str) -> None:
    app = Program()
    async with app.run_test() as pilot:
        await pilot.press(key)
    assert app.saves == 1
    assert app.saved
    assert app.return_code == 0


async def test_ctrl_c_does_not_leave_but_says_how() -> None:
    app = Program()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        (toast,) = app.screen.query(Toast)
        assert "Выход — F10" in str(toast.render())
        assert app.is_running


async def test_a_signal_while_a_screen_is_put_together_is_no_crash() -> None:
    class Late(Screen[None]):
        def on_mount(self) -> None:
            # In a program that is leaving nothing is mounted any more.
            self.query_one("#part")

    app = Program()
    app.watchdog.disarm()
    async with app.run_test():
        app.hang_up(15)
        app.push_screen(Late())
    assert (app.crash, app.return_code) == (None, 128 + 15)


@pytest.mark.parametrize("text", ["[/]", "[bold]", "[red]8А[/red]", "[@click=app.quit]x[/]", "["])
async def test_a_notice_is_text_and_never_markup(text: str) -> None:
    app = Program()
    async with app.run_test(notifications=True) as pilot:
        app.notify(text)
        await pilot.pause()
        (toast,) = app.screen.query(Toast)
        assert text in str(toast.render())


async def test_a_notice_of_any_length_stands_there_whole() -> None:
    app = Program()
    async with app.run_test(size=(60, 18), notifications=True) as pilot:
        for length in range(54, 63):
            app.clear_notifications()
            app.notify("слово " * 8 + "д" * (length - 53) + " конец")
            await pilot.pause()
            await pilot.pause()
            assert "конец" in "\n".join(screen_lines(app)), length


async def test_an_error_saves_logs_and_ends_with_its_code(tmp_path: Path) -> None:
    app = Program(tmp_path / "log")
    with pytest.raises(ValueError, match="что-то"):
        async with app.run_test() as pilot:
            await pilot.press("f2")
    assert app.return_code == CRASHED
    assert isinstance(app.crash, ValueError)
    assert app.saves == 1
    assert app.logged
    assert "что-то" in (tmp_path / "log").read_text(encoding="utf-8")


async def test_an_error_while_saving_is_logged_and_told(tmp_path: Path) -> None:
    app = Program(tmp_path / "log")
    app.broken = True
    with pytest.raises(ValueError, match="что-то"):
        async with app.run_test() as pilot:
            await pilot.press("f2")
    assert not app.saved
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "что-то" in log
    assert "нет места" in log


async def test_a_subclass_has_its_own_mount_handler_and_the_size_is_still_watched() -> None:
    app = Program()
    async with app.run_test(size=(30, 9)):
        assert app.mounted == ["subclass"]
        assert "сейчас 30×9" in "\n".join(
            "".join(segment.text for segment in strip)
            for strip in app.screen._compositor.render_strips()
        )


@pytest.mark.parametrize("name", NAMES)
async def test_a_theme_can_be_chosen_and_changed(name: str) -> None:
    app = EngineApp(theme_name=name)
    async with app.run_test() as pilot:
        assert app.theme == name
        for other in NAMES:
            app.theme = other
            await pilot.pause()
            assert app.theme == other


async def test_the_painter_follows_the_theme() -> None:
    app = EngineApp(theme_name="contrast", colours=ColourMode.NONE)
    async with app.run_test() as pilot:
        app.theme = "light"
        await pilot.pause()
        assert app._painter._background.name == palettes()["light"]["background"]


class TestLog:
    """What the log of errors holds, and that it cannot do harm."""

    def error(self) -> ValueError:
        name = "Иванова"
        try:
            raise ValueError(name[:0] + "сломалось")
        except ValueError as error:
            return error

    def test_it_holds_the_lines_of_the_program_but_no_values(self, tmp_path: Path) -> None:
        assert write_log(tmp_path / "log", self.error())
        text = (tmp_path / "log").read_text(encoding="utf-8")
        assert "сломалось" in text
        assert "in error" in text
        assert "Python 3." in text

    def test_it_grows_only_so_far(self, tmp_path: Path) -> None:
        log = tmp_path / "log"
        log.write_text("x" * 300_000)
        assert write_log(log, self.error())
        assert log.stat().st_size < 10_000
        before = log.stat().st_size
        assert write_log(log, self.error())
        assert log.stat().st_size == 2 * before

    def test_it_is_for_the_owner_only(self, tmp_path: Path) -> None:
        log = tmp_path / "new" / "log"
        assert write_log(log, self.error())
        assert log.stat().st_mode & 0o777 == 0o600
        log.chmod(0o644)
        assert write_log(log, self.error())
        assert log.stat().st_mode & 0o777 == 0o600

    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        target = tmp_path / "target"
        target.write_text("чужое")
        (tmp_path / "log").symlink_to(target)
        assert not write_log(tmp_path / "log", self.error())
        assert target.read_text() == "чужое"

    def test_a_pipe_holds_nothing_up(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "log")
        assert not write_log(tmp_path / "log", self.error())

    def test_where_it_cannot_be_written_nothing_fails(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        assert not write_log(tmp_path / "file" / "log", self.error())


def test_a_terminal_that_has_gone_swallows_what_is_written() -> None:
    import os

    reading, writing = os.pipe()
    os.close(reading)
    file = TerminalFile(writing)
    assert file.write("текст") == 5
    assert file.gone
    os.close(writing)


def test_garbage_collection_is_on_after_a_test() -> None:
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("owner", "name", "parameters"),
    [
        (App, "_display", ["self", "screen", "renderable"]),
        (App, "_shutdown", ["self"]),
        (App, "_handle_exception", ["self", "error"]),
        (App, "panic", ["self", "renderables"]),
        (App, "_set_pointer_shape", ["self", "shape"]),
        (App, "_close_messages_no_wait", ["self"]),
        (App, "get_driver_class", ["self"]),
        (Driver, "process_message", ["self", "message"]),
        (LinuxDriver, "start_application_mode", ["self"]),
        (LinuxDriver, "stop_application_mode", ["self"]),
        (LinuxDriver, "_get_terminal_size", ["self"]),
        (LinuxDriver, "_enable_mouse_support", ["self"]),
        (LinuxDriver, "_disable_mouse_support", ["self"]),
        (LinuxDriver, "_query_in_band_window_resize", ["self"]),
        (LinuxDriver, "run_input_thread", ["self"]),
    ],
)
def test_what_is_overridden_is_still_there(owner: type, name: str, parameters: list[str]) -> None:
    assert list(inspect.signature(getattr(owner, name)).parameters) == parameters


def test_the_private_state_that_is_read_is_still_there() -> None:
    app = EngineApp()
    for name in (
        "_running", "_closed", "_batch_count", "_driver", "_loop", "_sync_available",
        "_exception", "_exception_event", "_return_code", "_disable_tooltips", "cursor_position",
    ):  # fmt: skip
        assert hasattr(app, name), name
    assert issubclass(TerminalDriver, LinuxDriver)
    source = inspect.getsource(LinuxDriver)
    for name in ("_writer_thread", "attrs_before", "exit_event", "_key_thread", '"\\x1b[<u"'):
        assert name in source, name
    assert "self._queue" in inspect.getsource(WriterThread)
