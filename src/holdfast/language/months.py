"""The months as people write them in lists and texts, in the languages of `months.yaml`.

Invariants: forms are compared in Latin letters without accents; what is no month gives None.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

import yaml

from holdfast.language.scripts import latinised


def month_named(text: str) -> int | None:
    """The month, 1 to 12, that a text names: the whole of it, or else its first word that does.

    Months of two words (كانون الثاني) are known only where nothing but figures stands beside them.
    """
    plain = latinised(text)
    for form in (_letters(plain), *re.findall(r"[a-z]+", plain)):
        if form in _months():
            return _months()[form]
    return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    text = resources.files(__package__).joinpath("months.yaml").read_text("utf-8")
    listed: dict[int, list[str]] = yaml.safe_load(text)
    return {_letters(latinised(form)): month for month, forms in listed.items() for form in forms}


def _letters(text: str) -> str:
    return "".join(re.findall(r"[a-z]+", text))
