"""What docs/guide/deploy.md tells an administrator to write is taken by the programs it is for."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from nacl import bindings as sodium

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "deploy.md").read_text("utf-8")


def indented(after: str) -> str:
    """The indented lines that follow a sentence, to the next line that begins at the margin with
    words."""
    rest = GUIDE.split(after, 1)[1]
    lines = []
    for line in rest.splitlines()[1:]:
        if line and not line.startswith("    "):
            break
        lines.append(line.removeprefix("    "))
    return "\n".join(lines)


@pytest.mark.skipif(shutil.which("tor") is None, reason="Tor is not installed on this machine")
def test_tor_takes_the_configuration_of_the_guide(tmp_path):
    text = indented("`/etc/tor/torrc`:").replace("/var/lib/tor", str(tmp_path))
    assert text.count("HiddenServicePort") == 2
    (tmp_path / "torrc").write_text(f"DataDirectory {tmp_path}/data\n{text}", "utf-8")
    checked = subprocess.run(
        ["tor", "--verify-config", "-f", str(tmp_path / "torrc")], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout
    assert "Configuration was valid" in checked.stdout


def test_the_line_s_unit_reaches_the_line_s_folder_and_no_other():
    line = indented("is the same but for these lines:")
    assert re.findall(r"^ReadWritePaths=(.*)$", line, re.MULTILINE) == [
        "/var/lib/holdfast/site/intake"
    ]
    assert "--data" not in line


@pytest.mark.skipif(shutil.which("openssl") is None, reason="OpenSSL is not on this machine")
def test_the_keys_of_client_authorisation_are_a_pair_that_tor_takes(tmp_path):
    lines = indented("Each member makes a pair of keys").strip().splitlines()
    assert len(lines) == 3
    made = subprocess.run(
        ["sh", "-ec", "\n".join(lines)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    private, public = (base64.b32decode(f"{line}====") for line in made.stdout.split())
    assert sodium.crypto_scalarmult_base(private) == public
