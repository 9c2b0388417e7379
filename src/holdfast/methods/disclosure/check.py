"""What a draft would give away: every secret in every field, however it is written.

Invariants:
- Recall goes before precision: a hit is a question to a person, with its reason and certainty.
- The same fields and secrets give the same disclosures in the same order, whatever the order of the
  secrets.
- It finds no secret that the caller did not name, and no person told by circumstance (age, village
  and month together): that a draft has no disclosure does not prove that nobody is known by it.

Method and limits: docs/methods/disclosure.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from .codes import CodeSearch
from .dates import DateSearch
from .draft import Certainty, Disclosure, DraftField, Hit, Manner, Place, Secret, SecretKind
from .names import NameSearch
from .phones import PhoneSearch
from .split import SplitSearch
from .stream import Stream, stream_of, words_of

_Key = tuple[tuple[Place, ...], SecretKind, tuple[Manner, ...], Certainty]
_ORDER = {manner: at for at, manner in enumerate(Manner)}


class SecretIndex:
    """Secrets made ready for searching, for callers with many drafts. Holds them in clear."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        """Empty texts are left out: they stand everywhere."""
        self._secrets = [secret for secret in secrets if secret.text.strip()]
        self._names = NameSearch(self._secrets)
        self._split = SplitSearch(self._secrets)
        self._phones = PhoneSearch(self._secrets)
        self._codes = CodeSearch(self._secrets)
        self._dates = DateSearch(self._secrets)

    def check(self, fields: Sequence[DraftField]) -> tuple[Disclosure, ...]:
        """Every disclosure of these fields, by field, place and falling certainty."""
        stream = stream_of(fields)
        words = words_of(stream)
        hits = chain(
            self._names.find(words),
            self._split.find(words),
            self._phones.find(stream),
            self._codes.find(stream),
            self._dates.find(stream, words),
        )
        return self._told(stream, _fullest(hits))

    def _told(self, stream: Stream, hits: Iterable[Hit]) -> tuple[Disclosure, ...]:
        """Hits at one place in one manner as one disclosure, in the order of the draft."""
        secrets: dict[_Key, set[str]] = defaultdict(set)
        for hit in hits:
            secret = self._secrets[hit.secret]
            places = stream.places(hit.start, hit.end)
            manners = hit.manners | {Manner.SPLIT} if len(places) > 1 else hit.manners
            told = tuple(sorted(manners, key=_ORDER.__getitem__))
            secrets[places, secret.kind, told, hit.certainty].add(secret.id)
        found = [
            Disclosure(places, kind, tuple(sorted(ids)), manners, certainty)
            for (places, kind, manners, certainty), ids in secrets.items()
        ]
        rank = {name: at for at, name in enumerate(stream.names)}
        return tuple(sorted(found, key=lambda found_: _rank(found_, rank)))


def check(fields: Sequence[DraftField], secrets: Sequence[Secret]) -> tuple[Disclosure, ...]:
    """Every place of the draft that would give a secret away, in the draft's order.

    Fields that belong together stand beside each other: a name may run over the border of two.
    """
    return SecretIndex(secrets).check(fields)


def _fullest(hits: Iterable[Hit]) -> list[Hit]:
    """Of a secret's hits that overlap, the surest, then the longest, then the plainest."""
    by_secret: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_secret[hit.secret].append(hit)
    return [hit for some in by_secret.values() for hit in _without_overlaps(some)]


def _without_overlaps(hits: list[Hit]) -> list[Hit]:
    if len(hits) == 1:
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=_weight):
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return kept


def _weight(hit: Hit) -> tuple[int, int, bool, int, int]:
    length = hit.end - hit.start
    return -hit.certainty, -length, Manner.SPLIT in hit.manners, len(hit.manners), hit.start


def _rank(found: Disclosure, fields: dict[str, int]) -> tuple[object, ...]:
    first = found.places[0]
    return (
        fields[first.field],
        first.start,
        first.end,
        -found.certainty,
        found.kind,
        found.manners,
        found.secrets,
    )
