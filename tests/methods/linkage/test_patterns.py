import pandas as pd

from holdfast.methods.linkage.comparisons import BORN, SEX
from holdfast.methods.linkage.patterns import level_numbers, patterns_of


def test_levels_count_from_the_best_and_missing_is_minus_one() -> None:
    scored = pd.DataFrame({"gamma_sex": [1, 0, -1]})
    assert level_numbers(scored, SEX).tolist() == [0, 1, -1]


def test_every_pair_finds_its_levels_again_in_its_pattern() -> None:
    scored = pd.DataFrame({"gamma_born": [6, -1, 6, 0], "gamma_sex": [1, 0, 1, -1]})
    found = patterns_of(scored, (BORN, SEX))
    own = [[0, 0], [-1, 1], [0, 0], [6, -1]]
    assert found.levels[found.which].tolist() == own
    assert sorted(found.counts.tolist()) == [1, 1, 2]


def test_no_pairs_have_no_patterns() -> None:
    empty = pd.DataFrame({"gamma_sex": []}, dtype="int64")
    assert patterns_of(empty, (SEX,)).levels.shape == (0, 1)
