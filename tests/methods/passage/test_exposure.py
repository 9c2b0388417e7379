import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.passage.exposure import Exposure, Level, Node, NodeKind, Tie, TieKind, Web

TODAY = dt.date(2031, 4, 7)
KINDS = {"h": NodeKind.HOUSEHOLD, "x": NodeKind.PERSON, "m": NodeKind.MEMBER, "e": NodeKind.HELPER,
         "p": NodeKind.PLACE, "t": NodeKind.PHONE, "v": NodeKind.VEHICLE, "d": NodeKind.DOCUMENT,
         "c": NodeKind.CASE, "l": NodeKind.LEG}  # fmt: skip


def web(*ties: tuple[str, TieKind, str] | Tie, nodes: tuple[Node, ...] = ()) -> Web:
    made = [tie if isinstance(tie, Tie) else Tie(tie[1], tie[0], tie[2]) for tie in ties]
    ids = sorted({end for tie in made for end in (tie.first, tie.second)} - {n.id for n in nodes})
    return Web([*nodes, *(Node(id_, KINDS[id_[0]]) for id_ in ids)], made, today=TODAY)


def levels(exposure: Exposure) -> dict[str, Level]:
    return {one.id: one.level for one in exposure.exposed}


K, D, S, G = TieKind, Level.DIRECT, Level.ONE_STEP, Level.GUESS
LOSSES = {
    "a place": (
        "p1",
        [("h1", K.SLEEPS, "p1"), ("h2", K.SLEPT, "p1"), ("e1", K.KNOWS, "p1"),
         ("p1", K.NEIGHBOUR, "p2"), ("l1", K.USES, "p1"), ("h3", K.TRAVELS, "l1")],
        {"h1": D, "l1": D, "h2": S, "h3": S, "e1": G, "p2": G},
    ),
    "a phone": (
        "t1",
        [("h1", K.CARRIES, "t1"), ("t1", K.NUMBER_IN, "h2"), ("h2", K.SLEEPS, "p1"),
         ("t2", K.NUMBER_IN, "h3")],
        {"h1": D, "h2": D, "p1": G},
    ),
    "a member": (
        "m1",
        [("m1", K.OPENED, "c1"), ("c1", K.ABOUT, "h1"), ("m1", K.GRANTED, "c2"),
         ("c2", K.ABOUT, "h2"), ("m2", K.OPENED, "c1")],
        {"c1": D, "h1": D, "c2": S, "h2": S},
    ),
    "a vehicle": (
        "v1",
        [("l1", K.USES, "v1"), ("e1", K.ESCORTS, "l1"), ("h1", K.RODE, "v1")],
        {"l1": D, "e1": S, "h1": S},
    ),
    "a document": (
        "d1",
        [("d1", K.NAMES, "h1"), ("h2", K.CARRIES, "d1"), ("d1", K.NAMES, "p1"),
         ("h3", K.SLEEPS, "p1")],
        {"h1": D, "h2": D, "p1": D, "h3": S},
    ),
    "a person detained": (
        "x1",
        [("x1", K.BELONGS, "h1"), ("x1", K.COULD_NAME, "x2"), ("x1", K.KNOWS, "p1"),
         ("x1", K.CARRIES, "t1"), ("t1", K.NUMBER_IN, "e1"), ("h2", K.SLEEPS, "p1"),
         ("x2", K.KNOWS, "p2"), ("x9", K.COULD_NAME, "x1")],
        {"h1": D, "x2": D, "p1": D, "t1": D, "e1": S, "h2": S, "p2": G},
    ),
}  # fmt: skip


@pytest.mark.parametrize("loss", LOSSES)
def test_each_loss_gives_away_what_its_ties_say_and_nothing_else(loss: str) -> None:
    lost, ties, expected = LOSSES[loss]
    assert levels(web(*ties).expose([lost])) == expected


def test_the_way_is_shown_tie_by_tie() -> None:
    exposure = web(("x1", K.KNOWS, "p1"), ("h1", K.SLEEPS, "p1")).expose(["x1"])
    (found,) = exposure.at(Level.ONE_STEP)
    assert [(step.kind, step.source, step.target, step.is_backwards) for step in found.way] == [
        (K.KNOWS, "x1", "p1", False),
        (K.SLEEPS, "p1", "h1", True),
    ]


def test_a_tie_that_ended_is_weaker_but_what_somebody_knows_is_not_forgotten() -> None:
    past = TODAY - dt.timedelta(days=30)
    found = levels(
        web(
            Tie(K.SLEEPS, "h1", "p1", until=past),
            Tie(K.SLEEPS, "h2", "p1", until=TODAY),
            Tie(K.CARRIES, "h1", "t1", until=past),
            Tie(K.KNOWS, "h1", "p2", until=past),
        ).expose(["h1"])
    )
    assert found == {"p1": S, "t1": S, "p2": D, "h2": G}


def test_who_is_only_named_gives_nothing_away_as_surely_as_who_is_held() -> None:
    ties = [("x1", K.COULD_NAME, "x2"), ("x2", K.KNOWS, "p1")]
    assert levels(web(*ties).expose(["x1"]))["p1"] is G
    assert levels(web(*ties).expose(["x1", "x2"]))["p1"] is D


def test_the_most_urgent_comes_first() -> None:
    nodes = (
        Node("h1", NodeKind.HOUSEHOLD, tier=1, risk=90),
        Node("h2", NodeKind.HOUSEHOLD, tier=0, risk=5),
        Node("h3", NodeKind.HOUSEHOLD, tier=1, risk=95),
    )
    ties = [("x1", K.COULD_NAME, f"h{n}") for n in (1, 2, 3)]
    found = web(*ties, ("x1", K.KNOWS, "p1"), ("h4", K.SLEEPS, "p1"), nodes=nodes).expose(["x1"])
    assert [one.id for one in found.exposed] == ["h2", "h3", "h1", "p1", "h4"]


def test_what_nothing_is_recorded_of_is_said_to_be_unknown() -> None:
    exposure = web(("x1", K.KNOWS, "p1")).expose(["x9"])
    assert (exposure.exposed, exposure.unknown) == ((), ("x9",))


def test_ids_of_a_kind_can_be_asked_for_by_level() -> None:
    exposure = web(("x1", K.KNOWS, "p1"), ("p1", K.NEIGHBOUR, "p2")).expose(["x1"])
    assert exposure.ids(NodeKind.PLACE, D, S) == {"p1"}


TIES = st.lists(
    st.builds(
        Tie,
        st.sampled_from(list(TieKind)),
        *(st.sampled_from([f"{letter}{n}" for letter in "hxpetl" for n in range(4)]),) * 2,
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=60)
@given(TIES, TIES)
def test_more_ties_never_hide_what_fewer_gave_away(some: list[Tie], more: list[Tie]) -> None:
    few, many = levels(web(*some).expose(["x1"])), levels(web(*some, *more).expose(["x1"]))
    assert all(many[id_] <= level for id_, level in few.items())


@settings(deadline=None, max_examples=60)
@given(TIES, st.randoms())
def test_the_order_in_which_ties_were_recorded_changes_nothing(ties: list[Tie], random) -> None:
    shuffled = random.sample(ties, len(ties))
    assert web(*ties).expose(["x1", "p1"]) == web(*shuffled).expose(["x1", "p1"])


@settings(deadline=None, max_examples=60)
@given(TIES)
def test_every_way_begins_at_what_is_lost_and_ends_at_what_is_exposed(ties: list[Tie]) -> None:
    for one in web(*ties).expose(["x1"]).exposed:
        assert (one.way[0].source, one.way[-1].target) == ("x1", one.id)
        assert all(a.target == b.source for a, b in zip(one.way, one.way[1:], strict=False))
