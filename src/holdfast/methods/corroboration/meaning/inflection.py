"""The inflected forms of a word, for the lexicon's `word~` notation.

Invariants:
- The forms include the word itself, in lower case.
- English and Russian inflect; Arabic and Persian take their prefixed and suffixed particles; any
  other language has the word alone (its lexicon writes stems instead).
"""

from __future__ import annotations

from collections.abc import Callable

_IRREGULAR = {
    "beat": "beats beaten beating",
    "break": "breaks broke broken breaking",
    "burn": "burns burned burnt burning",
    "child": "children",
    "deny": "denies denied denying",
    "find": "finds found finding",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "hang": "hangs hung hanged hanging",
    "make": "makes made making",
    "pay": "pays paid paying",
    "run": "runs ran running",
    "shake": "shakes shook shaken shaking",
    "shoot": "shoots shot shooting",
    "take": "takes took taken taking",
    "withhold": "withholds withheld withholding",
    "wife": "wives",
}
_VOWELS = "aeiou"
_UNSTRESSED = ("detain", "confess", "abandon", "happen", "threaten", "inherit", "suspend", "offer")
_ARABIC_BEFORE = ("", "و", "ف", "ب", "ل", "ال", "وال", "بال", "فال", "كال", "لل", "ولل")
_ARABIC_AFTER = ("", "ات", "ين", "ون", "ه", "هم", "ها", "ت", "وا", "ة")
_PERSIAN_AFTER = (
    "",
    "ها",
    "های",
    "ی",
    "شان",
    "ش",
    "ند",
    "شده",
    "\u200cها",
    "\u200cهای",
    "\u200cشده",
)


def forms_of(word: str, language: str) -> frozenset[str]:
    """Every form of `word` that the text of `language` may show, in lower case."""
    return frozenset(_INFLECT.get(language, _alone)(word.lower()))


def _alone(word: str) -> set[str]:
    return {word}


def _english(word: str) -> set[str]:
    if word in _IRREGULAR:
        return {word, *_IRREGULAR[word].split()}
    return {word, *_regular(word)}


def _regular(word: str) -> set[str]:
    """Plural or third person, past and present participle, by the rules of spelling."""
    if word.endswith("e"):
        return {word + "s", word + "d", word[:-1] + "ing"}
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return {word + "es", word + "ed", word + "ing"}
    stem = word + word[-1] if _doubles(word) else word
    return {word + "s", stem + "ed", stem + "ing", word + "ed", word + "ing"}


def _doubles(word: str) -> bool:
    return (
        len(word) > 2
        and word[-1] not in _VOWELS + "wxy"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
        and word not in _UNSTRESSED
    )


def _russian(word: str) -> set[str]:
    from .russian import lexeme  # noqa: PLC0415  (the dictionary costs 0.3 s; English needs none)

    return {word, *lexeme(word)}


def _arabic(word: str) -> set[str]:
    return {before + word + after for before in _ARABIC_BEFORE for after in _ARABIC_AFTER}


def _persian(word: str) -> set[str]:
    return {word + after for after in _PERSIAN_AFTER}


_INFLECT: dict[str, Callable[[str], set[str]]] = {
    "en": _english,
    "ru": _russian,
    "ar": _arabic,
    "fa": _persian,
}
