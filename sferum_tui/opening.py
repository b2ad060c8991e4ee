"""Opens the program: decides about the terminal first, and only then loads Textual."""

from __future__ import annotations

import gc
import os

from sferum_tui.engine.colour import prepare_environment
from sferum_tui.locations import log_path
from sferum_tui.options import Options


def open_program(options: Options) -> int:
    """Run the program to its end; the exit code. Raises `PlanError` where no screen can open."""
    colours = prepare_environment(os.environ)
    gc.disable()  # until the first frame
    from sferum_tui.app import SferumApp
    from sferum_tui.engine.lifecycle import run

    program = SferumApp
    if options.schools:
        from sferum_tui.schools_app import SchoolsApp

        program = SchoolsApp
    return run(program(options, colours=colours, log_path=log_path(options.plan)))
