import math

import pandas as pd
import pytest
from tests.methods.linkage.sample import small_keys

from holdfast.methods.linkage.comparisons import EVIDENCE, FAMILY, GIVEN
from holdfast.methods.linkage.engine import open_engine
from holdfast.methods.linkage.model import Model, judge, level_of, probability, splink_comparison
from holdfast.methods.linkage.patterns import level_numbers

_FREQUENCIES = sorted({level.frequency for c in EVIDENCE for level in c.levels if level.frequency})


def _cells(keys: pd.DataFrame, row: int) -> dict[str, object]:
    return {name: None if pd.isna(v) else v for name, v in keys.iloc[row].to_dict().items()}


def test_python_and_splink_judge_every_pair_alike() -> None:
    keys = small_keys()
    model = Model(0.05, EVIDENCE)
    everything = [(a, b) for a in range(len(keys)) for b in range(a + 1, len(keys))]
    with open_engine(keys, memory_gb=None, threads=1) as engine:
        scored = engine.scored_given(model, pd.DataFrame(everything).to_numpy())
        frequencies = engine.frequencies(_FREQUENCIES)
    levels = {c.name: level_numbers(scored, c) for c in EVIDENCE}
    assert len(scored) == len(everything)
    for at, (left, right) in enumerate(zip(scored["left"], scored["right"], strict=True)):
        opinions = judge(_cells(keys, left), _cells(keys, right), model, frequencies)
        by_python = {opinion.comparison: opinion.level for opinion in opinions}
        by_splink = {name: int(n[at]) for name, n in levels.items() if n[at] >= 0}
        assert by_python == by_splink
        assert probability(opinions, model.prior) == pytest.approx(
            scored["probability"].iloc[at], rel=1e-6
        )


def test_a_rare_name_in_common_weighs_more_than_a_frequent_one() -> None:
    cells = {"given_initial": "a", "given": "aslan", "given_root": "aslan"}
    model = Model(0.01, (GIVEN,))
    rare = judge(cells, cells, model, {"given": {"aslan": 0.001}})[0]
    frequent = judge(cells, cells, model, {"given": {"aslan": 0.1}})[0]
    assert rare.weight > frequent.weight > 0
    assert rare.reason == "given name sounds the same"


def test_a_missing_value_says_nothing() -> None:
    nothing = {"family": None, "given_initial": None}
    assert judge(nothing, nothing, Model(0.01, (GIVEN, FAMILY))) == ()
    assert probability((), 0.01) == pytest.approx(0.01)


def test_the_last_level_is_else_and_is_spelled_so_for_splink() -> None:
    spelled = splink_comparison(FAMILY)["comparison_levels"]
    assert spelled[0]["is_null_level"]
    assert spelled[-1]["sql_condition"] == "ELSE"
    cells = dict.fromkeys(("family", "family_second", "family_frame", "given", "given_frame"))
    one = {**cells, "family": "orlaev", "family_frame": "arlv"}
    other = {**cells, "family": "barkan", "family_frame": "brkn"}
    assert level_of(FAMILY, one, other) == len(FAMILY.levels) - 1
    weight = judge(one, other, Model(0.1, (FAMILY,)))[0].weight
    assert weight == pytest.approx(math.log2(0.08 / 0.994))
