import datetime as dt

import msgspec
from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.tasks import tasks
from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.documents import DocumentKind, Holder, Renewal
from holdfast.apps.casework.services.documents import add_document

PASSPORT = Document(kind=DocumentKind.FOREIGN_PASSPORT)


def asked(desk: Office, case: CaseId, **known: object) -> list[tuple[dt.date, str]]:
    """What one document asks for, in a case that has no other."""
    document = msgspec.structs.replace(PASSPORT, **known)
    add_document(actor=desk.lead, case=case, document=document, clock=desk.clock)
    found = tasks(desk.lead, clock=desk.clock)
    return [(task.due_at.date(), task.says) for task in found if task.kind == "document"]


def ahead(desk: Office, days: int) -> dt.date:
    return desk.clock().date() + dt.timedelta(days=days)


def test_a_document_that_ends_within_90_days_asks_30_days_before(
    desk: Office, case: CaseId
) -> None:
    ends = ahead(desk, 80)
    assert asked(desk, case, expires=ends) == [
        (ahead(desk, 50), f"foreign passport: valid until {ends}")
    ]


def test_where_applying_would_alert_home_the_task_says_so(desk: Office, case: CaseId) -> None:
    ((_, says),) = asked(desk, case, expires=ahead(desk, 5), alerts_home=Answer.YES)
    assert says.endswith("Applying for a new one would alert home")


def test_what_ends_later_is_left_to_end_or_is_gone_asks_nothing(desk: Office, case: CaseId) -> None:
    assert asked(desk, case, expires=ahead(desk, 91)) == []
    assert asked(desk, case, expires=ahead(desk, 5), renewal=Renewal.NOT_SOUGHT) == []
    assert asked(desk, case, expires=ahead(desk, 5), holder=Holder.LOST) == []


def test_an_action_is_asked_for_by_its_day(desk: Office, case: CaseId) -> None:
    found = asked(desk, case, action="fetch it from the notary", action_by=ahead(desk, 3))
    assert found == [(ahead(desk, 3), "foreign passport: fetch it from the notary")]


def test_a_planned_journey_asks_for_what_it_needs(desk: Office, case: CaseId) -> None:
    desk.planned(case)
    assert asked(desk, case, is_for_travel=True) == []
    found = asked(desk, case, is_for_travel=True, holder=Holder.FAMILY, expires=ahead(desk, -1))
    assert [says for day, says in found if day == desk.clock().date()] == [
        "foreign passport is not at hand: the journey needs it",
        "foreign passport ends before the journey does: the journey needs it",
    ]
