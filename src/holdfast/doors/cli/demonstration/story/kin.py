"""Who goes with whom, and from whom somebody is kept: said in both cases, so that whoever holds one
of them alone heeds it.

Invariants: it is said before anything was planned for the one of whom it is said.
"""

from __future__ import annotations

from holdfast.apps.casework.queries.cases import Listed, cases
from holdfast.apps.casework.queries.household import household
from holdfast.apps.casework.queries.people import helpers
from holdfast.apps.casework.queries.places import stays_of
from holdfast.apps.casework.records.household import HouseholdTie
from holdfast.apps.casework.rules.household import Tie, is_of_minors
from holdfast.apps.casework.services.household import add_tie
from holdfast.apps.keyring.rules import Actor

from .stage import Story, by_age

_BETWEEN_CASES = {Tie.MUST_NOT_KNOW: 5, Tie.APART: 1, Tie.TRAVELS_WITH: 4}


def somebody_names_another(story: Story) -> bool:
    """Who was just taken on says with whom they go, or who must not know of them."""
    actor = story.coordinator()
    one = _new(story, actor)
    if one is None:
        return False
    if story.chance(0.3) and not _is_a_child(one):
        return _a_helper_must_not_know(story, actor, one)
    others = [other for other in by_age(cases(actor, clock=story.clock)) if other.id != one.id]
    if _is_a_child(one):
        other = story.chosen([other for other in others if not _is_a_child(other)])
        return _say(story, actor, one, other, Tie.TRAVELS_WITH)
    (tie,) = story.random.choices([*_BETWEEN_CASES], weights=[*_BETWEEN_CASES.values()])
    return _say(story, actor, one, story.chosen(others), tie)


def _say(story: Story, actor: Actor, one: Listed, other: Listed | None, tie: Tie) -> bool:
    if other is None:
        return False
    for case, named in ((one.id, other.id), (other.id, one.id)):
        story.opened(actor, case)
        said = HouseholdTie(tie=tie, other_case=named)
        add_tie(actor=actor, case=case, tie=said, clock=story.clock)
    return True


def _a_helper_must_not_know(story: Story, actor: Actor, one: Listed) -> bool:
    helper = story.chosen(sorted(helpers(actor), key=lambda view: view.helper.alias))
    if helper is None:
        return False
    story.opened(actor, one.id)
    said = HouseholdTie(tie=Tie.MUST_NOT_KNOW, other_helper=helper.id)
    add_tie(actor=actor, case=one.id, tie=said, clock=story.clock)
    return True


def _new(story: Story, actor: Actor) -> Listed | None:
    """The newest open case of which nothing was said, and for which nothing was planned."""
    for one in reversed(by_age(cases(actor, clock=story.clock))):
        planned = [*story.opened(actor, one.id).journeys, *stays_of(actor, one.id)]
        if not planned and not household(actor, one.id, clock=story.clock).ties:
            return one
    return None


def _is_a_child(listed: Listed) -> bool:
    household = listed.case.household
    return is_of_minors(household.people, household.children)
