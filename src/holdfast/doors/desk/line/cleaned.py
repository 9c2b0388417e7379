"""A file that somebody sent to the line, as a cleaned copy.

Invariants: whoever may not save the file as it was sent gets no copy of it either.
"""

from __future__ import annotations

from django.http import HttpResponse

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.queries import conversations
from holdfast.apps.intake.rules import ConversationId
from holdfast.apps.keyring.rules import FileId
from holdfast.doors.desk.cleaning import cleaned_file
from holdfast.doors.desk.entry import DeskRequest, page


@page(Permission.ANSWER_CONTACTS)
def cleaned(request: DeskRequest, conversation: str, file: str) -> HttpResponse:
    """What the file shows, and nothing else of it."""
    one, wanted = ConversationId(conversation), FileId(file)
    named, pieces = conversations.attachment(actor=request.actor, conversation=one, file=wanted)
    return cleaned_file(pieces, named.name)
