"""Which column of a list says what, by its header.

Invariants:
- A header is known by a word list in several languages, or by the settings, which go first.
- A list without a name in any form is refused: without names nobody can be recognised.
- Messages count columns and name roles; they never repeat a header that was not recognised.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from importlib import resources

import yaml

from holdfast.language.scripts import latinised
from holdfast.methods.linkage.errors import ListError


class Role(StrEnum):
    """What a column can say."""

    ID = "id"
    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    FATHER = "father"
    BORN = "born"
    AGE = "age"
    EVENT = "event"
    PLACE = "place"
    SEX = "sex"


@functools.lru_cache(maxsize=1)
def _known() -> dict[str, Role]:
    text = resources.files(__package__).joinpath("headers.yaml").read_text("utf-8")
    listed: dict[str, list[object]] = yaml.safe_load(text)
    known: dict[str, Role] = {}
    for role, forms in listed.items():
        for form in forms:
            known.setdefault(_plain(str(form)), Role(role))
    return known


def roles_of(header: Sequence[str], *, named: Mapping[str, str]) -> dict[Role, int]:
    """The position of each role in a header line.

    `named` maps roles to headers and goes before the word list. Raises ListError where a named
    column is missing, a role stands twice, or no column holds names.
    """
    plain = [_plain(cell) for cell in header]
    found = _named(plain, named)
    for position, cell in enumerate(plain):
        role = _known().get(cell)
        if role is None or role in named or position in found.values():
            continue
        if role in found:
            raise ListError(
                f"Columns {found[role] + 1} and {position + 1} both seem to hold: {role}.",
                hint=f"Say in the settings which one it is (columns: {{{role}: header}}).",
            )
        found[role] = position
    _check_names(found, len(header))
    return found


def _plain(header: str) -> str:
    return " ".join(re.findall(r"[a-z0-9№]+", latinised(re.sub(r"[’'ʼ]", "", header))))


def _named(plain: list[str], named: Mapping[str, str]) -> dict[Role, int]:
    found: dict[Role, int] = {}
    for role, header in named.items():
        if role not in set(Role):
            raise ListError(
                "The settings name a column for something that lists do not have.",
                hint=f"There are: {', '.join(Role)}.",
            )
        if _plain(header) not in plain:
            raise ListError(
                f"The column that the settings name for {role} is not in the list.",
                hint="Headers must be spelled as in the file's first line.",
            )
        found[Role(role)] = plain.index(_plain(header))
    return found


def _check_names(found: dict[Role, int], width: int) -> None:
    if not {Role.NAME, Role.GIVEN, Role.FAMILY} & set(found):
        raise ListError(
            f"None of the {width} columns is known to hold names.",
            hint="The first line must be headers, such as name, date of birth, date, place; or say "
            "in the settings which column is which.",
        )
