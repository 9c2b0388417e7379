import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.casework.queries.seen_before import asked_lately, questions
from holdfast.apps.casework.services.seen_before import seen_before


def test_a_coordinator_sees_who_asked_and_when_and_never_what(desk: Office) -> None:
    desk.open("Heron")
    mira = desk.join("mira")
    seen_before(actor=desk.lead, words="Heron", clock=desk.clock)
    desk.clock.forward(minutes=1)
    seen_before(actor=mira, words="Irma Oravec", clock=desk.clock)
    found = questions(desk.lead)
    assert [(one.by, one.hits) for one in found] == [(mira.member, 0), (desk.lead.member, 1)]
    assert "Oravec" not in repr(found)


def test_only_who_coordinates_reads_the_record(desk: Office) -> None:
    with pytest.raises(NotPermittedError):
        questions(desk.join("mira"))


def test_what_counts_is_what_one_asked_oneself_within_the_hour(desk: Office) -> None:
    mira = desk.join("mira")
    seen_before(actor=desk.lead, words="Heron", clock=desk.clock)
    seen_before(actor=mira, words="Heron", clock=desk.clock)
    assert len(asked_lately(mira, clock=desk.clock)) == 1
    desk.clock.forward(hours=1)
    assert asked_lately(mira, clock=desk.clock) == []
