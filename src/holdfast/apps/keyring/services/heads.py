"""Signing the ledger's head, and remembering it.

Invariants: the key that signs is the team's, sealed like everything else; the ledger never sees it.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.models import RememberedHead
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.heads import ledger_keys, origin
from holdfast.apps.keyring.records import SeenHead
from holdfast.apps.keyring.rules import Actor, head_context
from holdfast.apps.ledger import queries as ledger
from holdfast.apps.ledger.services import sign_head as sign_ledger_head
from holdfast.vault.envelope import Plaintext, seal
from holdfast.vault.keys import sign_note


@in_words()
def sign_head(actor: Actor) -> str:
    """The head of the ledger as a signed note, kept here and to be kept elsewhere too."""
    key, private = ledger_keys(actor)
    return sign_ledger_head(key, lambda text: sign_note(text, private))


@in_words()
def remember_head(actor: Actor) -> None:
    """Let the actor remember the head as it stands now, sealed for them alone."""
    head = ledger.head(origin())
    row = RememberedHead.objects.filter(pk=actor.member).first()
    version = row.version + 1 if row else 1
    plain = Plaintext(msgspec.msgpack.encode(SeenHead(head.size, head.root)))
    context = head_context(installation(), actor.member, version)
    RememberedHead.objects.update_or_create(
        member=actor.member,
        defaults={
            "version": version,
            "sealed": seal(plain, key=actor.keys.keyring, context=context),
        },
    )
