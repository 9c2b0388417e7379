"""What reached the fictional network: contacts, cases in all stages, places.

Invariants: it is read from the YAML files beside this module, and written through the services that
members use, by the members whose work it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import resources
from os import urandom
from typing import Any

import yaml

from holdfast.apps.casework.queries.cases import case as read_case
from holdfast.apps.casework.records.cases import HouseholdCard, Identity
from holdfast.apps.casework.records.journeys import Leg, Rung
from holdfast.apps.casework.records.places import Address, Place
from holdfast.apps.casework.rules.cases import CaseId, CaseState, Need, Outcome
from holdfast.apps.casework.rules.journeys import Mode
from holdfast.apps.casework.rules.places import PlaceId, PlaceKind, PlaceStatus
from holdfast.apps.casework.services.cases import (
    Change,
    FirstWords,
    change_case,
    close_case,
    open_case,
)
from holdfast.apps.casework.services.journeys import (
    Agreed,
    Plan,
    Stop,
    approve,
    plan_journey,
    start_leg,
)
from holdfast.apps.casework.services.openings import open_for, set_identity
from holdfast.apps.casework.services.places import add_place, place_case
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.rules import Answers, Channel, ConversationId, Way
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.conversations import answer, link_case
from holdfast.apps.intake.services.mailboxes import Said, open_mailbox
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.keyring.contactcodes import Cost, new_code
from holdfast.apps.keyring.rules import Actor
from holdfast.kernel.clock import Clock

from .crew import Crew, back_at_work

Row = dict[str, Any]
Progress = Callable[[str, int, int], None]
REGION = "Ostrana"
_REASON = "Taking the case on"


@dataclass(slots=True)
class Network:
    """What was built, by the keys of the YAML files."""

    conversations: dict[str, ConversationId] = field(default_factory=dict)
    cases: dict[str, CaseId] = field(default_factory=dict)
    places: dict[str, PlaceId] = field(default_factory=dict)


def read_rows(name: str) -> list[Row]:
    """The rows of the YAML file of this name."""
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text("utf-8")
    rows: list[Row] = yaml.safe_load(text)
    return rows


def build(crew: Crew, *, cost: Cost, clock: Clock, on_progress: Progress) -> Network:
    """The whole network, in a founded site whose rooms are shared."""
    made = Network()
    contacts, cases, places = (read_rows(name) for name in ("contacts", "cases", "places"))
    for done, row in enumerate(contacts, 1):
        made.conversations[row["key"]] = _reached(crew, row, cost=cost, clock=clock)
        on_progress("People reach the line", done, len(contacts))
    take_in(actor=crew["Lark"].actor, clock=clock)
    for row in contacts:
        _answered(crew["Lark"].actor, made.conversations[row["key"]], row, clock)
    for done, row in enumerate(places, 1):
        made.places[row["key"]] = _offered(crew["Marten"].actor, row)
        on_progress("Places are found", done, len(places))
    for done, row in enumerate(cases, 1):
        made.cases[row["key"]] = _taken_on(crew, made, row, clock)
        on_progress("Cases are opened", done, len(cases))
    return made


def _reached(crew: Crew, row: Row, *, cost: Cost, clock: Clock) -> ConversationId:
    """Somebody telephones, sends word by messenger, or writes at the door."""
    channel, first = Channel(row["channel"]), row["said"][0]["them"]
    answers: Answers = {question: (answer,) for question, answer in row.get("answers", {}).items()}
    if channel is Channel.WEB:
        said = Said(
            urandom(16), text=first, way=Way(row["way"]), answers=answers, language=row["language"]
        )
        return ConversationId(open_mailbox(said, code=new_code(), cost=cost, clock=clock).id)
    back = row.get("call_back", {})
    caller = Caller(
        call_back=back.get("when", ""),
        word=back.get("word", ""),
        if_others_answer=back.get("otherwise", ""),
    )
    call = Call(
        text=first, answers=answers, channel=channel, language=row["language"], caller=caller
    )
    return log_call(actor=crew["Lark"].actor, call=call, clock=clock)


def _answered(actor: Actor, conversation: ConversationId, row: Row, clock: Clock) -> None:
    if row["channel"] == Channel.WEB:
        for said in row["said"]:
            if "us" in said:
                answer(actor=actor, conversation=conversation, text=said["us"], clock=clock)


def _offered(actor: Actor, row: Row) -> PlaceId:
    place = Place(
        alias=row["key"],
        kind=PlaceKind(row["kind"]),
        area=row["area"],
        beds=row["beds"],
        longest_nights=row["longest_stay"],
        status=PlaceStatus(row["status"]),
        rules="; ".join(row["rules"]),
        takes_children="no children" not in row["rules"],
    )
    return add_place(actor=actor, place=place, address=Address(address=row["address"]))


def _taken_on(crew: Crew, made: Network, row: Row, clock: Clock) -> CaseId:
    """A case is opened from its conversation, and brought to the stage that its row names."""
    actor, conversation = crew["Marten"].actor, made.conversations[row["contact"]]
    first = FirstWords(
        need=Need(row["tier"]),
        region=REGION,
        household=HouseholdCard(people=row.get("household", 1)),
        next_action=row["next"],
        next_at=clock() + dt.timedelta(hours=row["in_hours"]),
    )
    case = open_case(
        actor=actor,
        conversation_id=conversation,
        first=first,
        together_with=(crew["Dunlin"].actor.member,),
        clock=clock,
    )
    link_case(actor=actor, conversation=conversation, case=case)
    who = Identity(names=(row["name"],))
    set_identity(actor=actor, case=case, identity=who, reason=_REASON, clock=clock)
    _brought_on(actor, made, case, row, clock)
    if "journey" in row:
        _set_out(crew, case, row["journey"], clock)
    return case


def _brought_on(actor: Actor, made: Network, case: CaseId, row: Row, clock: Clock) -> None:
    open_for(actor=actor, case=case, reason=_REASON, clock=clock)
    if "place" in row:
        place = made.places[row["place"]]
        place_case(actor=actor, case=case, place=place, first=clock().date(), nights=3, clock=clock)
    revision = read_case(actor, case, clock=clock).revision
    if "outcome" in row:
        outcome = Outcome(row["outcome"])
        close_case(actor=actor, case=case, outcome=outcome, revision=revision, clock=clock)
        return
    change = Change(state=CaseState(row["state"]))
    change_case(actor=actor, case=case, change=change, revision=revision, clock=clock)


def _set_out(crew: Crew, case: CaseId, row: Row, clock: Clock) -> None:
    """Somebody is on the way: planned by one, approved by another, with a check-in to come."""
    marten, dunlin = crew["Marten"].actor, back_at_work(crew, "Dunlin")
    now = clock()

    def before() -> dt.datetime:
        return now - dt.timedelta(hours=2)

    due = now + dt.timedelta(minutes=row["due_in"])
    leg = Leg(
        origin=row["origin"], destination=row["destination"], mode=Mode(row["mode"]),
        leaves_at=now - dt.timedelta(minutes=60), arrives_at=due,
    )  # fmt: skip
    ladder = (Rung(0, dunlin.member), Rung(15, marten.member))
    plan = Plan((leg,), (Stop(0, due, 10, ladder),), Agreed("the kettle is on", "I am very well"))
    open_for(actor=dunlin, case=case, reason=_REASON, clock=before)
    journey = plan_journey(actor=dunlin, case=case, plan=plan, clock=before)
    approve(actor=marten, case=case, journey=journey, clock=clock)
    start_leg(actor=dunlin, case=case, journey=journey, leg=0, clock=clock)
