"""Members by alias, as the line's pages show them.

Invariants: an alias is all that is shown of a member; a conversation is handed only to somebody who
answers the line.
"""

from __future__ import annotations

from holdfast.apps.accounts.queries import members
from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.intake.queries.line import who_answers
from holdfast.doors.desk.request import DeskRequest

People = dict[MemberId, str]


def people_of(request: DeskRequest) -> People:
    """Every member's alias by id."""
    return {listed.id: listed.alias for listed in members(request.active)}


def others_who_answer(request: DeskRequest, people: People) -> list[tuple[str, str]]:
    """Those to whom a conversation can be handed over, with their aliases."""
    answering = who_answers(request.actor)
    return [(m, people[m]) for m in answering if m != request.active.id and m in people]
