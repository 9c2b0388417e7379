import itertools

from holdfast.apps.casework.rules.approvals import Decision, Needed, may_decide


def test_nobody_grants_what_they_asked_for() -> None:
    for needed, coordinator in itertools.product(Needed, (True, False)):
        own = may_decide(needed, by_self=True, is_coordinator=coordinator)
        assert own == {Decision.WITHDRAWN}


def test_what_needs_a_coordinator_waits_for_one() -> None:
    assert not may_decide(Needed.COORDINATOR, by_self=False, is_coordinator=False)
    both = {Decision.GRANTED, Decision.REFUSED}
    assert may_decide(Needed.COORDINATOR, by_self=False, is_coordinator=True) == both
    assert may_decide(Needed.SECOND_MEMBER, by_self=False, is_coordinator=False) == both
