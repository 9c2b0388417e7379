"""Answers on their way to a contact's mailbox.

Invariants:
- An answer is committed among the team's records first, marked as not sent; then it is put into
  the mailbox; then the mark goes. Killed in between, it is sent again: twice is better than never,
  and it is the same letter.
"""

from __future__ import annotations

import msgspec
from django.db import transaction

from holdfast.apps.intake.models import LetterOut, Mailbox
from holdfast.apps.intake.records import Caller, Conversation, Message, Outgoing
from holdfast.apps.intake.rules import RELAYED
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.letterbox import PublicKey, seal_letter
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.records import encode
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.writing import writing

from .mailboxes import INTAKE

_TRIES = 3


def send_again(actor: Actor, conversation: RecordId) -> None:
    """Put every answer of a conversation that is not sent into its mailbox.

    Raises NotGrantedError, StoreError. Where colleagues keep changing the conversation, the mark
    stays for the next time.
    """
    for _ in range(_TRIES):
        stored = read(actor, conversation, Conversation)
        for message in stored.value.unsent:
            letter = read(actor, RecordId(message), Message).value
            _send(stored.value, RecordId(message), _outgoing(actor, stored.value, letter))
        sent = msgspec.structs.replace(stored.value, unsent=())
        try:
            with writing(actor) as write:
                save(write, conversation, sent, revision=stored.revision)
        except EditConflictError:
            continue
        return


def _outgoing(actor: Actor, conversation: Conversation, message: Message) -> Outgoing:
    """An answer, with the address where a relay passes it on."""
    plain = Outgoing(text=message.text, written_at=message.at)
    if conversation.channel not in RELAYED:
        return plain
    caller = read(actor, RecordId(conversation.caller), Caller).value
    return msgspec.structs.replace(plain, channel=conversation.channel, to=caller.reach)


def _send(conversation: Conversation, letter: RecordId, answer: Outgoing) -> None:
    sealed = seal_letter(
        encode(answer),
        public=PublicKey(conversation.public),
        installation=installation(),
        place=f"reply/{letter}",
    )
    mailbox = conversation.mailbox
    new = {"mailbox": mailbox, "sealed": sealed}
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        if Mailbox.objects.filter(pk=mailbox).exists():
            LetterOut.objects.get_or_create(pk=letter, defaults=new)
