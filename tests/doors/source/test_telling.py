import datetime as dt

from holdfast.apps.intake.queries.replies import Reply
from holdfast.apps.intake.records import Errand
from holdfast.apps.intake.rules import ErrandFact, ErrandKind, LetterId
from holdfast.doors.source.telling import FACTS, KINDS, told

NOON = dt.datetime(2031, 3, 3, 12, 0, tzinfo=dt.UTC)


def test_every_kind_and_every_fact_has_its_words() -> None:
    assert set(KINDS) == set(ErrandKind)
    assert set(FACTS) == set(ErrandFact)


def test_answers_are_left_to_the_mailbox_and_errands_are_told_in_order() -> None:
    facts = ((ErrandFact.TO, "the mill"), (ErrandFact.WHEN, "at noon"))
    errand = Errand(kind=ErrandKind.NEXT_STEP, facts=facts, until=NOON)
    answer, step = LetterId("a"), LetterId("b")
    (shown,) = told([Reply(answer, "hello", NOON), Reply(step, "", NOON, errand=errand)])
    assert shown.heading == "Your next step"
    assert shown.facts == [("To", "the mill"), ("When", "at noon")]
    assert shown.until == "2031-03-03 12:00 UTC"
