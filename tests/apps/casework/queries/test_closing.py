import datetime as dt

from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_closing import close, keep
from tests.apps.casework.services.test_money import ask
from tests.apps.casework.services.test_referrals import chosen, hand, knows

from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.closing import open_ends, review_day
from holdfast.apps.casework.queries.files import CaseFile, case_file
from holdfast.apps.casework.queries.tasks import tasks
from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.documents import DocumentKind, Holder
from holdfast.apps.casework.services.cases import reopen_case
from holdfast.apps.casework.services.documents import add_document
from holdfast.apps.casework.services.openings import open_for


def file_of(desk: Office, case: CaseId) -> CaseFile:
    return case_file(desk.lead, case, now=desk.clock())


def asked(desk: Office) -> list[str]:
    return [t.says for t in tasks(desk.lead, clock=desk.clock) if t.kind == "retention"]


def test_what_is_still_open_is_said_before_a_case_is_closed(desk: Office, case: CaseId) -> None:
    assert open_ends(file_of(desk, case), stays=0) == []
    ask(desk, case)
    hand(desk, case, chosen(desk, knows(desk)))
    kept = Document(kind=DocumentKind.FOREIGN_PASSPORT, holder=Holder.NETWORK)
    add_document(actor=desk.lead, case=case, document=kept, clock=desk.clock)
    assert open_ends(file_of(desk, case), stays=1) == [
        "Payments that are not receipted or returned: 1",
        "Referrals without an answer: 1",
        "Documents that the network keeps: 1",
        "Stays that are not over: 1",
    ]


def test_a_year_after_it_was_closed_a_case_is_asked_about_until_somebody_decides(
    desk: Office, case: CaseId
) -> None:
    assert review_day(file_of(desk, case)) is None
    close(desk, case)
    desk.clock.forward(hours=24 * 364)
    assert asked(desk) == []
    desk.clock.forward(hours=24)
    assert asked(desk) == ["closed: destroy it, or say until when it is kept"]
    open_for(actor=desk.lead, case=case, reason="to decide", clock=desk.clock)
    keep(desk, case)
    assert asked(desk) == []
    assert review_day(file_of(desk, case)) == dt.date(2033, 1, 1)


def test_a_case_that_begins_again_is_not_kept_by_what_was_decided_before(
    desk: Office, case: CaseId
) -> None:
    close(desk, case)
    keep(desk, case)
    desk.clock.forward(hours=1)
    revision = case_of(desk.lead, case, clock=desk.clock).revision
    reopen_case(actor=desk.lead, case=case, next_action="Call", revision=revision, clock=desk.clock)
    assert review_day(file_of(desk, case)) is None
