"""Cases are opened, moved on, given, taken back and closed.

Invariants: every case is opened together with both coordinators; nobody else opens it before it was
given to them.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.accounts.rules import MemberId, Role
from holdfast.apps.casework.queries.cases import Listed, cases, who_can_open
from holdfast.apps.casework.queries.places import stays_of
from holdfast.apps.casework.records.cases import HouseholdCard, Identity
from holdfast.apps.casework.rules.cases import CaseId, CaseState, Need, Outcome
from holdfast.apps.casework.services.access import end_access, grant_case
from holdfast.apps.casework.services.cases import Change, FirstWords, change_case, close_case
from holdfast.apps.casework.services.cases import open_case as open_new
from holdfast.apps.casework.services.openings import open_for, set_identity
from holdfast.apps.casework.services.places import end_stay
from holdfast.apps.casework.services.risk import raise_need
from holdfast.apps.intake.queries.inbox import Row, Shelf, inbox
from holdfast.apps.intake.rules import Danger
from holdfast.apps.keyring.rules import Actor, Part

from .beginning import FIRST, LAST
from .line import who_answers
from .stage import REASON, Story

NEEDS = {Danger.NOW: Need.EMERGENCY, Danger.DAY: Need.EMERGENCY, Danger.THREE_DAYS: Need.URGENT}
_NEXT = ("Ask which papers there are", "Call at the agreed hour", "Find out who knows")
_STATES = (CaseState.TRIAGED, CaseState.SCREENING, CaseState.INTERVIEW, CaseState.ACCEPTED)


def a_case_is_opened(story: Story) -> bool:
    """Somebody of the line becomes a case; an operator who tries is refused."""
    actor = who_answers(story)
    row = _without_case(story, actor)
    if row is None:
        return False
    first = FirstWords(
        need=NEEDS.get(row.danger, Need.NORMAL),
        region="Ostrana",
        household=_household(story),
        next_at=story.clock() + dt.timedelta(hours=20),
    )
    others = [story.crew[name].actor.member for name in story.names(Role.COORDINATOR)]
    case = open_new(
        actor=actor,
        conversation_id=row.id,
        first=first,
        together_with=[member for member in others if member != actor.member],
        clock=story.clock,
    )
    name = f"{story.random.choice(FIRST)} {story.random.choice(LAST)}"
    who = Identity(names=(name,))
    set_identity(actor=actor, case=case, identity=who, reason=REASON, clock=story.clock)
    return True


def a_case_moves_on(story: Story) -> bool:
    """What comes next is written; sometimes it is left empty, or a need is lowered alone."""
    actor = story.worker()
    listed = story.case_of(actor)
    if listed is None:
        return False
    revision = story.opened(actor, listed.id).revision
    change = story.random.choice(
        (
            Change(next_action=story.random.choice(_NEXT), state=story.random.choice(_STATES)),
            Change(next_action=story.random.choice(_NEXT)),
            Change(next_action=" "),
            Change(need=Need.NORMAL),
        )
    )
    change_case(actor=actor, case=listed.id, change=change, revision=revision, clock=story.clock)
    return True


def a_need_rises(story: Story) -> bool:
    """It became more urgent, somebody says; where it is the most urgent already they are told."""
    actor = story.worker()
    listed = story.case_of(actor)
    if listed is None:
        return False
    revision, to = story.opened(actor, listed.id).revision, story.random.choice(tuple(Need))
    raise_need(
        actor=actor,
        case=listed.id,
        to=to,
        reason="They were seen",
        revision=revision,
        clock=story.clock,
    )
    return True


def a_case_is_given(story: Story) -> bool:
    """A worker is given a case for some days."""
    actor = story.coordinator()
    listed, name = story.case_of(actor), story.chosen(story.names(Role.CASE_WORKER))
    if listed is None or name is None:
        return False
    story.opened(actor, listed.id)
    parts = (Part.CONTENT, Part.IDENTITY) if story.chance(0.3) else (Part.CONTENT,)
    if Part.IDENTITY in parts and not story.opened(actor, listed.id).may_identify:
        parts = (Part.CONTENT,)
    until = None
    if story.crew[name].actor.member != listed.case.owner:
        until = story.today + dt.timedelta(days=story.random.randint(-1, 4))
    grant_case(
        actor=actor,
        case=listed.id,
        member=story.crew[name].actor.member,
        parts=parts,
        reason="Helps with the papers",
        until=until,
        clock=story.clock,
    )
    return True


def a_case_is_taken_back(story: Story) -> bool:
    """A worker who does not own a case cannot open it any more."""
    actor = story.coordinator()
    listed = story.case_of(actor)
    if listed is None:
        return False
    story.opened(actor, listed.id)
    workers = {story.crew[name].actor.member for name in story.names(Role.CASE_WORKER)}
    held = [h.member for h in who_can_open(actor, listed.id, clock=story.clock)]
    member = story.chosen([m for m in held if m in workers and m != listed.case.owner])
    if member is None:
        return False
    end_access(actor=actor, case=listed.id, member=member, reason="It is done", clock=story.clock)
    return True


def a_stranger_looks(story: Story) -> bool:
    """Whoever is no coordinator tries to open any case: most of them are not theirs."""
    listed = story.case_of(story.coordinator())
    name = story.chosen(story.names(Role.CASE_WORKER, Role.OPERATOR, Role.DOCUMENTER))
    if listed is None or name is None:
        return False
    open_for(actor=story.at(name), case=listed.id, reason="Curious", clock=story.clock)
    return True


def a_case_is_closed(story: Story) -> bool:
    """The work on a case ends, and its beds are freed; refused while they are on the way."""
    actor = story.coordinator()
    listed = story.chosen([one for one in _open(story, actor) if _is_old(story, one)])
    if listed is None:
        return False
    shown = story.opened(actor, listed.id)
    outcome = Outcome.SAFE_ABROAD_PENDING if shown.aftercare else Outcome.CHOSE_TO_STAY
    close_case(
        actor=actor, case=listed.id, outcome=outcome, revision=shown.revision, clock=story.clock
    )
    leave_beds(story, actor, listed.id)
    return True


def leave_beds(story: Story, actor: Actor, case: CaseId, *, only: str = "") -> None:
    """They do not come back to where they were to sleep, or to `only` one place."""
    for card in stays_of(actor, case):
        is_ahead = card.value.first_night + dt.timedelta(days=card.value.nights) > story.today
        if is_ahead and only in {"", card.value.place}:
            end_stay(actor=actor, case=case, stay=card.id, clock=story.clock)


def owned_by(story: Story, actor: Actor, member: MemberId) -> list[Listed]:
    """The open cases of a member that the actor may open."""
    return [one for one in cases(actor, clock=story.clock) if one.case.owner == member]


def _open(story: Story, actor: Actor) -> list[Listed]:
    return sorted(cases(actor, clock=story.clock), key=lambda one: one.case.opened_at)


def _is_old(story: Story, listed: Listed) -> bool:
    return story.clock() - listed.case.opened_at > dt.timedelta(days=7)


def _without_case(story: Story, actor: Actor) -> Row | None:
    rows = [
        row
        for shelf in (Shelf.WAITING, Shelf.ANSWERED)
        for row in inbox(actor=actor, shelf=shelf, clock=story.clock).rows
    ]
    return next((row for row in rows if not row.case), None)


def _household(story: Story) -> HouseholdCard:
    people = story.random.choice((1, 1, 1, 2, 2, 3))
    children = int(story.chance(0.4 if people > 1 else 0.15))
    return HouseholdCard(people=people, children=children)
