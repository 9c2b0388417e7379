import pytest
from tests.methods.linkage.sample import small_keys

from holdfast.methods.linkage.comparisons import EVIDENCE
from holdfast.methods.linkage.engine import open_engine, splink_settings
from holdfast.methods.linkage.errors import MemoryLimitError
from holdfast.methods.linkage.model import Model

_MODEL = Model(0.1, EVIDENCE)


def test_the_three_rows_of_one_person_are_found() -> None:
    with open_engine(small_keys(), memory_gb=None, threads=1) as engine:
        pairs = engine.scored_pairs(_MODEL, [("name_bag",), ("born_day",)])
    found = {
        (a, b)
        for a, b, p in zip(pairs["left"], pairs["right"], pairs["probability"], strict=True)
        if p > 0.9
    }
    assert {(0, 4), (0, 7), (4, 7)} <= found


def test_the_database_may_touch_no_file() -> None:
    with open_engine(small_keys(), memory_gb=None, threads=1) as engine:
        for statement in (
            "COPY people TO '/tmp/x.csv'",
            "SELECT * FROM read_text('/etc/hostname')",
        ):
            with pytest.raises(Exception, match="disabled"):
                engine._connection.execute(statement)
        assert engine._connection.execute(
            "SELECT current_setting('temp_directory')"
        ).fetchall() == [("",)]


def test_too_little_memory_is_said_clearly() -> None:
    with (
        pytest.raises(MemoryLimitError, match="more memory"),
        open_engine(small_keys(), memory_gb=0.02, threads=1) as engine,
    ):
        engine._connection.execute("CREATE TABLE t AS SELECT range AS a FROM range(50000000)")


def test_shares_of_values_sum_to_one() -> None:
    with open_engine(small_keys(), memory_gb=None, threads=1) as engine:
        shares = engine.frequencies(["family"])["family"]
    assert sum(shares.values()) == pytest.approx(1)


def test_settings_hold_no_value_of_any_row() -> None:
    text = str(splink_settings(_MODEL, [("born_day",)]))
    assert "orlaev" not in text
    assert "l.born_day = r.born_day" in text


def test_a_long_query_prints_no_bar_among_the_results() -> None:
    with open_engine(small_keys(), memory_gb=None, threads=1) as engine:
        found = engine._connection.execute(
            "SELECT current_setting('enable_progress_bar')"
        ).fetchall()
    assert found == [(False,)]
