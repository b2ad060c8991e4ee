"""Where the process begins: `sferum-tui`, and `python -m sferum_tui`, which is the same."""

from __future__ import annotations

import gc
import os
import sys

#: Where systems keep the rules of time zones; what is in none of these folders comes from `tzdata`.
#: Unless it is told, `zoneinfo` loads all of how Python was built to find the same: 1 ms, 0.6 MB.
_ZONES = "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"


def main() -> int:
    """Run the command line of this process and return its exit code.

    After a command there is nothing to tidy up, and taking the interpreter apart in order would
    cost a tenth of `status --short`.
    """
    # A command is over before there is garbage worth collecting; thousands of plans are not. It is
    # said before anything of ours is loaded: looking through all that stays costs a tenth as well.
    gc.set_threshold(100_000, 20, 20)
    os.environ.setdefault("PYTHONTZPATH", _ZONES)
    try:
        from sferum_tui.cli import main as run
        from sferum_tui.commands.console import leave
    except KeyboardInterrupt:  # Ctrl+C while modules are loaded
        return 130

    code = run(sys.argv[1:])
    if "textual" not in sys.modules:
        leave(code)
    return code


if __name__ == "__main__":
    sys.exit(main())
