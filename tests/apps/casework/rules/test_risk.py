import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.casework.errors.judging import BadInstrumentError
from holdfast.apps.casework.queries.instruments import shipped
from holdfast.apps.casework.rules.cases import Need, is_milder
from holdfast.apps.casework.rules.risk import (
    UNKNOWN,
    Answer,
    Instrument,
    Question,
    Thresholds,
    check,
    refused_words,
    score,
    score_again_by,
)

SHIPPED = shipped()
NOT_KNOWN = Answer(UNKNOWN, "Not known", 5)
NEAR = Question(
    "near", "How near?", (Answer("home", "At home", 60), Answer("far", "Far"), NOT_KNOWN)
)
HELD = Question(
    "held", "Held?", (Answer("yes", "Yes", 10, Need.URGENT), Answer("no", "No"), NOT_KNOWN)
)
SMALL = Instrument("small", 1, "Small", "", Thresholds(60, 30), (NEAR, HELD))
answers = st.fixed_dictionaries(
    {q.id: st.sampled_from([a.id for a in q.answers]) for q in SHIPPED.questions}
)


def but(**changed: object) -> Instrument:
    return msgspec.structs.replace(SMALL, **changed)


def asking(*weights: Answer, asks: str = "How near?") -> Instrument:
    return but(questions=(Question("near", asks, weights), HELD))


def test_points_reach_a_tier_and_an_answer_can_ask_for_one_by_itself() -> None:
    assert score(SMALL, {"near": "home", "held": "no"}).tier is Need.EMERGENCY
    assert score(SMALL, {"near": "far", "held": "yes"}).tier is Need.URGENT
    mild = score(SMALL, {"near": "far", "held": "no"})
    assert (mild.tier, mild.points, mild.days) == (Need.NORMAL, 0, 365)


def test_what_nobody_answered_is_not_known_and_weighs() -> None:
    assert score(SMALL, {}).points == 10
    assert score(SMALL, {"near": ""}) == score(SMALL, {"near": UNKNOWN, "held": UNKNOWN})


def test_what_weighed_is_shown_heaviest_first() -> None:
    made = score(SMALL, {"near": "home", "held": "yes"})
    assert made.weighed == [("How near?", "At home", 60), ("Held?", "Yes", 10)]


def test_an_answer_of_another_instrument_is_refused() -> None:
    with pytest.raises(BadInstrumentError, match="no such answer"):
        score(SMALL, {"near": "somewhere"})


@settings(deadline=None, max_examples=80)
@given(answers, st.sampled_from(SHIPPED.questions))
def test_a_heavier_answer_never_gives_a_milder_tier(
    given_: dict[str, str], asked: Question
) -> None:
    before = score(SHIPPED, given_)
    held = next(a for a in asked.answers if a.id == given_[asked.id])
    for answer in asked.answers:
        if answer.points >= held.points and (answer.tier or not held.tier):
            worse = score(SHIPPED, {**given_, asked.id: answer.id})
            assert worse.points >= before.points
            if not held.tier or answer.tier is held.tier:
                assert not is_milder(worse.tier, than=before.tier)


def test_the_shipped_instrument_can_be_used_and_asks_nothing_that_is_never_asked() -> None:
    check(SHIPPED)
    assert refused_words(SHIPPED) == []
    assert score(SHIPPED, {}).tier is Need.URGENT
    assert score(SHIPPED, {"expected": "now"}).tier is Need.EMERGENCY


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (but(questions=()), "at least one question"),
        (but(questions=(NEAR, NEAR)), "Two questions"),
        (asking(NOT_KNOWN, NOT_KNOWN), "Two answers"),
        (asking(Answer("home", "At home", 60)), "what is not known"),
        (asking(Answer("home", "At home", 101), NOT_KNOWN), "from 0 to 100"),
        (asking(Answer("home", "x", 60), Answer("far", "y", 5), NOT_KNOWN), "Not knowing weighs"),
        (but(thresholds=Thresholds(30, 30)), "more points"),
        (but(thresholds=Thresholds(900, 30)), "No answers reach"),
    ],
)
def test_an_instrument_that_cannot_be_used_is_refused_in_words(
    wrong: Instrument, says: str
) -> None:
    with pytest.raises(BadInstrumentError, match=says):
        check(wrong)


@pytest.mark.parametrize(
    "asks",
    [
        "What is their orientation?", "Are they religious?", "Which party do they vote for?",
        "Are they employable?", "Do they have money?", "What is their job?", "Are they gay?",
    ],
)  # fmt: skip
def test_nobody_is_asked_what_is_never_asked(asks: str) -> None:
    weights = (Answer("a", "x", 60), Answer("b", "y"), NOT_KNOWN)
    with pytest.raises(BadInstrumentError, match="never asked"):
        check(asking(*weights, asks=asks))


def test_what_happened_since_asks_for_a_new_score_within_a_day() -> None:
    then = dt.datetime(2031, 4, 2, tzinfo=dt.UTC)
    day = dt.timedelta(days=1)
    assert score_again_by(None, []) is None
    assert score_again_by(None, [then]) == then + day
    assert score_again_by(then, [then]) is None
    assert score_again_by(then, [then + day, then + 3 * day]) == then + 2 * day
