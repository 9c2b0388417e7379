"""Long lists, so many to a page that every page stays small.

Invariants: a page that does not exist is said not to exist; the order of the list is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import Http404

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a list: `before` and `after` are the numbers of its neighbours, or 0."""

    rows: Sequence[T]
    number: int
    of: int
    before: int
    after: int


def leaf(rows: Sequence[T], number: int, *, most: int) -> Leaf[T]:
    """The page of this number, counted from 1. Raises Http404 where there is none."""
    pages = max(1, -(-len(rows) // most))
    if not 1 <= number <= pages:
        raise Http404
    start = (number - 1) * most
    return Leaf(
        rows[start : start + most],
        number,
        pages,
        before=number - 1,
        after=number + 1 if number < pages else 0,
    )
