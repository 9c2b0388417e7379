import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.methods.linkage.sample import many_lists, small_lists

from holdfast.methods import linkage
from holdfast.methods.linkage.comparisons import SEX
from holdfast.methods.linkage.decisions import Answer, Decision
from holdfast.methods.linkage.errors import AnalysisMissingError, ListError
from holdfast.methods.linkage.link import Order, link, reasons_of
from holdfast.methods.linkage.lists import read_list
from holdfast.methods.linkage.settings import LinkSettings, ListSettings

_SETTINGS = LinkSettings(prior=0.05)


def test_one_person_on_three_lists_in_two_alphabets_is_one_cluster() -> None:
    made = link(small_lists(), _SETTINGS, Order(draws=5))
    assert made.labels[0] == made.labels[4] == made.labels[7]
    assert made.labels[1] == made.labels[5]
    assert len({made.labels[n] for n in (2, 3, 6, 8)}) == 4
    assert made.table[1, 1, 1] == 1
    assert sum(made.table.values()) == len(set(made.labels))


def test_linked_lists_are_found_again_with_few_faults() -> None:
    lists, truth = many_lists(400)
    made = link(lists, LinkSettings(), Order(draws=10))
    left, right = np.triu_indices(len(truth), 1)
    same, linked = truth[left] == truth[right], made.labels[left] == made.labels[right]
    assert (same & linked).sum() / linked.sum() > 0.95
    assert (same & linked).sum() / same.sum() > 0.9
    counts = [sum(table.values()) for table in made.draws]
    assert min(counts) <= len(set(truth.tolist())) * 1.03
    assert len(made.draws) == 10


def test_equal_seeds_give_equal_linkages() -> None:
    one, two = (link(small_lists(), _SETTINGS, Order(draws=5, seed=9)) for _ in range(2))
    assert one.labels.tolist() == two.labels.tolist()
    assert one.draws == two.draws
    assert one.continuity == two.continuity


def test_decisions_are_put_over_the_scores_and_asked_for_after_scoring() -> None:
    first = link(small_lists(), _SETTINGS, Order(draws=0))
    keys = first.scored.keys
    apart = Decision(*sorted((keys[0], keys[4])), "AB", Answer.DIFFERENT)
    apart_too = Decision(*sorted((keys[4], keys[7])), "AB", Answer.DIFFERENT)
    seen: list[int] = []

    def ask(scored, decisions):
        seen.append(len(scored.pairs))
        return [*decisions, apart, apart_too]

    made = link(small_lists(), _SETTINGS, Order(draws=20, ask=ask))
    assert seen[0] > 0
    assert made.labels[0] == made.labels[7] != made.labels[4]
    assert all(table.get((1, 1, 1), 0) == 0 for table in made.draws)


def test_people_who_bind_rows_that_share_nothing_are_obeyed() -> None:
    keys = link(small_lists(), _SETTINGS, Order(draws=0)).scored.keys
    bound = Decision(*sorted((keys[2], keys[3])), "AB", Answer.SAME)
    made = link(small_lists(), _SETTINGS, Order(draws=0, decisions=[bound]))
    assert made.labels[2] == made.labels[3]
    assert any(c.kind == "two rows of one list" for c in made.contradictions)


def test_one_row_cannot_be_linked() -> None:
    one = read_list(b"name\nRuslan Orlaev\n", "watch", ListSettings())
    with pytest.raises(ListError, match="nothing to link"):
        link([one], LinkSettings(), Order())


def test_reasons_say_what_agreed_and_leave_out_what_is_missing() -> None:
    pairs = pd.DataFrame({"gamma_sex": [1, 0, -1]})
    assert reasons_of(pairs, [SEX]) == ["same sex", "sexes differ", ""]


def test_without_the_numerical_parts_it_is_said_how_to_get_them(monkeypatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(AnalysisMissingError, match="analysis"):
        exec(Path(linkage.__file__).read_text("utf-8"), {})


def test_draws_hold_the_doubt_that_one_linkage_hides() -> None:
    lists, truth = many_lists(600)
    made = link(lists, LinkSettings(), Order(draws=60))
    people = sorted(sum(table.values()) for table in made.draws)
    assert people[2] <= len(set(truth.tolist())) <= people[-3]
    assert people[-3] - people[2] > 0.005 * len(set(truth.tolist()))
