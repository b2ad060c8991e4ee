"""Which encoding a text of a Russian school is in, told by its marks or by its letters."""

from __future__ import annotations

import re
from contextlib import suppress

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: Encodings of a byte a letter that Russian programs write.
_SINGLE = ("cp1251", "cp866", "koi8-r")
#: How often a letter stands in a thousand letters of a Russian text.
_OFTEN = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17, 17, 16, 16, 14,
         12, 10, 9, 7, 6, 5, 4, 3, 3, 1, 1),
        strict=True,
    )
)  # fmt: skip
#: How much more the letters of classes say.
_CLASS = dict(zip("абвгдежз", (300, 250, 200, 150, 100, 50, 20, 10), strict=True))
_HARMLESS = frozenset("«»„“”–—№…’‘ \u00a0ё")
#: So much of a text tells its encoding; a text that scores less is none of these.
_SAMPLE, _LEAST = 20_000, 8.0


def decoded(data: bytes) -> str | None:
    """The text of a file; None where no encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    with suppress(UnicodeDecodeError):
        return data.decode()
    texts = []
    for encoding in _SINGLE:
        with suppress(UnicodeDecodeError):
            texts.append(data.decode(encoding))
    best = max(texts, key=likeness, default="")
    return best if best and likeness(best) >= _LEAST else None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte is that of a Cyrillic or of an ASCII sign."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(data) % 2 or len(sample) < 4 or b"\0" not in sample:
        return ""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[first::2]
        if (high.count(b"\0") + high.count(b"\x04")) > 0.9 * len(high) and set(
            sample[1 - first :: 2]
        ) != {0}:
            return encoding
    return ""


def likeness(text: str) -> float:
    """How much a text looks Russian: the mean frequency of its letters, odd signs against it."""
    sample = text[:_SAMPLE]
    odd = [sign for sign in sample if sign > "\x7f" and sign not in _HARMLESS]
    if not odd:
        return 1000.0
    points = sum(_OFTEN.get(sign.lower(), -150) for sign in odd)
    # A letter alone behind a number is a class: the first ones of the alphabet are.
    points += sum(
        _CLASS.get(sign.lower(), 0) for sign in re.findall(r"\d[ \"-]?([а-яёА-ЯЁ])\b", sample)
    )
    # The other encoding of a word turns its case over: «лМБУУ».
    points -= 150 * len(re.findall(r"[а-яё][А-ЯЁ]", sample))
    return points / len(odd)
