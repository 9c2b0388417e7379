"""Saved replies: which are in use, and in which language each is offered to somebody.

Invariants: what nobody answers for is never offered; a language is named, never guessed at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.errors import NotSignedError
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.records import SavedReply
from holdfast.apps.keyring.queries.bodies import Stored, find, read
from holdfast.apps.keyring.rules import Actor, RecordId, require


@dataclass(frozen=True, slots=True)
class Offer:
    """A saved reply as it is offered: in the contact's language, or in those that there are."""

    id: RecordId
    title: str
    languages: tuple[str, ...]
    is_theirs: bool


def saved_replies(*, actor: Actor) -> list[Stored[SavedReply]]:
    """Every saved reply, by title; retired ones last. Raises NotPermittedError, NotGrantedError,
    LineClosedError."""
    require(actor, Permission.ANSWER_CONTACTS)
    line = the_line(actor)
    found = find(actor, SavedReply, scope=line.scope, unit=line.unit)
    return sorted(found, key=lambda one: (one.value.is_retired, one.value.title.casefold()))


def offers(*, actor: Actor, language: str) -> list[Offer]:
    """The replies in use, those in this language first. Raises as `saved_replies`."""
    return _offers(saved_replies(actor=actor), language)


def text_of(*, actor: Actor, reply: RecordId, language: str) -> str:
    """The words of a reply that is in use. Raises NotSignedError, NotGrantedError."""
    require(actor, Permission.ANSWER_CONTACTS)
    value = read(actor, reply, SavedReply).value
    if not is_in_use(value) or language not in value.texts:
        raise NotSignedError
    return value.texts[language]


def is_in_use(value: SavedReply) -> bool:
    """Whether somebody answers for it, and it was not retired."""
    return bool(value.signed_by) and not value.is_retired


def _offers(found: Sequence[Stored[SavedReply]], language: str) -> list[Offer]:
    used = [one for one in found if is_in_use(one.value)]
    made = [_offer(one, language) for one in used]
    return sorted(made, key=lambda offer: (not offer.is_theirs, offer.title.casefold()))


def _offer(stored: Stored[SavedReply], language: str) -> Offer:
    texts = stored.value.texts
    is_theirs = language in texts
    languages = (language,) if is_theirs else tuple(texts)
    return Offer(stored.id, stored.value.title, languages, is_theirs)
