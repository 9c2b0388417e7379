from tests.apps.casework.cast import Office
from tests.apps.casework.queries.test_bed_cards import keep_from, table, urgent

from holdfast.apps.casework.queries.parting import parted_in
from holdfast.apps.casework.queries.picture import picture
from holdfast.apps.casework.queries.planning import plan_view
from holdfast.apps.casework.rules.household import Tie
from holdfast.methods.passage.placement import Obstacle
from holdfast.methods.passage.plans import Plan


def test_who_is_parted_is_named_with_the_rule_that_alone_does_it(desk: Office) -> None:
    teal, wader = urgent(desk), urgent(desk, "Wader")
    keep_from(desk, teal, wader, Tie.TRAVELS_WITH)
    for alias in ("Alder", "Birch"):
        desk.place(alias, beds=1)
    (pair,) = plan_view(desk.lead, clock=desk.clock).parted
    assert (pair.alias, pair.other_alias, len(pair.nights)) in {
        ("Teal", "Wader", 7), ("Wader", "Teal", 7),
    }  # fmt: skip
    assert pair.binding == [(str(Obstacle.BEDS), 2)]
    assert {pair.one, pair.other} == {teal, wader}


def test_a_plan_without_beds_parts_nobody(desk: Office) -> None:
    keep_from(desk, urgent(desk), urgent(desk, "Wader"), Tie.TRAVELS_WITH)
    assert parted_in(picture(desk.lead, now=desk.clock()), table(desk), Plan()) == []
