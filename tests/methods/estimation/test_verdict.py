import pytest

from holdfast.methods.estimation import (
    Concern,
    Convergence,
    Description,
    Interval,
    ListDescription,
    Method,
    Mode,
    Outcome,
    judge,
    table_of,
)
from holdfast.methods.estimation.verdict import ASSUMPTIONS, KNOWN_COVERAGE, sparseness

from .published import APART, KOSOVO, UK_FIVE, seen_twice

DESCRIBED = Description({name: ListDescription("a", "b", "c", "d") for name in "ABC"})


def an_outcome(*, rhat=1.001, bulk=900.0, tail=900.0, shares=(1.0,)):
    return Outcome(
        method=Method.LATENT_CLASS,
        settings={},
        interval=Interval(400, 300, 600),
        modes=tuple(Mode(400 * (i + 1), 300, 400, 600, s) for i, s in enumerate(shares)),
        convergence=Convergence(rhat, bulk, tail, 4, 1000),
    )


def concerns(outcome, **kwargs):
    verdict = judge(outcome, seen_twice(), description=DESCRIBED, **kwargs)
    return {doubt.concern for doubt in verdict.doubts}


def test_a_sound_estimate_of_described_lists_is_usable():
    verdict = judge(an_outcome(), seen_twice(), description=DESCRIBED, prior_shift=0.1)
    assert verdict.is_usable
    assert verdict.reasons == ()


@pytest.mark.parametrize(
    ("broken", "concern"),
    [
        ({"rhat": 1.011}, Concern.NOT_CONVERGED),
        ({"bulk": 399.0}, Concern.FEW_DRAWS),
        ({"tail": 399.0}, Concern.FEW_DRAWS),
        ({"shares": (0.8, 0.2)}, Concern.SEVERAL_MODES),
    ],
)
def test_each_broken_rule_refuses_with_its_reason(broken, concern):
    assert concerns(an_outcome(**broken)) == {concern}


def test_an_estimate_that_follows_the_prior_is_refused():
    assert concerns(an_outcome(), prior_shift=0.26) == {Concern.PRIOR}
    assert concerns(an_outcome(), prior_shift=0.24) == set()


def test_without_a_description_the_verdict_is_refused():
    verdict = judge(an_outcome(), seen_twice())
    assert not verdict.is_usable
    assert "not described" in verdict.reasons[0]


def test_a_list_left_undescribed_is_named():
    partly = Description({"A": ListDescription("a", "b", "c", "d")})
    reasons = judge(an_outcome(), seen_twice(), description=partly).reasons
    assert reasons == ("List B is not described.", "List C is not described.")


def test_modes_are_named_in_the_reason():
    reasons = judge(an_outcome(shares=(0.7, 0.3)), seen_twice(), description=DESCRIBED).reasons
    assert "near 400 (70% of the posterior), near 800 (30% of the posterior)" in reasons[0]


def test_kosovo_is_not_sparse_and_the_british_and_the_parted_tables_are():
    assert sparseness(KOSOVO) == ()
    assert "13 hold nobody" in sparseness(UK_FIVE)[0].sentence
    said = " ".join(doubt.sentence for doubt in sparseness(APART))
    assert "People on two lists or more: 6, fewer than 20." in said
    assert "List C shares nobody" in said


def test_lists_without_any_overlap_are_refused():
    table = table_of(("A", "B"), {(1, 0): 500, (0, 1): 400})
    assert {doubt.concern for doubt in sparseness(table)} == {Concern.SPARSE}


def test_a_list_inside_another_is_a_caution():
    table = table_of(("A", "B"), {(1, 1): 50, (0, 1): 90})
    verdict = judge(an_outcome(), table, description=DESCRIBED)
    assert verdict.cautions == ("Everybody on list A is on list B too: they are not two lists.",)


def test_every_method_says_its_assumption_and_its_known_coverage():
    assert set(ASSUMPTIONS) == set(KNOWN_COVERAGE) == set(Method)
    assert "60 %" in KNOWN_COVERAGE[Method.LATENT_CLASS]
    assert "80 %" in KNOWN_COVERAGE[Method.DECOMPOSABLE]
    assert "88 %" in KNOWN_COVERAGE[Method.INDEPENDENCE]
