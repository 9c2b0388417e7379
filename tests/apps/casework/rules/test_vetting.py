import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.casework.rules.vetting import (
    ADVERSE,
    COUNTING,
    Method,
    Result,
    Standing,
    Step,
    Word,
    allowed_now,
    counted,
    fits,
    is_vetted,
    overall,
    standing,
)

ANA, BEN, CYR = "ana", "ben", "cyr"
words = st.lists(st.builds(Word, st.sampled_from([ANA, BEN, CYR]), st.sampled_from(Step)))


def test_a_claim_waits_for_somebody_else_and_then_counts() -> None:
    assert standing(ANA, []) is Standing.AWAITS
    assert standing(ANA, [Word(ANA, Step.AGREE)]) is Standing.AWAITS
    assert standing(ANA, [Word(BEN, Step.AGREE)]) is Standing.COUNTS
    assert standing(ANA, [Word(BEN, Step.DISAGREE)]) is Standing.REFUSED


def test_what_counts_is_taken_back_by_two_members() -> None:
    asked = [Word(BEN, Step.AGREE), Word(BEN, Step.TAKE_BACK)]
    assert standing(ANA, asked) is Standing.ENDING
    assert standing(ANA, [*asked, Word(BEN, Step.AGREE)]) is Standing.ENDING
    assert standing(ANA, [*asked, Word(ANA, Step.AGREE)]) is Standing.TAKEN_BACK
    assert standing(ANA, [*asked, Word(ANA, Step.DISAGREE)]) is Standing.COUNTS


def test_whoever_entered_a_claim_takes_it_back_alone_while_nobody_agreed() -> None:
    assert standing(ANA, [Word(ANA, Step.TAKE_BACK)]) is Standing.TAKEN_BACK
    assert allowed_now(ANA, [], BEN) == {Step.AGREE, Step.DISAGREE}


@settings(deadline=None, max_examples=150)
@given(words)
def test_no_claim_ever_counts_or_stops_counting_by_one_member(said: list[Word]) -> None:
    for length in range(len(said) + 1):
        before = said[:length]
        now = standing(ANA, before)
        if now in COUNTING:
            assert any(word.by != ANA and word.step is Step.AGREE for word in before)
        alone = standing(ANA, [*before, *(Word(BEN, step) for step in Step for _ in range(2))])
        if now is Standing.COUNTS:
            assert alone in COUNTING


@settings(deadline=None, max_examples=100)
@given(words, st.sampled_from([ANA, BEN, CYR]), st.sampled_from(Step))
def test_only_what_is_allowed_changes_a_claim(said: list[Word], by: str, step: Step) -> None:
    before, after = standing(ANA, said), standing(ANA, [*said, Word(by, step)])
    assert (after is not before) == (step in allowed_now(ANA, said, by))


def test_what_speaks_against_somebody_leads_whatever_speaks_for_them() -> None:
    for some in itertools.combinations(Result, 3):
        for adverse in ADVERSE:
            assert overall({adverse, *some}) in ADVERSE
    assert overall([]) is Result.UNVERIFIED
    assert overall([Result.CONTRADICTED, Result.HOSTILE_SUSPECTED]) is Result.HOSTILE_SUSPECTED


def test_a_vouch_leads_only_where_nothing_else_counts() -> None:
    assert overall([Result.VOUCHED]) is Result.VOUCHED
    assert overall([Result.VOUCHED, Result.IDENTITY_CHECKED]) is Result.IDENTITY_CHECKED
    assert not is_vetted(Result.VOUCHED)
    assert is_vetted(Result.STORY_CONSISTENT)
    assert not is_vetted(Result.CONTRADICTED)


def test_a_vouch_gives_no_more_than_a_vouch() -> None:
    assert [r for r in Result if fits(r, Method.VOUCHED_BY)] == [Result.VOUCHED]
    assert fits(Result.INDEPENDENTLY_CORROBORATED, Method.CORROBORATED_BY)
    assert not fits(Result.INDEPENDENTLY_CORROBORATED, Method.LIVE_CALL)


def test_only_what_counts_is_counted_and_each_once() -> None:
    claims = [
        (Result.VOUCHED, Standing.COUNTS),
        (Result.STORY_CONSISTENT, Standing.ENDING),
        (Result.VOUCHED, Standing.COUNTS),
        (Result.HOSTILE_SUSPECTED, Standing.AWAITS),
    ]
    assert counted(claims) == [Result.STORY_CONSISTENT, Result.VOUCHED]


def test_a_member_does_not_agree_that_their_own_vouch_counts() -> None:
    assert allowed_now(ANA, [], BEN, voucher=BEN) == {Step.DISAGREE}
    assert allowed_now(ANA, [], CYR, voucher=BEN) == {Step.AGREE, Step.DISAGREE}
    ending = [Word(CYR, Step.AGREE), Word(ANA, Step.TAKE_BACK)]
    assert Step.AGREE in allowed_now(ANA, ending, BEN, voucher=BEN)
