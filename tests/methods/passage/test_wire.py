import msgspec
import pytest
from tests.methods.passage.deal import at, cards, helper, household, leg, place, vehicle

from holdfast.methods.passage.cards import Vetting, Window
from holdfast.methods.passage.errors import UnknownCardError
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.optimal import Stage
from holdfast.methods.passage.wire import (
    Found,
    Order,
    decode_found,
    decode_order,
    encode_found,
    encode_order,
)

NIGHT = at(0, 0).date()
DEALT = cards(
    household("h1", now_at="p1", there_since=NIGHT, refused=frozenset({"p2"})),
    place("p1", beds_on={NIGHT: 3}),
    place("p2", zone="river", vetting_to_know=Vetting.IDENTITY_CHECKED),
    leg("l1", "h1"),
    helper("e1", hours=(Window(at(0, 0), at(2, 0)),)),
    vehicle("v1"),
)


def test_cards_and_the_plan_that_stands_come_back_as_they_were_sent() -> None:
    plan = plan_greedily(DEALT)
    back = decode_order(encode_order(Order(DEALT, plan, 2.5)))
    assert (back.cards, back.keep, back.seconds) == (DEALT, plan, 2.5)
    assert back.cards.place("p1").beds_at(NIGHT) == 3


def test_what_was_found_is_one_line() -> None:
    stage = Stage(name="urgent", value=3, bound=4, is_proven=False, seconds=0.5)
    line = encode_found(Found(plan_greedily(DEALT), stage))
    assert b"\n" not in line
    assert decode_found(line) == Found(plan_greedily(DEALT), stage)


def test_cards_that_cannot_be_are_refused_when_they_are_read() -> None:
    sent = encode_order(Order(DEALT, plan_greedily(DEALT), 1.0))
    with pytest.raises(UnknownCardError):
        decode_order(sent.replace(b'"household":"h1"', b'"household":"h9"'))
    with pytest.raises(msgspec.DecodeError):
        decode_order(sent[:-2])
