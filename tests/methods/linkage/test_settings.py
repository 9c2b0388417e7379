from pathlib import Path

import pytest

from holdfast.methods.linkage.errors import SettingsError
from holdfast.methods.linkage.settings import LinkSettings, ListSettings, read_settings


def _read(tmp_path: Path, text: str) -> LinkSettings:
    path = tmp_path / "settings.yaml"
    path.write_text(text, "utf-8")
    return read_settings(path)


def test_a_lists_own_columns_go_over_the_common_ones(tmp_path: Path) -> None:
    found = _read(tmp_path, "columns: {name: A, born: B}\nlists:\n  watch: {columns: {born: C}}\n")
    assert found.for_list("watch").columns == {"name": "A", "born": "C"}
    assert found.for_list("other") == ListSettings(columns={"name": "A", "born": "B"})


@pytest.mark.parametrize(
    "text",
    [
        "treshold: 0.5\n",
        "threshold: 2\n",
        "grey: [0.9, 0.1]\n",
        "learn: maybe\n",
        "threshold: high\n",
        ": [",
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError):
        _read(tmp_path, text)


def test_an_empty_file_means_the_defaults_and_a_missing_one_is_refused(tmp_path: Path) -> None:
    assert _read(tmp_path, "") == LinkSettings()
    with pytest.raises(SettingsError, match="cannot be opened"):
        read_settings(tmp_path / "none.yaml")
