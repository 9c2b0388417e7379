"""The language of a text, as ISO 639-1, or "und".

Invariants:
- Where a script belongs to one language, the script decides; otherwise words do, and only where
  they leave doubt, the n-gram model of py3langid.
- Too little text is "und" unless its script is decisive: a wrong language would choose wrong rules.
- The same text gives the same answer; only the start of a long text is looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNKNOWN = "und"
_SAMPLE = 1500
_FEWEST_WORDS = 4
_SURE = 0.9
_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN = re.compile(r"[а-яё\u0301]*(?:[^\u0400-\u04ff]+[а-яё\u0301]*)*")

_SCRIPTS = (
    ("latin", r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    ("cyrillic", r"[\u0400-\u04ff]"),
    ("arabic", r"[\u0600-\u06ff\u0750-\u077f]"),
    ("ja", r"[\u3040-\u30ff]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("ka", r"[\u10a0-\u10ff]"),
    ("hy", r"[\u0530-\u058f]"),
    ("el", r"[\u0370-\u03ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("th", r"[\u0e00-\u0e7f]"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _SCRIPTS)

# Words that no neighbour shares, or shares with few.
_WORDS = {
    "en": "the of and to in that was is for on with by were have has they are who not from said",
    "ru": "и в не на что с по как это из был были его за от но он она для они или также когда",
    "uk": "і в не на що з по як це із був були його за від але він вона для вони або також коли є",
}
_STOPWORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_MODEL_LANGUAGES = {
    "latin": "en de fr es it pt nl pl cs sk sl hr bs hu ro sq tr az sv no da fi et lv lt eu ca ga "
    "id ms vi sw".split(),
    "cyrillic": "ru uk be bg sr mk kk ky mn".split(),
    "arabic": "ar fa ur ps ug".split(),
}


def language_of(text: str) -> str:
    """The language of `text` as ISO 639-1, or "und" where too little or too mixed text tells."""
    sample = text[: 2 * _SAMPLE].strip()[:_SAMPLE]
    script = _script_of(sample)
    if script not in _MODEL_LANGUAGES:
        return script
    words = [word.lower() for word in _WORD.findall(sample)]
    if script == "cyrillic" and (letters := _by_cyrillic_letters(sample)):
        return letters
    if sure := _by_words(words):
        return sure
    if len(words) < _FEWEST_WORDS:
        return UNKNOWN
    return _by_model(sample, script, len(words))


def _script_of(sample: str) -> str:
    letters = "".join(set(sample))  # most scripts are not there at all: seen in these few
    present = ((name, pattern) for name, pattern in _PATTERNS if pattern.search(letters))
    counts = Counter({name: len(pattern.findall(sample)) for name, pattern in present})
    if not counts:
        return UNKNOWN
    name, count = counts.most_common(1)[0]
    total = counts.total()
    if counts["ja"] * 10 > total:
        return "ja"
    return name if count and count * 10 >= total * 6 else UNKNOWN


def _by_cyrillic_letters(sample: str) -> str | None:
    """The languages whose letters no neighbour writes, and those we know too little of."""
    low = sample.lower()
    if sum(low.count(letter) for letter in "ӏӀ") * 100 > len(low):
        return UNKNOWN  # Chechen, Ingush, Avar: no model tells them apart
    if "ў" in low:
        return "be"
    if any(letter in low for letter in "їєґ") and "ы" not in low:
        return "uk"
    if any(letter in low for letter in "ыэ") and _RUSSIAN.fullmatch(low):
        return "ru" if low.count(" ") >= 2 else None
    return None


def _by_words(words: list[str]) -> str | None:
    if len(words) < 8:
        return None
    shares = {name: sum(map(stop.__contains__, words)) for name, stop in _STOPWORDS.items()}
    best, count = max(shares.items(), key=lambda item: item[1])
    others = max(other for name, other in shares.items() if name != best)
    needed = 0.2 if best == "en" else 0.12
    return best if count > needed * len(words) and count >= 3 and count > others * 1.3 else None


@cache
def _model(script: str) -> LanguageIdentifier:
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(model.labels)
    model.set_languages([name for name in _MODEL_LANGUAGES[script] if name in known])
    return model


def _by_model(sample: str, script: str, words: int) -> str:
    language, probability = _model(script).classify(sample)
    sure = _SURE if words >= 12 else 0.97
    return str(language) if probability >= sure else UNKNOWN
