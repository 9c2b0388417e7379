import datetime as dt

import pytest
from tests.apps.archive.cast import CLOCK
from tests.apps.review.cast import Bench

from holdfast.apps.archive.rules import Use
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.review.queries.published import witnesses_published
from holdfast.apps.review.rules import StatementId
from holdfast.apps.review.services.joining import link_witness

DAY = dt.date(2031, 4, 5)


def voices(bench: Bench, outlet: str = "Channel Nine", day: dt.date = DAY):
    return witnesses_published(bench.lead, outlet=outlet, day=day)


def test_each_witness_of_an_outlet_s_day_is_shown_once_and_no_official(bench: Bench) -> None:
    shown = voices(bench, " channel nine ")
    assert [(one.name, one.statement) for one in shown] == [("another man", "q4"), ("Ilya", "q3")]
    assert voices(bench, "Morning Post", dt.date(2031, 4, 7))[0].name == "Ilya"


def test_another_outlet_and_another_day_show_nobody(bench: Bench) -> None:
    assert voices(bench, day=DAY + dt.timedelta(days=1)) == []
    assert voices(bench, "Northern Wire") == []


def test_who_is_linked_already_is_said_to_be(bench: Bench) -> None:
    bench.archive.agree(Use.ANALYSE, 2)
    link_witness(
        actor=bench.lead,
        statement=StatementId("q3"),
        testimony=bench.archive.id,
        reason="She said so.",
        clock=CLOCK,
    )
    assert {one.name: one.is_linked for one in voices(bench)} == {
        "Ilya": True,
        "another man": False,
    }


def test_who_was_not_let_onto_the_review_desk_sees_nothing(bench: Bench) -> None:
    outsider = bench.archive.team.join("outsider")
    with pytest.raises(NotGrantedError):
        witnesses_published(outsider, outlet="Channel Nine", day=DAY)
