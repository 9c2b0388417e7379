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
from holdfast.apps.intake.records import Conversation, Message, Outgoing
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.letterbox import PublicKey, seal_letter
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.bodies import Stored, read
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
            _send(stored, RecordId(message), read(actor, RecordId(message), Message).value)
        sent = msgspec.structs.replace(stored.value, unsent=())
        try:
            with writing(actor) as write:
                save(write, conversation, sent, revision=stored.revision)
        except EditConflictError:
            continue
        return


def _send(conversation: Stored[Conversation], letter: RecordId, message: Message) -> None:
    sealed = seal_letter(
        encode(Outgoing(text=message.text, written_at=message.at)),
        public=PublicKey(conversation.value.public),
        installation=installation(),
        place=f"reply/{letter}",
    )
    mailbox = conversation.value.mailbox
    new = {"mailbox": mailbox, "sealed": sealed}
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        if Mailbox.objects.filter(pk=mailbox).exists():
            LetterOut.objects.get_or_create(pk=letter, defaults=new)
