"""Splink on Spark: scoring the pairs on a cluster, where one machine cannot hold them.

Invariants:
- The settings are those of `engine`, word for word; the tests of `make trials` hold the pairs and
  probabilities of both together. Weights are learned in the database on this machine, from samples
  whose size does not grow; only pairs that reach `LEAST_PROBABILITY` come back.
- What Spark spills and shuffles is encrypted on the disks of the cluster (`spark.io.encryption`),
  with a key that ends with the run. Other machines are used only over an encrypted wire.
- Rows travel as Arrow tables; no code of ours runs on the cluster, only SQL and Splink's own jar.
"""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import os
import shutil
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
from splink import Linker

from holdfast.methods.linkage.blocking import Rule
from holdfast.methods.linkage.engine import LEAST_PROBABILITY, pairs_sql, splink_settings
from holdfast.methods.linkage.errors import SparkError
from holdfast.methods.linkage.model import Model

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_OURS = {
    "spark.app.name": "holdfast-link",
    "spark.driver.defaultJavaOptions": "-Dorg.apache.logging.log4j.level=FATAL",
    "spark.eventLog.enabled": "false",
    "spark.io.encryption.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_ONE_MACHINE = "local"  # also local[N] and local-cluster[...]; other masters are addresses
_PARTITIONS_HERE = "16"  # Spark's 200 are for many machines
_ENCRYPTED_WIRE = ("spark.network.crypto.enabled", "spark.ssl.rpc.enabled")


def scored_on_spark(
    keys: pd.DataFrame, model: Model, rules: Sequence[Rule], *, master: str
) -> pd.DataFrame:
    """The pairs of `Engine.scored_pairs`, scored on the Spark cluster at `master`.

    `keys` are features with block keys. Raises SparkError where there is no Spark or no Java, where
    the wire to other machines is not encrypted, and where the cluster fails.
    """
    _check_installed()
    with _session(master) as session:
        table = pa.Table.from_pandas(_without_large_strings(keys), preserve_index=False)
        session.createDataFrame(table).createOrReplaceTempView("people")
        return _scored(session, model, rules)


def _scored(session: SparkSession, model: Model, rules: Sequence[Rule]) -> pd.DataFrame:
    from splink import SparkAPI  # noqa: PLC0415  (imports pyspark)

    api = SparkAPI(spark_session=session, break_lineage_method="persist")  # type: ignore[no-untyped-call]
    people = api.register("people")
    linker = Linker(people, splink_settings(model, rules), log_level=None)
    found = linker.inference.predict(
        threshold_match_probability=LEAST_PROBABILITY, warning_mode="never"
    )
    pairs: pd.DataFrame = session.sql(pairs_sql(found.physical_name, model)).toArrow().to_pandas()
    return pairs


def _without_large_strings(keys: pd.DataFrame) -> pd.DataFrame:
    """Text as Arrow's plain strings, which Splink's functions on Spark take."""
    text = pd.ArrowDtype(pa.string())
    return keys.astype({name: text for name in keys if keys[name].dtype == "string"})


def _check_installed() -> None:
    if importlib.util.find_spec("pyspark") is None:
        raise SparkError(
            "Spark is not installed. Nothing was written.",
            hint="Install it with: pip install 'holdfast[spark]'; or leave out --engine.",
        )
    java = os.environ.get("JAVA_HOME")
    if shutil.which("java") is None and not (java and shutil.which("java", path=f"{java}/bin")):
        raise SparkError(
            "Spark needs Java 17 or newer, and there is none. Nothing was written.",
            hint="Install Java, or leave out --engine.",
        )


@contextlib.contextmanager
def _session(master: str) -> Iterator[SparkSession]:
    from pyspark import SparkConf  # noqa: PLC0415  (an extra of its own)
    from pyspark.sql import SparkSession  # noqa: PLC0415
    from splink.backends.spark import similarity_jar_location  # noqa: PLC0415

    logging.getLogger("py4j").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # about pandas, which Spark never meets here
        try:
            conf = SparkConf().setMaster(master).setAll([*_OURS.items()])
            conf.set("spark.jars", similarity_jar_location())
            if master.startswith(_ONE_MACHINE):
                conf.setIfMissing("spark.sql.shuffle.partitions", _PARTITIONS_HERE)
            session = SparkSession.builder.config(conf=conf).getOrCreate()
            try:
                _check_wire(master, session.sparkContext.getConf())
                yield session
            finally:
                session.stop()
        except _spark_failures() as error:
            raise SparkError(
                f"The Spark cluster failed ({type(error).__name__}). Nothing was written.",
                hint="Look at the cluster's own logs; check --master, its memory and its workers.",
            ) from error


def _check_wire(master: str, conf: Any) -> None:  # noqa: ANN401  (pyspark is an extra)
    """Refuse to send names to other machines in clear."""
    if not master.startswith(_ONE_MACHINE) and not any(
        conf.get(name) == "true" for name in _ENCRYPTED_WIRE
    ):
        raise SparkError(
            "The wire to this cluster is not encrypted, so no name was sent there.",
            hint="Set spark.authenticate and spark.network.crypto.enabled on the cluster and in "
            "your spark-defaults.conf: docs/guide/link.md says how.",
        )


def _spark_failures() -> tuple[type[Exception], ...]:
    from py4j.protocol import Py4JError  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    return (Py4JError, PySparkException, ConnectionError)
