import importlib.util
import shutil
from pathlib import Path

import numpy as np
import pytest
from tests.methods.linkage.sample import many_lists, small_keys
from tests.methods.linkage.spark_cluster import cluster_of_two

from holdfast.methods.linkage import spark
from holdfast.methods.linkage.comparisons import EVIDENCE
from holdfast.methods.linkage.errors import SparkError
from holdfast.methods.linkage.link import Order, link
from holdfast.methods.linkage.model import Model
from holdfast.methods.linkage.settings import LinkSettings
from holdfast.methods.linkage.spark import scored_on_spark

_HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
_RULES = [("name_bag",), ("born_day",)]


def test_without_spark_a_person_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(SparkError, match=r"not installed.*holdfast\[spark\]"):
        scored_on_spark(small_keys(), Model(0.1, EVIDENCE), _RULES, master="local[1]")


def test_without_java_a_person_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark.importlib.util, "find_spec", lambda _: object())
    monkeypatch.setattr(spark.shutil, "which", lambda *_, **__: None)
    with pytest.raises(SparkError, match="needs Java"):
        scored_on_spark(small_keys(), Model(0.1, EVIDENCE), _RULES, master="local[1]")


@pytest.mark.parametrize("master", ["spark://198.51.100.7:7077", "yarn"])
def test_no_name_goes_over_a_wire_in_clear(master: str) -> None:
    with pytest.raises(SparkError, match="no name was sent"):
        spark._check_wire(master, {})
    spark._check_wire(master, {"spark.network.crypto.enabled": "true"})
    spark._check_wire("local[2]", {})


def test_what_spark_spills_is_encrypted_and_nothing_of_a_run_is_logged() -> None:
    assert spark._OURS["spark.io.encryption.enabled"] == "true"
    assert spark._OURS["spark.eventLog.enabled"] == "false"


@pytest.mark.trial
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # a socket of Spark's
@pytest.mark.skipif(not _HAS_SPARK, reason="needs Java and holdfast[spark]")
def test_two_workers_find_the_pairs_and_people_that_one_machine_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists, _ = many_lists(4200)
    here = link(lists, LinkSettings(), Order(draws=10))
    with cluster_of_two(tmp_path) as master:
        monkeypatch.setenv("SPARK_CONF_DIR", str(tmp_path))
        score = lambda *wanted: scored_on_spark(*wanted, master=master)  # noqa: E731
        there = link(lists, LinkSettings(), Order(draws=10, score=score))
    pairs, others = here.pairs, there.pairs
    difference = np.abs(pairs["probability"].to_numpy() - others["probability"].to_numpy())
    print(  # noqa: T201
        f"{len(here.labels):,} rows, {len(pairs):,} pairs, largest difference {difference.max()}"
    )
    assert len(here.labels) >= 5000
    assert pairs.drop(columns="probability").equals(others.drop(columns="probability"))
    assert difference.max() < 1e-12
    assert here.labels.tolist() == there.labels.tolist()
    assert here.table == there.table
    assert here.draws == there.draws
    for number in (1, 2):
        assert any((tmp_path / f"work-{number}").iterdir()), "both workers have worked"
