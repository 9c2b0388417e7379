"""The phrases of `phrases.yaml`, compiled once.

Invariants: a phrase stands on whole words and ignores case; a name that is not there is a KeyError
at the first import, not in the middle of a run.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from holdfast.language.caseless import Caseless

_FILE = Path(__file__).parent / "phrases.yaml"


@lru_cache(maxsize=1)
def _sources() -> dict[str, list[str]]:
    sources: dict[str, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return sources


def phrase_source(name: str) -> str:
    """The expression called `name`, to build a longer one from."""
    return "(?:" + "|".join(_sources()[name]) + ")"


def phrase(name: str) -> Caseless:
    """The compiled phrase called `name`."""
    return Caseless(rf"(?<!\w){phrase_source(name)}(?!\w)")


def stands_in(pattern: Caseless | None, text: str, start: int, end: int) -> bool:
    """Whether `pattern`, if there is one, stands wholly between `start` and `end`."""
    return pattern is not None and pattern.search_in(text, start, end) is not None
