import pandas as pd
import pytest
from tests.methods.linkage.sample import many_lists, small_keys, small_lists

from holdfast.methods.linkage.engine import LEAST_PROBABILITY
from holdfast.methods.linkage.link import Order, link
from holdfast.methods.linkage.scoring import starting_model
from holdfast.methods.linkage.settings import LinkSettings

_SETTINGS = LinkSettings(prior=0.05)


def test_comparisons_that_no_row_can_have_are_left_out() -> None:
    model = starting_model(small_lists(), small_keys().assign(born_first=pd.NA), _SETTINGS)
    names = [c.name for c in model.comparisons]
    assert "born" not in names
    assert names[-1] == "list"
    assert model.prior == 0.05


def test_every_kept_pair_is_likely_enough_and_the_prior_is_what_pairs_call_for() -> None:
    lists, _ = many_lists(400)
    scored = link(lists, LinkSettings(), Order(draws=0)).scored
    rows = len(scored.keys)
    assert scored.pairs["probability"].min() >= LEAST_PROBABILITY
    expected = scored.pairs["probability"].sum() / (rows * (rows - 1) / 2)
    assert expected == pytest.approx(scored.model.prior, rel=0.05)


def test_where_nothing_is_learned_nothing_is_lowered() -> None:
    lists, _ = many_lists(200)
    scored = link(lists, LinkSettings(learn="never"), Order(draws=0)).scored
    assert scored.strangers is None
    assert "nothing is learned" in scored.notes[0]


def test_pairs_may_be_scored_elsewhere() -> None:
    asked: list[int] = []

    def elsewhere(keys, model, rules):
        asked.append(len(keys))
        gammas = {f"gamma_{c.name}": pd.Series([0], dtype="int64") for c in model.comparisons}
        return pd.DataFrame({"left": [0], "right": [4], "probability": [0.9], **gammas})

    made = link(small_lists(), _SETTINGS, Order(draws=0, score=elsewhere))
    assert asked == [9]
    assert made.labels[0] == made.labels[4]
