"""Given names and what people make of them: variants across languages, and diminutives.

Invariants:
- `root` maps every form of a name in `given_names.csv` to one canonical `sound`; an unknown word
  is its own root, and a form that belongs to two names is too (Sasha says nothing).
- The file is our own work; a name's form in another script stands beside it.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from importlib import resources

from holdfast.language.person_names.sound import sound


@dataclass(frozen=True, slots=True)
class _Entry:
    root: str
    sex: str


@functools.lru_cache(maxsize=1)
def _entries() -> dict[str, _Entry]:
    text = resources.files(__package__).joinpath("given_names.csv").read_text("utf-8")
    known: dict[str, _Entry] = {}
    shared: set[str] = set()
    for row in csv.DictReader(text.splitlines()):
        entry = _Entry(sound(row["name"]), row["sex"])
        for key in {sound(form) for form in (row["name"], *row["forms"].split())}:
            if key in known and known[key].root != entry.root:
                shared.add(key)
            known[key] = entry
    canonical = {entry.root for entry in known.values()}
    return {key: entry for key, entry in known.items() if key not in shared or key in canonical}


@functools.lru_cache(maxsize=1)
def _kunyas() -> dict[str, str]:
    text = resources.files(__package__).joinpath("kunyas.csv").read_text("utf-8")
    return {sound(row["child"]): sound(row["name"]) for row in csv.DictReader(text.splitlines())}


def root(key: str) -> str:
    """The canonical `sound` of a given name's `sound`; of an unknown word, the word itself."""
    entry = _entries().get(key)
    return entry.root if entry else key


def is_given_name(key: str) -> bool:
    """Whether a `sound` is a form of a given name that the file knows."""
    return key in _entries()


def sex_of_given(key: str) -> str | None:
    """`m` or `f` where the file knows the name and it is one sex's; else None."""
    entry = _entries().get(key)
    return (entry.sex or None) if entry else None


def name_behind_kunya(child: str) -> str | None:
    """The given name that convention puts behind "father of `child`" (a `sound`), or None."""
    return _kunyas().get(root(child)) or _kunyas().get(child)
