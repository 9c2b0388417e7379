"""Given names and the gender they usually tell, in Latin and Cyrillic spellings.

Invariants: a name borne by women and men alike tells nothing; look-ups ignore case; a name that is
not listed tells nothing either.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from importlib.resources import files


class Gender(StrEnum):
    """Grammatical gender of a person as the text uses it."""

    MALE = "male"
    FEMALE = "female"


def gender_of_given_name(name: str) -> Gender | None:
    """The gender that a given name usually tells, or None where it tells none or is not listed."""
    return _names().get(name.lower())


@lru_cache(maxsize=1)
def _names() -> dict[str, Gender]:
    text = files(__package__).joinpath("data", "given_names.txt").read_text(encoding="utf-8")
    sets: dict[Gender, set[str]] = {gender: set() for gender in Gender}
    current = sets[Gender.MALE]
    for line in text.splitlines():
        if line.startswith("["):
            current = sets[Gender(line.strip("[] "))]
        elif not line.startswith("#"):
            current.update(line.split())
    both = sets[Gender.MALE] & sets[Gender.FEMALE]
    return {name: g for g, names in sets.items() for name in names if name not in both}
