import datetime as dt

from holdfast.apps.casework.records.journeys import Journey, Leg
from holdfast.apps.intake.queries.linked import Reachable
from holdfast.apps.intake.rules import ConversationId
from holdfast.doors.desk.cases.telling_forms import HandForm, TellForm

NOON = dt.datetime(2031, 3, 3, 12, 0, tzinfo=dt.UTC)


def journey(current: int) -> Journey:
    hour = dt.timedelta(hours=1)
    legs = tuple(
        Leg(origin=f"{n}", destination=f"{n + 1}", leaves_at=NOON + n * hour, arrives_at=NOON + (n + 1) * hour)
        for n in range(3)
    )  # fmt: skip
    return Journey(legs=legs, current=current, planned_by="m")


def offered(form: TellForm | HandForm) -> list[int]:
    return [number for number, _ in form.fields["leg"].choices]


def test_only_legs_that_are_under_way_or_to_come_are_offered() -> None:
    assert offered(TellForm(journey(-1), ())) == [0]
    assert offered(TellForm(journey(1), ())) == [1, 2]
    assert offered(HandForm(journey(-1))) == [0, 1, 2]
    assert offered(HandForm(journey(2))) == [2]


def test_who_is_told_is_ticked_before_only_where_there_is_one() -> None:
    one, other = (Reachable(ConversationId(n * 26), f"Wren {n}") for n in "ab")
    assert TellForm(journey(-1), [one]).initial["to"] == [one.conversation]
    assert "checked" in str(TellForm(journey(-1), [one])["to"])
    both = str(TellForm(journey(-1), [one, other])["to"])
    assert "Wren a" in both and "Wren b" in both and "checked" not in both
    form = TellForm(journey(-1), [one, other], {"leg": "0", "to": [other.conversation]})
    assert form.is_valid()
    assert form.chosen() == (other.conversation,)


def test_words_that_were_agreed_never_come_back_in_a_page() -> None:
    form = HandForm(journey(-1), {"kind": "ride", "phrase": "the blue door"})
    assert not form.is_valid()
    assert "blue door" not in str(form)
    assert "Never a name" in str(form)
