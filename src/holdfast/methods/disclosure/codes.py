"""Accounts and document numbers: strings of letters and digits, whatever stands between.

Invariants:
- Case, look-alike letters and separators do not matter: `Lake_Heron.7` is `lakeheron7`.
- One that is shorter than eight characters and has no digit must begin and end where a word does.
- Of an address of mail the part before the sign is searched for too, and of a document with words
  before it its number with the letters in front, as LIKELY.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .draft import Certainty, Hit, Manner, Secret, SecretKind
from .lookalikes import folded
from .stream import Stream, plain

_CODED = frozenset({SecretKind.ACCOUNT, SecretKind.DOCUMENT})
_LEAST = 4
_SAFE = 8  # from here on a code is no part of another word by chance
_SERIES = re.compile(r"(?:\b[^\W\d_]{1,3}[\s-]*)?\d[\d\s/-]{2,}\d")  # AB 123456
_DIGITS_LIKE = str.maketrans("0", "o")


@dataclass(frozen=True, slots=True)
class _Code:
    number: int
    folded: str = field(repr=False)
    written: str = field(repr=False)
    certainty: Certainty


class CodeSearch:
    """Finds the accounts and document numbers among `secrets`."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._by_start: dict[str, list[_Code]] = defaultdict(list)
        for number, secret in enumerate(secrets):
            if secret.kind in _CODED:
                for code in _codes(number, secret):
                    if len(code.folded) >= _LEAST:
                        self._by_start[code.folded[:_LEAST]].append(code)

    def find(self, stream: Stream) -> Iterator[Hit]:
        """Every code of the stream."""
        if not self._by_start:
            return
        spots = [at for at, letter in enumerate(stream.text) if letter.isalnum()]
        letters = _folded("".join(stream.text[at] for at in spots))
        for at in range(len(letters) - _LEAST + 1):
            for code in self._by_start.get(letters[at : at + _LEAST], ()):
                end = at + len(code.folded)
                if letters.startswith(code.folded, at):
                    start, stop = spots[at], spots[end - 1] + 1
                    if _stands_alone(stream.text, start, stop, code.folded):
                        yield _hit(code, stream.text[start:stop], start)


def _hit(code: _Code, shown: str, start: int) -> Hit:
    is_same = shown == code.written
    manners = {Manner.AS_WRITTEN if is_same else Manner.DISGUISED}
    if code.certainty is not Certainty.CERTAIN:
        manners.add(Manner.IN_PART)
    return Hit(code.number, start, start + len(shown), frozenset(manners), code.certainty)


def _codes(number: int, secret: Secret) -> Iterator[_Code]:
    written = plain(secret.text).strip().removeprefix("@")
    yield _Code(number, _bare(written), written, Certainty.CERTAIN)
    if secret.kind is SecretKind.DOCUMENT:
        for series in _SERIES.findall(written):
            if _bare(series) != _bare(written):
                yield _Code(number, _bare(series), series, Certainty.LIKELY)
    local, sign, _ = written.partition("@")
    if sign and local:
        yield _Code(number, _bare(local), local, Certainty.LIKELY)


def _bare(text: str) -> str:
    return _folded("".join(letter for letter in text if letter.isalnum()))


def _folded(text: str) -> str:
    return folded(text).translate(_DIGITS_LIKE)


def _stands_alone(text: str, start: int, end: int, code: str) -> bool:
    if len(code) >= _SAFE or any(letter.isdigit() for letter in code):
        return True
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not before.isalpha() and not after.isalpha()
