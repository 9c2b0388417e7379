from pathlib import Path

import pytest

from holdfast.methods.linkage.continuity import KnownRow, continued, read_previous
from holdfast.methods.linkage.errors import OutputError


def _known(*clusters: str) -> list[KnownRow]:
    return [KnownRow("watch", f"r{n}", "00", cluster) for n, cluster in enumerate(clusters)]


def _continued(labels: list[int], previous: list[KnownRow], check: str = "00"):
    keys = [f"r{n}" for n in range(len(labels))]
    return continued(labels, keys, [check] * len(labels), previous)


def test_without_an_earlier_run_identifiers_are_new_and_the_same_each_time() -> None:
    first, second = _continued([0, 0, 2], []), _continued([0, 0, 2], [])
    assert first == second
    assert first.new == 2
    assert len(set(first.identifiers.values())) == 2


def test_a_cluster_that_grows_keeps_its_identifier() -> None:
    found = _continued([0, 0, 0], _known("cA", "cA"))
    assert found.identifiers == {0: "cA"}
    assert (found.kept, found.joined, found.split, found.new) == (1, 0, 0, 0)


def test_of_a_cluster_that_splits_the_larger_part_keeps_the_identifier() -> None:
    found = _continued([0, 1, 1], _known("cA", "cA", "cA"))
    assert found.identifiers[1] == "cA"
    assert found.identifiers[0] != "cA"
    assert found.split == 1


def test_of_clusters_that_join_the_larger_ones_identifier_lives_on() -> None:
    found = _continued([0, 0, 0], _known("cA", "cB", "cB"))
    assert found.identifiers == {0: "cB"}
    assert found.joined == 1


def test_a_list_whose_rows_moved_passes_nothing_on_and_that_is_said() -> None:
    previous = _known(*(f"c{n}" for n in range(40)))
    found = _continued(list(range(40)), previous, check="ff")
    assert found.kept == 0
    assert "watch" in found.problems[0]


def test_a_folder_that_is_no_earlier_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="earlier run"):
        read_previous(tmp_path)
