from io import BytesIO

import pytest
from tests.doors.desk.stage import Desk

from holdfast.apps.accounts.errors import BusyError, NoSuchMemberError, NotPermittedError
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError, StoreFullError
from holdfast.doors.desk.refusals import status_of, words_of
from holdfast.kernel.errors import HoldfastError
from holdfast.pages.uploads import MOST_HELD_BYTES
from holdfast.rendering.cleaning.errors import CleanerBusyError


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotPermittedError(), 403),
        (NotGrantedError(), 403),
        (NoSuchMemberError(), 404),
        (EditConflictError(), 409),
        (StoreFullError(), 503),
        (BusyError(), 503),
        (CleanerBusyError(), 503),
        (HoldfastError("Anything else."), 400),
    ],
)
def test_each_kind_of_refusal_has_its_status(error: HoldfastError, status: int) -> None:
    assert status_of(error) == status


def test_a_form_says_what_happened_and_what_to_do() -> None:
    assert words_of(NotGrantedError()) == f"{NotGrantedError.says} {NotGrantedError.next_step}"
    assert words_of(HoldfastError("Anything else.")) == "Anything else."


def test_an_address_that_does_not_exist_is_answered_in_words(desk: Desk) -> None:
    answer = desk.outsider().get("/wp-login.php")
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.content.decode()
    assert "wp-login" not in answer.content.decode()


def test_a_form_that_is_too_large_is_refused_in_words(desk: Desk) -> None:
    large = BytesIO(bytes(MOST_HELD_BYTES + 1))
    large.name = "key"
    answer = desk.outsider().log_in(desk.people["lead"], key_file=large)
    assert answer.status_code == 413
    assert "More was sent than this form takes" in answer.content.decode()


def test_another_name_than_the_desks_is_refused_in_words(desk: Desk) -> None:
    answer = desk.outsider().get("/", SERVER_NAME="evil.example")
    assert answer.status_code == 400
    assert b"evil" not in answer.content


def test_what_only_does_something_cannot_be_opened(desk: Desk) -> None:
    lead = desk.visit("lead")
    answer = lead.get("/you/log-out/")
    assert answer.status_code == 405
    assert "Nothing was changed" in answer.content.decode()
    assert lead.get("/").status_code == 200
