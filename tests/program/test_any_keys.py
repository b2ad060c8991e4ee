"""Keys pressed without sense: nothing stops, nothing is lost, nothing odd is painted."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
from textual import events

from sferum_tui.plan.store import PlanStore
from tests.program.places import ON_THE_BOARD, WITH_SCHOOLS, WITHOUT_A_PLAN, at, settled, text_of
from tests.support.glyphs import non_wgl4
from tests.support.program import BROKEN

KEYS = [
    *"0123456789абвгдежзиклмнопрстуфхцчшщыьэюяё.,yutnaeYНГ-+",
    *"up down left right enter space escape tab shift+tab home end pageup pagedown".split(),
    *"insert delete backspace slash f1 f2 f3 f4 f5 f6 f7 f8 f9".split(),
    *"ctrl+p ctrl+s ctrl+z ctrl+y ctrl+n ctrl+g ctrl+a ctrl+e ctrl+o ctrl+t ctrl+b ctrl+l".split(),
]
SIGNS = {"space": " ", "slash": "/"}
STEPS, AT_ONCE = 12, 12
SIZES = [(80, 24), (60, 18), (120, 40)]
#: How many walks; a longer run is worth its time after a change of the engine.
WALKS = int(os.environ.get("SFERUM_TUI_WALKS", "4"))


@pytest.mark.parametrize("seed", range(WALKS))
async def test_no_keys_in_no_order_stop_the_program(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    places = ON_THE_BOARD, ON_THE_BOARD, WITH_SCHOOLS, WITHOUT_A_PLAN
    place = places[seed % 4][0]
    async with at(tmp_path, place, chance.choice(SIZES)) as (app, pilot):
        for _ in range(STEPS):
            for key in chance.choices(KEYS, k=AT_ONCE):
                sign = SIGNS.get(key, key if len(key) == 1 else None)
                app.post_message(events.Key(key, sign))
            assert await settled(app, pilot), text_of(app)
            assert non_wgl4(text_of(app)) == set()
        await pilot.press("f10")
    assert app.return_code == 0
    assert app.saved
    for path in tmp_path.glob("*.toml"):
        if path.name != BROKEN:
            PlanStore(path).load()
