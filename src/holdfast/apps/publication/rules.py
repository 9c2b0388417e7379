"""Releases as values and pure functions: states, parts, what leaves and what is searched.

Invariants:
- draft -> checked -> signed once -> signed -> released -> recalled. Every other step is refused in
  words. A change of what would leave takes the check and all signatures away.
- What leaves is `released_json`, and what is made from the same fields; nothing else is looked up.
- Two different members sign, and they sign the bytes that leave.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, Protocol

import msgspec

from holdfast.apps.archive.rules import (
    Audience,
    ConsentAct,
    ExhibitId,
    Paragraph,
    TestimonyId,
    Use,
)
from holdfast.apps.keyring.queries.identities import Identity
from holdfast.apps.keyring.rules import ScopeId
from holdfast.apps.review.rules import FindingId
from holdfast.kernel.identifiers import derived_id, random_id
from holdfast.methods.custody.verifier import canonical_json
from holdfast.methods.disclosure.draft import Disclosure, DraftField, Secret, SecretKind
from holdfast.methods.disclosure.wording import explained

from .errors import IncompleteReleaseError, WrongStateError

ReleaseId = NewType("ReleaseId", ScopeId)
SIGNERS = 2
FORMAT = "holdfast-release-1"


class State(StrEnum):
    """How far a release has come. The text is sealed and never changes."""

    DRAFT = "draft"
    CHECKED = "checked"
    SIGNED_ONCE = "signed once"
    SIGNED = "signed"
    RELEASED = "released"
    RECALLED = "recalled"


class Act(StrEnum):
    """What can be done with a release."""

    CHANGE = "change"
    CHECK = "check"
    SIGN = "sign"
    REOPEN = "reopen"
    RELEASE = "release"
    RECALL = "recall"


_S = State
_MOVES: dict[Act, dict[State, State]] = {
    Act.CHANGE: {_S.DRAFT: _S.DRAFT, _S.CHECKED: _S.DRAFT},
    Act.CHECK: {_S.DRAFT: _S.CHECKED, _S.CHECKED: _S.CHECKED, _S.SIGNED_ONCE: _S.SIGNED_ONCE},
    Act.SIGN: {_S.CHECKED: _S.SIGNED_ONCE, _S.SIGNED_ONCE: _S.SIGNED},
    Act.REOPEN: {_S.CHECKED: _S.DRAFT, _S.SIGNED_ONCE: _S.DRAFT, _S.SIGNED: _S.DRAFT},
    Act.RELEASE: {_S.SIGNED: _S.RELEASED},
    Act.RECALL: {_S.RELEASED: _S.RECALLED},
}
_WHY_NOT = {
    State.DRAFT: "It is a draft that has not been checked.",
    State.CHECKED: "It was checked, and nobody has signed it.",
    State.SIGNED_ONCE: "One person has signed it. It needs another.",
    State.SIGNED: "Two people have signed it.",
    State.RELEASED: "It was released. What was released is never changed.",
    State.RECALLED: "It was recalled.",
}
_NEXT = {
    State.DRAFT: "Check it first.",
    State.CHECKED: "Two publishers sign it next.",
    State.SIGNED_ONCE: "Let another publisher sign it, or take the signature back.",
    State.SIGNED: "Release it, or take the signatures back.",
    State.RELEASED: "Recall it, and draft a new one.",
    State.RECALLED: "Draft a new one.",
}


def moved(state: State, act: Act) -> State:
    """The state after an act. Raises WrongStateError in words where the act is not for it."""
    after = _MOVES[act].get(state)
    if after is None:
        raise WrongStateError(f"{_WHY_NOT[state]} Nothing was changed.", hint=_NEXT[state])
    return after


def may_move(state: State, act: Act) -> bool:
    """Whether an act is for a release in this state."""
    return state in _MOVES[act]


# ------------------------------------------------------------ parts


class PartKind(StrEnum):
    """What a part of a release is."""

    WORDS = "words"
    TESTIMONY = "testimony"
    FINDING = "finding"
    EXHIBIT = "exhibit"


class ReleasePart(msgspec.Struct, frozen=True, kw_only=True):
    """One part, copied when it was added. Only `heading`, `said_by`, `texts`, `sha256`,
    `size_bytes` and `proof` leave; the rest says where it came from and on what ground.
    """

    id: str
    kind: PartKind
    heading: str = ""
    said_by: str = ""
    texts: tuple[str, ...] = ()
    sha256: str = ""
    size_bytes: int = 0
    proof: str = ""
    testimony: str = ""
    paragraph: str = ""
    conditions: str = ""
    acts: tuple[ConsentAct, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Our own words: an introduction, a note on method."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A paragraph of testimony, under the changed name."""

    testimony: TestimonyId
    paragraph: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit's proof, without its file, under a heading that may be read by all."""

    exhibit: ExhibitId
    heading: str


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of the review, in sentences that hold nobody's judgement but its count."""

    finding: FindingId


Source = Words | Quoted | Shown | Found


def words_part(source: Words) -> ReleasePart:
    """Our own words as a part. Raises IncompleteReleaseError."""
    paragraphs = tuple(text.strip() for text in source.text.split("\n\n") if text.strip())
    if not paragraphs:
        raise IncompleteReleaseError(hint="Write the words that are to be released.")
    return ReleasePart(
        id=random_id(), kind=PartKind.WORDS, heading=source.heading.strip(), texts=paragraphs
    )


def finding_part(source: Found, *, title: str, sentences: tuple[str, ...]) -> ReleasePart:
    """A finding as a part."""
    return ReleasePart(
        id=random_id(),
        kind=PartKind.FINDING,
        heading=title,
        texts=sentences,
        source=source.finding,
    )


def quoted_part(
    source: Quoted, paragraph: Paragraph, *, said_by: str, conditions: str
) -> ReleasePart:
    """A paragraph of testimony as a part, with the consent it stands on."""
    return ReleasePart(
        id=random_id(),
        kind=PartKind.TESTIMONY,
        said_by=said_by,
        texts=(paragraph.text,),
        testimony=source.testimony,
        paragraph=paragraph.id,
        conditions=conditions,
        acts=paragraph.acts,
    )


def paragraph_of(part: ReleasePart) -> Paragraph:
    """The paragraph of testimony as it was when the part was added."""
    return Paragraph(id=part.paragraph, text="\n\n".join(part.texts), acts=part.acts)


# ------------------------------------------------------------ what leaves


class Contents(Protocol):
    """What of a release leaves: `records.Release` has it, and more that does not."""

    @property
    def alias(self) -> str:
        """Its short name."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def language(self) -> str:
        """The language it is written in."""

    @property
    def use(self) -> Use:
        """What it is for."""

    @property
    def audience(self) -> str:
        """For whom it is; empty for the public."""

    @property
    def parts(self) -> tuple[ReleasePart, ...]:
        """Its parts, in their order."""


def audience_of(contents: Contents) -> Audience:
    """Whom the release is meant for, as the archive knows audiences."""
    return Audience(contents.use, contents.audience)


def audience_in_words(contents: Contents) -> str:
    """Whom the release is meant for, for people."""
    return contents.audience or "The public"


def released_json(contents: Contents) -> bytes:
    """The bytes that two members sign: every released field, and no other."""
    return canonical_json(
        {
            "format": FORMAT,
            "release": contents.alias,
            "title": contents.title,
            "language": contents.language,
            "audience": audience_in_words(contents),
            "parts": [_released(part) for part in contents.parts],
        }
    )


def _released(part: ReleasePart) -> dict[str, object]:
    fields: dict[str, object] = {"kind": part.kind.value}
    fields |= {"heading": part.heading} if part.heading else {}
    fields |= {"said_by": part.said_by} if part.said_by else {}
    fields |= {"texts": list(part.texts)} if part.texts else {}
    if part.kind is PartKind.EXHIBIT:
        fields |= {"sha256": part.sha256, "size_bytes": part.size_bytes}
    return fields


def digest(data: bytes) -> str:
    """SHA-256 in hex, as proofs give it."""
    return hashlib.sha256(data).hexdigest()


def check_complete(contents: Contents) -> None:
    """Return where the release has what one needs. Raises IncompleteReleaseError."""
    if not contents.title.strip() or not contents.language.strip():
        raise IncompleteReleaseError(hint="Give it a title and say in which language it is.")
    if contents.use not in (Use.PUBLISH, Use.SHARE, Use.COURT):
        raise IncompleteReleaseError(hint="Say whether it is for the public, a body or a court.")
    if (contents.use is Use.PUBLISH) == bool(contents.audience.strip()):
        raise IncompleteReleaseError(
            hint="Name whom it is for, unless it is for the public: then name nobody."
        )


# ------------------------------------------------------------ what is searched


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


def hit_of(found: Disclosure, fields: Sequence[DraftField]) -> ReleaseHit:
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
    )


def _hit_id(places: Sequence[HitPlace], secrets: Sequence[str], texts: Mapping[str, str]) -> str:
    around = [x for p in places for x in (p.field, digest(texts.get(p.field, "").encode()))]
    spans = [number for place in places for number in (place.start, place.end)]
    return derived_id("hit-", *around, *spans, *secrets, length=24)


def kept_hits(
    found: Iterable[ReleaseHit], earlier: Iterable[ReleaseHit], fields: Sequence[DraftField]
) -> tuple[ReleaseHit, ...]:
    """What was found now, and what others found before in words that still stand, with what was
    said of it: another member may know somebody whom this one does not.
    """
    texts = {field.name: field.text for field in fields}
    standing = [hit for hit in earlier if hit.id == _hit_id(hit.places, hit.secrets, texts)]
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


# ------------------------------------------------------------ signatures


class ReleaseSignature(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed which bytes on which day; `event` names the signed entry of the ledger."""

    member: str
    day: str
    sha256: str
    event: str


def signatures_hold(signatures: Sequence[ReleaseSignature], released: bytes) -> bool:
    """Whether two different members signed exactly these bytes."""
    signers = {signature.member for signature in signatures}
    wanted = digest(released)
    return len(signers) >= SIGNERS and all(s.sha256 == wanted for s in signatures)


def uses_withdrawn(
    paragraphs: Iterable[tuple[str, str]], use: Use, withdrawn: frozenset[tuple[str, str, Use]]
) -> tuple[str, ...]:
    """The paragraphs, of (testimony, paragraph), whose use was withdrawn."""
    return tuple(p for t, p in paragraphs if (t, p, use) in withdrawn)
