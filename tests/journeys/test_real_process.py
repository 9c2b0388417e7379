"""The command as a process: what only a real run shows."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.methods.corroboration.sample_folder import write_folder

ROOT = Path(__file__).parents[2]


def start(*arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(
        [sys.executable, "-m", "holdfast", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_an_interrupted_run_leaves_no_half_written_record(tmp_path: Path) -> None:
    more = {f"n{n:04d}": f"Some {n + 2} men were held in Selm, he said. " * 60 for n in range(400)}
    folder = write_folder(tmp_path / "reports", **more)
    for delay in (0.4, 1.5, 3.0):
        process = start("corroborate", str(folder), "--workers", "2")
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        if process.returncode != 0:
            assert [p.name for p in tmp_path.iterdir()] == ["reports"], said


def test_help_comes_quickly_and_loads_no_science(tmp_path: Path) -> None:
    process = start("--help")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert b"corroborate" in out
