"""`python -m sferum_tui`: the same as the command `sferum-tui`."""

from __future__ import annotations

import sys

from sferum_tui.cli import main

sys.exit(main())
