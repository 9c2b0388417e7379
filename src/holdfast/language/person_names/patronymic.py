"""The father's name inside a patronymic: Ruslanovich, Ruslanovna, Ruslan ogly, ibn Ruslan.

Invariants:
- The answer is the father's name as a `sound`, so that it meets a column that gives it plainly.
- `-ić` and `-ic` are family names, never patronymics; only `-ich` and `-ич` are.
"""

from __future__ import annotations

import re

from holdfast.language.person_names.lexicon import is_given_name
from holdfast.language.person_names.sound import sound
from holdfast.language.scripts import latinised

_SUFFIX = re.compile(
    r"(?P<stem>.{2,}?)(?:(?P<man>(?:o|e|yo)[vw]i(?:ch|tch|tsch|cz)|ich)"
    r"|(?P<woman>(?:o|e|yo)[vw]na|ichna|inichna))$"
)
_JOINED = re.compile(
    r"(?P<stem>.{3,}?)-?(?:(?P<man>ogly|oghly|oglu|oghlu|uly|ugli)|(?P<woman>kyzy|kizi|qizi|gyzy))$"
)
SONS = frozenset("ibn bin ben bn abn ould walad ogly oghly oglu oghlu uly ugli".split())
DAUGHTERS = frozenset("bint binti bent bnt abnt kyzy kizi qizi gyzy".split())


def father_in(word: str) -> tuple[str, str] | None:
    """The father's name (a `sound`) and the child's sex (`m` or `f`) from one patronymic word.

    None where the word is no patronymic.
    """
    latin = latinised(word)
    found = _JOINED.fullmatch(latin) or _SUFFIX.fullmatch(latin)
    if found is None:
        return None
    return _father(found["stem"]), "f" if found["woman"] else "m"


def _father(stem: str) -> str:
    """The name before -ovich took its ending: Мус-ович is Musa's son, Василь-евич Vasily's."""
    plain = re.sub(r"(?:iy|y|i)$", "i", stem)
    candidates = (stem, plain, f"{stem}a", f"{stem}y", f"{plain}a", f"{stem}o")
    known = (sound(name) for name in candidates if is_given_name(sound(name)))
    return next(known, sound(plain))
