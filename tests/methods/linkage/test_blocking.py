import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.linkage.sample import many_lists, small_keys

from holdfast.methods.linkage.blocking import (
    CANDIDATES,
    estimated_loss,
    pairs_of,
    proposed_blocking,
    rule_sql,
    with_block_keys,
)
from holdfast.methods.linkage.features import features_of
from holdfast.methods.linkage.settings import LinkSettings


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 2)), max_size=25))
@settings(deadline=None, max_examples=100)
def test_pairs_of_a_rule_are_counted_exactly(codes: list[tuple[int, int]]) -> None:
    columns = {"a": np.array([c[0] for c in codes], dtype=np.int64),
               "b": np.array([c[1] for c in codes], dtype=np.int64)}  # fmt: skip
    expected = sum(
        one == other and min(one) >= 0 for i, one in enumerate(codes) for other in codes[:i]
    )
    assert pairs_of(("a", "b"), columns) == expected


def test_the_name_bag_does_not_know_order() -> None:
    keys = small_keys()
    turned = keys.assign(
        given_frame=keys["family_frame"], family_frame=keys["given_frame"],
        given=keys["family"], family=keys["given"],
    ).drop(columns=["name_bag", "family_start", "born_about"])  # fmt: skip
    pd.testing.assert_series_equal(with_block_keys(turned)["name_bag"], keys["name_bag"])


def test_rules_stay_within_the_budget() -> None:
    lists, _ = many_lists(2000)
    keys = with_block_keys(features_of(lists, LinkSettings()))
    chosen = proposed_blocking(keys, pairs_a_row=1)
    assert chosen.rules
    assert sum(chosen.pairs) <= 300_000
    assert all(set(rule) <= set(keys.columns) for rule in chosen.rules)


def test_a_rule_that_holds_another_is_not_taken() -> None:
    rules = proposed_blocking(small_keys(), pairs_a_row=60).rules
    for rule in rules:
        assert not any(set(other) < set(rule) for other in rules[: rules.index(rule)])
    assert set(rules) <= set(CANDIDATES)


def test_a_rule_reads_as_sql() -> None:
    assert rule_sql(("a", "b")) == "l.a = r.a AND l.b = r.b"


def test_the_estimated_loss_is_near_the_true_loss_where_errors_are_independent() -> None:
    generator = np.random.default_rng(5)
    people = 6000
    keys = pd.DataFrame(
        {"name_bag": np.arange(people).repeat(2), "born_day": np.arange(people).repeat(2)}
    )
    for column, errors in (("name_bag", 0.3), ("born_day", 0.4)):
        spoilt = generator.random(2 * people) < errors
        spoilt[::2] = False
        keys.loc[spoilt, column] = 10**6 + np.flatnonzero(spoilt)
    pairs = np.column_stack([np.arange(0, 2 * people, 2), np.arange(1, 2 * people, 2)])
    agree = keys.loc[pairs[:, 0]].to_numpy() == keys.loc[pairs[:, 1]].to_numpy()
    found = pairs[agree.any(axis=1)]
    loss = estimated_loss(
        keys, found, np.ones(len(found)), [("name_bag",), ("born_day",)], generator=generator
    )
    assert loss is not None
    assert abs(loss - 0.12) < 0.02


def test_too_few_links_give_no_estimate() -> None:
    generator = np.random.default_rng(1)
    nothing = np.zeros((0, 2), dtype=np.int64)
    assert (
        estimated_loss(small_keys(), nothing, np.zeros(0), [("born_day",)], generator=generator)
        is None
    )
