"""What is compared of each row, worked out once: sounds of names, spans of days, points on the map.

Invariants:
- One row a person-entry, in the order of the lists; `row_id` counts from 0 over all lists.
- A value that is not known is missing (None), never empty and never zero.
- Work is done once for each distinct cell, so a million rows cost what their distinct names cost.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from holdfast.language.person_names.lexicon import root
from holdfast.language.person_names.reading import (
    PersonName,
    WordOrder,
    order_shown,
    read_name,
    read_parts,
)
from holdfast.language.person_names.sound import frame
from holdfast.methods.linkage.cells import (
    Span,
    born_from_age,
    read_age,
    read_date,
    read_sex,
    year_span,
)
from holdfast.methods.linkage.headers import Role
from holdfast.methods.linkage.lists import NamedList
from holdfast.methods.linkage.places import Gazetteer, gazetteer_of
from holdfast.methods.linkage.settings import LinkSettings

_SHORTEST_FRAME = 3
_MOST_ASKED = 5000
_LEAST_LEAN = 0.3

NAME_COLUMNS = (
    "given given_root given_frame given_initial family family_second family_frame father "
    "father_root father_frame father_initial"
).split()
DATE_COLUMNS = (
    "born_first born_last born_day born_year born_month born_of_month event_first event_last"
).split()
PLACE_COLUMNS = "place place_x place_y place_z".split()
COLUMNS = ("row_id", "list_number", *NAME_COLUMNS, *DATE_COLUMNS, *PLACE_COLUMNS, "sex")


def features_of(lists: Sequence[NamedList], settings: LinkSettings) -> pd.DataFrame:
    """One row of features for each row of each list, with the columns `COLUMNS`."""
    gazetteer = gazetteer_of(settings.country)
    frames = [
        _list_features(number, named, settings, gazetteer) for number, named in enumerate(lists)
    ]
    table = pd.concat(frames, ignore_index=True)
    table.insert(0, "row_id", range(len(table)))
    return table[list(COLUMNS)]


def _list_features(
    number: int, named: NamedList, settings: LinkSettings, gazetteer: Gazetteer
) -> pd.DataFrame:
    names = _names(named)
    own = settings.for_list(named.name)
    day_first = settings.day_first if own.day_first is None else own.day_first
    events = _distinct(named.cells.get(Role.EVENT, ()), lambda c: read_date(c, day_first=day_first))
    born = _births(named, events, day_first=day_first, reference_year=own.reference_year)
    columns: dict[str, list[Any]] = {"list_number": [number] * named.size}
    columns |= _columns(NAME_COLUMNS, (name_cells(name) for name in names))
    spans = zip(born, events or [None] * named.size, strict=True)
    columns |= _columns(DATE_COLUMNS, (date_cells(*pair) for pair in spans))
    places = named.cells.get(Role.PLACE) or [""] * named.size
    columns |= _columns(PLACE_COLUMNS, _distinct(places, gazetteer.cells_of))
    sexes = named.cells.get(Role.SEX) or [""] * named.size
    columns["sex"] = [read_sex(c) or n.sex or None for c, n in zip(sexes, names, strict=True)]
    return _typed(columns)


def _typed(columns: dict[str, list[Any]]) -> pd.DataFrame:
    """A frame whose whole numbers stay whole beside missing ones."""
    whole = {"list_number", *DATE_COLUMNS}
    real = {"place_x", "place_y", "place_z"}
    kinds = {
        name: "Int64" if name in whole else "float64" if name in real else "string"
        for name in columns
    }
    return pd.DataFrame({name: pd.Series(v, dtype=kinds[name]) for name, v in columns.items()})


def _columns(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def _distinct(cells: Sequence[str], read: Callable[[str], Any]) -> list[Any]:
    known = {cell: read(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _names(named: NamedList) -> list[PersonName]:
    """Names from columns of their own where a list has both, else from the whole name."""
    blank = [""] * named.size
    given, family, father, whole = (
        named.cells.get(role) or blank for role in (Role.GIVEN, Role.FAMILY, Role.FATHER, Role.NAME)
    )
    is_whole = Role.NAME in named.cells and not {Role.GIVEN, Role.FAMILY} <= set(named.cells)
    if is_whole:
        habit = habit_of(whole)
        return [_with_father(w, f, habit) for w, f in zip(whole, father, strict=True)]
    return [read_parts(*parts) for parts in zip(given, family, father, strict=True)]


def habit_of(names: Sequence[str]) -> WordOrder:
    """Where a list puts the family name, by a count over the names that show it."""
    shown = [order_shown(name) for name in itertools.islice(names, _MOST_ASKED)]
    lean, showing = sum(shown), sum(order is not WordOrder.UNKNOWN for order in shown)
    if not lean or abs(lean) < _LEAST_LEAN * showing:
        return WordOrder.UNKNOWN
    return WordOrder.FAMILY_FIRST if lean < 0 else WordOrder.FAMILY_LAST


@lru_cache(maxsize=262_144)
def _with_father(whole: str, father: str, habit: WordOrder) -> PersonName:
    name = read_name(whole, habit)
    if not father:
        return name
    above = read_parts(name.given, "", father)
    sex = name.sex or above.sex
    return PersonName(name.given, name.family, name.family_parts, above.father, name.kunya, sex)


@lru_cache(maxsize=262_144)
def name_cells(name: PersonName) -> tuple[str | None, ...]:
    """The `NAME_COLUMNS` of a name. A part that is an initial has only `..._initial`."""
    second = name.family_parts[1] if len(name.family_parts) > 1 else None
    return (
        *_part_cells(name.given),
        name.family or None,
        second,
        _frame(name.family),
        *_part_cells(name.father),
    )


def _part_cells(part: str) -> tuple[str | None, str | None, str | None, str | None]:
    if len(part) < 2:
        return None, None, None, part or None
    known = root(part)
    return part, known, _frame(known), part[0]


def _frame(part: str) -> str | None:
    made = frame(part)
    return made if len(made) >= _SHORTEST_FRAME else None


def _births(
    named: NamedList, events: list[Span | None], *, day_first: bool, reference_year: int | None
) -> list[Span | None]:
    blank = [""] * named.size
    born = _distinct(
        named.cells.get(Role.BORN) or blank, lambda cell: read_date(cell, day_first=day_first)
    )
    reference = year_span(reference_year) if reference_year else None
    ages = _distinct(named.cells.get(Role.AGE) or blank, read_age)
    return [
        span or _from_age(age, event or reference)
        for span, age, event in zip(born, ages, events or [None] * named.size, strict=True)
    ]


def _from_age(age: int | None, reference: Span | None) -> Span | None:
    return born_from_age(age, reference) if age is not None and reference is not None else None


@lru_cache(maxsize=262_144)
def date_cells(born: Span | None, event: Span | None) -> tuple[int | None, ...]:
    """The `DATE_COLUMNS` of a span of birth and a span of the event."""
    first, last = born or (None, None)
    parts: tuple[int | None, ...] = (None, None, None, None)
    if first is not None and first == last:
        date = dt.date.fromordinal(first)
        parts = (first, date.year, date.month, date.day)
    return (first, last, *parts, *(event or (None, None)))
