import subprocess
import sys

import numpy as np

from holdfast.methods.estimation.compiled import (
    analysis_missing,
    cache_folder,
    compiled,
    source_digest,
)

WITHOUT_NUMBA = """
import sys
sys.modules["numba"] = None
from holdfast.kernel.errors import HoldfastError
try:
    import holdfast.methods.estimation
except HoldfastError as error:
    print(error.code, error)
"""


def test_without_the_extra_the_import_says_what_to_install():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NUMBA],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(p for p in sys.path if p)},
    )
    assert "estimation.analysis-missing" in done.stdout
    assert "pip install holdfast[analysis]" in done.stdout


def test_the_missing_package_is_named():
    assert "scipy" in str(analysis_missing("scipy"))


def test_compiled_functions_give_what_python_gives():
    def total(values):
        out = 0.0
        for value in values:
            out += value * value
        return out

    values = np.linspace(-2.0, 3.0, 50)
    assert compiled(total)(values) == total(values)


def test_compiled_code_is_kept_apart_for_each_version_of_the_sources(tmp_path):
    (tmp_path / "one.py").write_text("@compiled\na = 1")
    before = source_digest(tmp_path)
    (tmp_path / "one.py").write_text("@compiled\na = 2")
    assert source_digest(tmp_path) != before
    (tmp_path / "one.py").write_text("@compiled\na = 1")
    (tmp_path / "other.py").write_text("nothing of it is machine code")
    assert source_digest(tmp_path) == before


def test_the_first_root_that_can_be_written_keeps_the_code(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert cache_folder([blocked, tmp_path], "ab") == tmp_path / "compiled-ab"
    assert cache_folder([blocked], "ab") is None
