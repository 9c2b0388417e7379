"""A Spark cluster on this machine: a master and two workers, each a process, over encrypted wires."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

CLASSES = "org.apache.spark.deploy"


@contextlib.contextmanager
def cluster_of_two(folder: Path) -> Iterator[str]:
    """The address of the master; `SPARK_CONF_DIR` in `folder` lets a driver in."""
    import pyspark  # noqa: PLC0415  (an extra of its own)

    home = Path(pyspark.__file__).parent
    (folder / "spark-defaults.conf").write_text(_shared_settings(folder))
    port = _free_port()
    own = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_CONF_DIR": str(folder),
        "SPARK_LOCAL_DIRS": str(folder / "local"),
    }
    own.pop("PYTHONPATH", None)
    with contextlib.ExitStack() as running:
        start = [str(home / "bin" / "spark-class")]
        here = ["--host", "127.0.0.1", "--webui-port", "0"]
        master = [*start, f"{CLASSES}.master.Master", *here, "--port", str(port)]
        running.enter_context(_process(master, own, folder / "master.log", "I have been elected"))
        for number in (1, 2):
            worker = [*start, f"{CLASSES}.worker.Worker", *here, "--cores", "1", "--memory", "1g"]
            place = ["--work-dir", str(folder / f"work-{number}"), f"spark://127.0.0.1:{port}"]
            log = folder / f"worker-{number}.log"
            running.enter_context(
                _process([*worker, *place], own, log, "Successfully registered with master")
            )
        yield f"spark://127.0.0.1:{port}"


def _shared_settings(folder: Path) -> str:
    settings = {
        "spark.authenticate": "true",
        "spark.authenticate.secret": secrets.token_hex(16),
        "spark.network.crypto.enabled": "true",
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "768m",
        "spark.local.dir": str(folder / "local"),
        "spark.sql.shuffle.partitions": "4",
    }
    return "".join(f"{name} {value}\n" for name, value in settings.items())


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def _process(command: list[str], own: dict[str, str], log: Path, ready: str) -> Iterator[None]:
    """A process that has written `ready` to its log; it ends with the block."""
    with log.open("wb") as out:
        running = subprocess.Popen(command, env=own, stdout=out, stderr=out)
    try:
        until = time.monotonic() + 120
        while ready not in log.read_text(errors="replace"):
            if running.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text(errors="replace")[-2000:])
            time.sleep(0.2)
        yield
    finally:
        running.terminate()
        running.wait(30)
