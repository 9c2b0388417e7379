"""What must hold at every step of the simulated weeks, whatever happens in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.journeys.simulator.world import LADDER, TICK, Case, Stage, World

from holdfast.methods.passage.cards import PlaceStatus, Vetting
from holdfast.methods.passage.checker import check_plan


def broken(world: World) -> list[str]:
    """Every invariant that does not hold now, in words."""
    return [*_beds(world), *_secrets(world), *_check_ins(world), *_cases(world)]


def broken_plan(world: World) -> list[str]:
    """What the plan of the last evening breaks of the cards it was made with."""
    return [f"{b.rule}: {b.about}" for b in check_plan(world.plan, world.planned_with)]


def next_action(world: World, case: Case) -> str:
    """What is to be done next in a case, from where it stands; empty where nobody could say."""
    if case.call_by is not None:
        return "call and warn them"
    if case.stage is Stage.WAITING or world.places_unsafe(case):
        return "find a bed"
    if case.stage is Stage.UNDER_WAY:
        waiting = [c for c in case.check_ins if c.answers_at > world.now]
        return "hear from them" if waiting else "close the journey"
    return "prepare the journey" if case.stage is Stage.HOUSED else "aftercare"


def _beds(world: World) -> Iterator[str]:
    there: Counter[str] = Counter()
    for case in world.open_cases():
        if case.household.now_at is not None:
            there[case.household.now_at] += case.household.people
            if case.stage is Stage.UNDER_WAY:
                yield f"{case.household.id} is under way and in a place"
    for place, people in there.items():
        if people > world.places[place].beds:
            yield f"{place} has more people than beds"
    for stay in world.plan.stays:
        nights = [n for s in world.plan.stays if s.household == stay.household for n in s.nights()]
        if len(nights) != len(set(nights)):
            yield f"{stay.household} is planned in two places on one night"


def _secrets(world: World) -> Iterator[str]:
    for helper in world.helpers.values():
        if helper.knows & helper.must_not_learn:
            yield f"{helper.id} learned what they must not"
        if helper.most_places is not None and len(helper.knows) > helper.most_places:
            yield f"{helper.id} knows more places than they may"
        needed = (world.places[place].vetting_to_know for place in helper.knows)
        if helper.vetting < max(needed, default=Vetting.UNVERIFIED):
            yield f"{helper.id} knows a place they are not vetted for"
    if any(stay.place for stay in world.plan.stays if _is_burned(world, stay.place)):
        yield "a burned place is planned"


def _is_burned(world: World, place: str) -> bool:
    return world.places[place].status is PlaceStatus.BURNED


def _check_ins(world: World) -> Iterator[str]:
    for case in world.cases.values():
        for check_in in case.check_ins:
            silent_until = min(world.now, check_in.answers_at - TICK)
            for rung, minutes in enumerate(LADDER):
                due_at = check_in.late_at + TICK * (minutes / 30)
                if due_at <= silent_until and rung not in check_in.told:
                    yield f"{case.household.id} is missed and rung {rung} was not told"
                if rung in check_in.told and check_in.told[rung] - due_at > TICK:
                    yield f"{case.household.id}: rung {rung} was told too late"


def _cases(world: World) -> Iterator[str]:
    for case in world.open_cases():
        if case.owner not in world.members:
            yield f"{case.household.id} is owned by nobody who is there"
        if not next_action(world, case):
            yield f"{case.household.id} has no next action"
