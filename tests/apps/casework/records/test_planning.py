import datetime as dt

from holdfast.apps.casework.records.planning import PlanJudgement
from holdfast.apps.keyring.records import decode, encode
from holdfast.methods.passage.judgement import Verdict


def test_a_decision_comes_back_as_it_was_sealed() -> None:
    decided = PlanJudgement(
        verdict=Verdict.REFUSE, place="p", first_night=dt.date(2031, 4, 2), nights=3,
        reason="a cousin lives next door", by="m", at=dt.datetime(2031, 4, 2, tzinfo=dt.UTC),
    )  # fmt: skip
    assert decode(encode(decided), PlanJudgement) == decided
