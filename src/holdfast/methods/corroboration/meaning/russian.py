"""Russian words through pymorphy3's dictionary, which is loaded at the first question.

Invariants:
- Every answer is in lower case; a form written with `ё` is also given with `е`, as the press does.
- The same word gives the same answer.
"""

from __future__ import annotations

from functools import lru_cache

import pymorphy3


@lru_cache(maxsize=1)
def _analyser() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=8192)
def lexeme(word: str) -> frozenset[str]:
    """Every form of the likeliest reading of `word`: all cases, persons and participles."""
    forms = {form.word for form in _analyser().parse(word.lower())[0].lexeme}
    return frozenset(forms | {form.replace("ё", "е") for form in forms})


@lru_cache(maxsize=32768)
def is_future(word: str) -> bool:
    """Whether `word` is a verb in the future, such as `убьют`, and never one in the present."""
    tags = [parse.tag for parse in _analyser().parse(word.lower())]
    return "VERB" in tags[0] and "futr" in tags[0] and not any("pres" in tag for tag in tags)
