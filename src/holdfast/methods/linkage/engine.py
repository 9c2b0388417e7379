"""Splink on DuckDB: learning weights and scoring pairs, in memory alone.

Invariants:
- The database has no file, no spill folder and no access to files at all: names reach no disk.
  More memory than allowed ends the run with a clear error instead.
- The same rows, settings and seed give the same scores.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker

from holdfast.methods.linkage.blocking import Rule, rule_sql
from holdfast.methods.linkage.errors import MemoryLimitError
from holdfast.methods.linkage.model import Model, splink_comparison

LEAST_PROBABILITY = 0.01

logging.getLogger("splink").setLevel(logging.ERROR)


class Engine:
    """One linkage's database; use it as `with open_engine(...) as engine`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, keys: pd.DataFrame) -> None:
        """`keys` are features with block keys, one row a person-entry."""
        self._api = DuckDBAPI(connection)
        self._connection = connection
        connection.register("people_view", keys)
        connection.execute("CREATE TABLE people AS SELECT * FROM people_view")
        connection.unregister("people_view")
        self._people = self._api.register("people")

    def linker(self, model: Model, rules: Sequence[Rule]) -> Linker:
        """A Splink linker with a model's comparisons and these blocking rules."""
        return Linker(self._people, splink_settings(model, rules), log_level=None)

    def scored_pairs(self, model: Model, rules: Sequence[Rule]) -> pd.DataFrame:
        """Pairs that meet a rule and reach `LEAST_PROBABILITY`.

        Columns: left, right (row ids, left below right), probability, and one `gamma_...` for each
        comparison (the level counted down to 0 for "else", -1 where a value is missing).
        """
        linker = self.linker(model, rules)
        found = linker.inference.predict(
            threshold_match_probability=LEAST_PROBABILITY, warning_mode="never"
        )
        return self._pairs(found.physical_name, model)

    def scored_given(self, model: Model, pairs: NDArray[np.int64]) -> pd.DataFrame:
        """The same for given pairs (N x 2 row ids), however improbable."""
        linker = self.linker(model, [])
        table = pd.DataFrame(
            {"match_key": "0", "join_key_l": pairs.min(axis=1), "join_key_r": pairs.max(axis=1)}
        )
        self._connection.register("given_view", table)
        self._connection.execute("CREATE OR REPLACE TABLE given_pairs AS SELECT * FROM given_view")
        self._connection.unregister("given_view")
        given = self._api.register("given_pairs")
        linker.table_management.register_blocked_pairs_for_predict(given)
        found = linker.inference.predict(warning_mode="never")
        scored = self._pairs(found.physical_name, model)
        linker.table_management.invalidate_cache()  # type: ignore[no-untyped-call]
        return scored

    def _pairs(self, table: str, model: Model) -> pd.DataFrame:
        pairs: pd.DataFrame = self._connection.sql(pairs_sql(table, model)).df()
        return pairs

    def frequencies(self, columns: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
        """The share of each value among the rows that have one, column by column."""
        out = {}
        for column in columns:
            rows = self._connection.execute(
                f"SELECT {column}, count(*) / sum(count(*)) OVER () FROM people "  # noqa: S608
                f"WHERE {column} IS NOT NULL GROUP BY 1"
            ).fetchall()
            out[column] = {str(value): float(share) for value, share in rows}
        return out


@contextlib.contextmanager
def open_engine(keys: pd.DataFrame, *, memory_gb: float | None, threads: int) -> Iterator[Engine]:
    """An engine over these rows. Raises MemoryLimitError where memory does not suffice."""
    config: dict[str, Any] = {"temp_directory": "", "threads": threads}
    if memory_gb is not None:
        config["memory_limit"] = f"{memory_gb}GB"
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("SET enable_progress_bar = false")  # it would print among the results
    connection.execute("SET enable_external_access = false")
    try:
        yield Engine(connection, keys)
    except duckdb.OutOfMemoryException as error:
        raise MemoryLimitError(
            "The lists need more memory than there is. Nothing was written.",
            hint="Lower `pairs_a_row` in the settings, raise `memory_gb`, or use a larger machine; "
            "names are never moved to a disk to make room.",
        ) from error
    finally:
        connection.close()


def pairs_sql(table: str, model: Model) -> str:
    """The query for scored pairs, smaller row id first, sorted; DuckDB and Spark both read it."""
    gammas = ", ".join(f"gamma_{comparison.name}" for comparison in model.comparisons)
    return (
        f"SELECT least(row_id_l, row_id_r) AS left, greatest(row_id_l, row_id_r) AS right, "  # noqa: S608
        f"match_probability AS probability, {gammas} FROM {table} ORDER BY 1, 2"
    )


def splink_settings(model: Model, rules: Sequence[Rule]) -> dict[str, Any]:
    """A model as Splink's settings; `holdfast link` keeps them as `OUT/model.json`."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "row_id",
        "probability_two_random_records_match": model.prior,
        "comparisons": [splink_comparison(comparison) for comparison in model.comparisons],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": rule_sql(rule)} for rule in rules
        ],
        "retain_matching_columns": True,  # Splink keeps the levels only beside the columns
        "retain_intermediate_calculation_columns": False,
        "linker_uid": "holdfast",
    }
