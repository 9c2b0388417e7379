"""Which texts of a release are searched, and what was found in them.

Invariants:
- Every text that leaves is searched; digests and opaque ids are not, which hold letters by chance.
- A judgement is about these words and these secrets: with other words it is gone.
- What one member found stays open for the next, who may not know whom it is about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from holdfast.apps.keyring.queries.identities import Identity
from holdfast.kernel.identifiers import derived_id
from holdfast.methods.disclosure.draft import Disclosure, DraftField, Secret, SecretKind
from holdfast.methods.disclosure.wording import explained

from .contents import Contents, audience_in_words, digest


class HitPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A span of one field of a draft."""

    field: str
    start: int
    end: int


class ReleaseHit(msgspec.Struct, frozen=True, kw_only=True):
    """A place that may give somebody away, and how a person judged it.

    `secrets` are opaque (record and number); `judged` is the reason why it gives nobody away, or
    empty as long as nobody has said so.
    """

    id: str
    places: tuple[HitPlace, ...]
    secrets: tuple[str, ...]
    says: str
    certainty: int
    shown: str
    found_by: str = ""
    judged: str = ""
    judged_by: str = ""


def fields_of(contents: Contents) -> tuple[DraftField, ...]:
    """Every text of a release that leaves, under names that a person understands."""
    fields = [
        DraftField("title", contents.title),
        DraftField("audience", audience_in_words(contents)),
        DraftField("language", contents.language),
    ]
    for number, part in enumerate(contents.parts, 1):
        fields += [DraftField(f"part {number}, heading", part.heading)]
        fields += [DraftField(f"part {number}, changed name", part.said_by)]
        for paragraph, text in enumerate(part.texts, 1):
            fields.append(DraftField(f"part {number}, paragraph {paragraph}", text))
        fields.append(DraftField(f"part {number}, proof", words_of_proof(part.proof)))
    return tuple(field for field in fields if field.text)


def words_of_proof(proof: str) -> str:
    """What a proof file says in words: its event. The rest of it is hashes and signatures."""
    event = json.loads(proof)["event"] if proof else {}
    return without_digests("\n".join(f"{key}: {value}" for key, value in sorted(event.items())))


def without_digests(text: str) -> str:
    """The text with digests and opaque ids blotted out: by chance they hold letters of a name."""
    return _OPAQUE.sub(lambda found: " " * len(found[0]), text)


_OPAQUE = re.compile(r"\b(?:(?=\w*[a-f])(?=\w*[0-9])[0-9a-f]{16,}|[a-z2-7]{26})\b")
_KINDS = {kind.value: kind for kind in SecretKind} | {"name": SecretKind.PERSON}


def secrets_of(identities: Iterable[Identity]) -> Iterator[Secret]:
    """What must not leave. A kind that we do not know is searched word by word."""
    for identity in identities:
        kind = _KINDS.get(identity.kind, SecretKind.OTHER)
        yield Secret(f"{identity.record}/{identity.number}", kind, identity.text)


def hit_of(found: Disclosure, fields: Sequence[DraftField], *, by: str = "") -> ReleaseHit:
    """A disclosure as it is kept. Its id lasts as long as the words and secrets it is about."""
    texts = {field.name: field.text for field in fields}
    shown = " ".join(texts[p.field][p.start : p.end] for p in found.places)
    places = tuple(HitPlace(field=p.field, start=p.start, end=p.end) for p in found.places)
    return ReleaseHit(
        id=_hit_id(places, found.secrets, texts),
        places=places,
        secrets=found.secrets,
        says=explained(found),
        certainty=int(found.certainty),
        shown=shown,
        found_by=by,
    )


def _hit_id(places: Sequence[HitPlace], secrets: Sequence[str], texts: Mapping[str, str]) -> str:
    around = [x for p in places for x in (p.field, digest(texts.get(p.field, "").encode()))]
    spans = [number for place in places for number in (place.start, place.end)]
    return derived_id("hit-", *around, *spans, *secrets, length=24)


def kept_hits(
    found: Iterable[ReleaseHit],
    earlier: Iterable[ReleaseHit],
    fields: Sequence[DraftField],
    *,
    by: str,
) -> tuple[ReleaseHit, ...]:
    """What `by` found now, and what others found before in words that still stand, with what was
    said of it: another member may know somebody whom this one does not.
    """
    texts = {field.name: field.text for field in fields}
    standing = [
        hit
        for hit in earlier
        if (hit.judged or hit.found_by != by) and hit.id == _hit_id(hit.places, hit.secrets, texts)
    ]
    return tuple(({hit.id: hit for hit in found} | {hit.id: hit for hit in standing}).values())


def open_hits(hits: Iterable[ReleaseHit]) -> tuple[ReleaseHit, ...]:
    """Those that nobody has judged."""
    return tuple(hit for hit in hits if not hit.judged)


def is_judged_elsewhere(found: ReleaseHit, judged: Iterable[ReleaseHit]) -> bool:
    """Whether the same letters of the same secrets were judged in the draft; for the files made
    from it, where fields have other names and lines break elsewhere.
    """
    known = {
        (secret, _letters(hit.shown)) for hit in judged if hit.judged for secret in hit.secrets
    }
    return all((secret, _letters(found.shown)) in known for secret in found.secrets)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
