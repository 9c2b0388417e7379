import datetime as dt

import pytest

from holdfast.apps.intake.queries.replies import Box
from holdfast.apps.intake.rules import MailboxId, Way
from holdfast.apps.keyring import loose
from holdfast.apps.keyring.letterbox import PrivateKey
from holdfast.doors.source import slips
from holdfast.doors.source.slips import Visit, Writing, opened, sealed, visit_of

BOX = Box(MailboxId("a" * 26), PrivateKey(b"k" * 32))


def test_what_a_page_carried_is_read_on_the_next() -> None:
    slip = Writing(way=Way.DANGER, step=3, answers={"wish": ("leave home",)})
    assert opened(sealed(slip), Writing) == slip
    visit = visit_of(BOX, ("x", "y"))
    back = opened(sealed(visit), Visit)
    assert back is not None
    assert (back.box, back.shown) == (BOX, ("x", "y"))


def test_nothing_of_it_can_be_read_in_the_page() -> None:
    carried = sealed(visit_of(BOX))
    assert "aaaaaaaa" not in carried
    assert len(sealed(Writing())) == len(sealed(Writing(answers={"wish": ("leave home",)})))


@pytest.mark.parametrize("text", ["", "x", "é" * 9, "A" * 10**5, "\x00", "===="])
def test_what_is_no_slip_is_as_good_as_none(text: str) -> None:
    assert opened(text, Writing) is None
    assert opened(text, Visit) is None


def test_a_slip_is_good_for_its_use_only() -> None:
    assert opened(sealed(Writing()), Visit) is None
    assert opened(sealed(visit_of(BOX)), Writing) is None


def test_another_process_cannot_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    carried = sealed(Writing())
    monkeypatch.setattr(slips, "_KEY", loose.new_key())
    assert opened(carried, Writing) is None


def test_a_visit_ends_after_half_an_hour_and_writing_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visit, writing = sealed(visit_of(BOX)), sealed(Writing())
    later = slips.utc_now() + dt.timedelta(minutes=31)
    monkeypatch.setattr(slips, "utc_now", lambda: later)
    assert opened(visit, Visit) is None
    assert opened(writing, Writing) is not None


def test_each_page_draws_its_own_code_and_mark() -> None:
    slips_ = [Writing() for _ in range(50)]
    assert len({slip.code for slip in slips_}) == len({slip.page for slip in slips_}) == 50
    assert {len(slip.code) for slip in slips_} == {10}
