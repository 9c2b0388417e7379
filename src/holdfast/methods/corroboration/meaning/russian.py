"""Russian words through pymorphy3's dictionary, which is loaded at the first question.

Invariants:
- Every answer is in lower case; a form written with `ё` is also given with `е`, as the press does.
- The same word gives the same answer.
"""

from __future__ import annotations

import re
from functools import lru_cache

from holdfast.language.inflection import parses
from holdfast.methods.corroboration.spans import Span

_HELD = re.compile(r"(?:полит)?(?:задержанн|заключ[её]нн|арестованн)[а-яё]+", re.IGNORECASE)
_NEXT = re.compile(r"\s+([а-яё]+)", re.IGNORECASE)
_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})


@lru_cache(maxsize=8192)
def lexeme(word: str) -> frozenset[str]:
    """Every form of the likeliest reading of `word`: all cases, persons and participles."""
    forms = {form.word for form in parses(word.lower())[0].lexeme}
    return frozenset(forms | {form.replace("ё", "е") for form in forms})


@lru_cache(maxsize=32768)
def is_future(word: str) -> bool:
    """Whether `word` is a verb in the future, such as `убьют`, and never one in the present."""
    tags = [parse.tag for parse in parses(word.lower())]
    return "VERB" in tags[0] and "futr" in tags[0] and not any("pres" in tag for tag in tags)


def is_of_people(text: str, span: Span) -> bool:
    """Whether `span` is a word such as `задержанных` that stands for people.

    It does not where it says what happened to somebody named beside it: `задержанных студентов`,
    `студент, задержанный на площади`.
    """
    word = span.of(text)
    if _HELD.fullmatch(word) is None or text[: span.start].rstrip().endswith(","):
        return False
    after = _NEXT.match(text, span.end)
    return after is None or _cases(word).isdisjoint(_cases_of_noun(after[1]))


def _cases(word: str) -> frozenset[str]:
    return frozenset(str(p.tag.case) for p in parses(word.lower())) & _CASES


def _cases_of_noun(word: str) -> frozenset[str]:
    return frozenset(str(p.tag.case) for p in parses(word.lower()) if p.tag.POS == "NOUN") & _CASES
