"""What must hold at every step of the simulated weeks, whatever happens in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from tests.journeys.simulator.world import LADDER, TICK, Case, Stage, World

from holdfast.methods.passage.cards import PlaceStatus, Vetting
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.placement import why_not
from holdfast.methods.passage.plans import Plan, Stay, guests
from holdfast.methods.passage.score import parted


def broken(world: World) -> list[str]:
    """Every invariant that does not hold now, in words."""
    return [
        *_beds(world),
        *_secrets(world),
        *_rides(world),
        *_company(world),
        *_check_ins(world),
        *_cases(world),
    ]


def broken_plan(world: World) -> list[str]:
    """What the plan of the last evening breaks of the cards it was made with."""
    broken_rules = [f"{b.rule}: {b.about}" for b in check_plan(world.plan, world.planned_with)]
    return [*broken_rules, *_parted_for_nothing(world)]


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


def _rides(world: World) -> Iterator[str]:
    """Nobody set out with somebody who must not know of them, nor by who must not."""
    for one, other in combinations(world.rode, 2):
        is_shared = {one.ride.helper, one.ride.vehicle} & {other.ride.helper, other.ride.vehicle}
        hidden = other.household.id in one.household.must_not_know
        hidden |= one.household.id in other.household.must_not_know
        if is_shared and hidden and one.window.meets(other.window):
            yield f"{one.household.id} rode with {other.household.id}, who must not know"
    for rode in world.rode:
        if rode.ride.helper in rode.household.must_not_know:
            yield f"{rode.household.id} rode with {rode.ride.helper}, who must not know"


def _company(world: World) -> Iterator[str]:
    """Who must not be parted has no new bed without the other who needs one too."""
    cards = world.planned_with
    if cards.tonight != world.today or world.now.hour < 21:
        return
    for household in (case.household for case in world.open_cases()):
        planned = cards.find_household(household.id)
        for id_ in cards.bound(planned) if planned else ():
            at = world.cases[id_].household.now_at
            is_new = household.there_since == world.today and household.now_at is not None
            needs_one = world.today in cards.nights(cards.household(id_))
            if is_new and needs_one and at != household.now_at:
                yield f"{household.id} was placed without {id_}"


def _parted_for_nothing(world: World) -> Iterator[str]:
    """Two newcomers who travel together sleep in two places though one would take both."""
    cards, known = world.planned_with, {stay.household for stay in world.planned_before.stays}
    for pair in parted(world.plan, cards):
        one, other = (cards.household(id_) for id_ in pair)
        if any(home.id in known or home.now_at or cards.bound(home) for home in (one, other)):
            continue
        left = [stay for stay in world.plan.stays if stay.household not in pair]
        for place in cards.places if cards.nights(one) == cards.nights(other) else ():
            there = [*left, Stay(one.id, one.first_night, one.last_night, place.id)]
            takes_one = not why_not(one, place, cards, guests(Plan.of(left, ())))
            if takes_one and not why_not(other, place, cards, guests(Plan.of(there, ()))):
                yield f"{one.id} and {other.id} were parted though {place.id} takes both"


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
