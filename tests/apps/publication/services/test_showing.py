import pytest
from tests.apps.archive.cast import CLOCK
from tests.apps.publication.cast import House
from tests.apps.publication.services.test_checking import NAMED

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.publication.errors import IncompleteReleaseError
from holdfast.apps.publication.queries import names_shown
from holdfast.apps.publication.services.showing import show_names


def test_names_are_shown_for_a_reason_that_is_kept(house: House) -> None:
    house.add(NAMED)
    house.check()
    with pytest.raises(IncompleteReleaseError):
        show_names(actor=house.lead, release=house.id, reason=" ")
    assert names_shown(actor=house.lead, release=house.id) == []
    shown = show_names(actor=house.lead, release=house.id, reason="To judge.", clock=CLOCK)
    assert {secret.text for secret in shown.values()} == {"Irma Kasto"}
    (kept,) = names_shown(actor=house.second, release=house.id)
    assert (kept.by, kept.day, kept.reason) == (house.lead.member, "2031-05-06", "To judge.")


def test_nobody_is_shown_whom_their_keys_do_not_open(house: House) -> None:
    house.add(NAMED)
    house.check()
    assert show_names(actor=house.second, release=house.id, reason="To judge.") == {}


def test_showing_needs_the_role(house: House) -> None:
    with pytest.raises(NotPermittedError):
        show_names(actor=house.archive.lead, release=house.id, reason="To judge.")
