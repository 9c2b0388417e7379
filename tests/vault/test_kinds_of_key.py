"""What `mypy --strict` must refuse: one kind of key, or of bytes, in the place of another."""

import re
import sys

import pytest
from mypy import api

PROGRAM = """
from holdfast.vault.envelope import Context, Kind, Plaintext, open_sealed, seal
from holdfast.vault.keys import (
    ContentKey, IdentityKey, Purpose, Signature, box_public, member_keys, random_key, random_root,
    sign, unwrap, verify, wrap,
)
from holdfast.vault.passphrase import lock_root, new_passphrase

HERE = Context("i", Kind.RECORD, "r", "s", 0, 0)
content, identity = random_key(ContentKey), random_key(IdentityKey)
root = random_root()
keys = member_keys(root)
sealed = seal(Plaintext(b""), key=content, context=HERE)
wrapped = wrap(content, under=identity, context=HERE)

def takes_content(key: ContentKey) -> None: ...

takes_content(content)
takes_content(unwrap(wrapped, ContentKey, under=identity, context=HERE))
takes_content(identity)  # refused
takes_content(unwrap(wrapped, IdentityKey, under=identity, context=HERE))  # refused
seal(b"bytes", key=content, context=HERE)  # refused
seal(sealed, key=content, context=HERE)  # refused
seal(Plaintext(b""), key=root, context=HERE)  # refused
seal(Plaintext(b""), key=keys.box, context=HERE)  # refused
seal(Plaintext(b""), key=b"k" * 32, context=HERE)  # refused
open_sealed(Plaintext(b""), key=content, context=HERE)  # refused
open_sealed(b"", key=content, context=HERE)  # refused
unwrap(sealed, ContentKey, under=identity, context=HERE)  # refused
member_keys(content)  # refused
box_public(keys.public.box)  # refused
sign(b"", keys.public.signing, purpose=Purpose.EVENT)  # refused
sign(b"", keys.box, purpose=Purpose.EVENT)  # refused
verify(Signature(b""), b"", keys.public.box, purpose=Purpose.EVENT)  # refused
lock_root(root, "my own words", context=HERE)  # refused
lock_root(content, new_passphrase(), context=HERE)  # refused
"""


@pytest.mark.skipif(sys.platform == "win32", reason="paths in mypy's report differ")
def test_each_kind_is_refused_in_the_place_of_another(tmp_path, monkeypatch):
    monkeypatch.setenv("MYPYPATH", "src")
    (tmp_path / "program.py").write_text(PROGRAM)
    report, errors, _ = api.run(
        ["--strict", "--no-incremental", "--config-file=", str(tmp_path / "program.py")]
    )
    assert errors == ""
    refused = {int(line) for line in re.findall(r"program\.py:(\d+): error", report)}
    lines = PROGRAM.splitlines()
    assert refused == {n for n, line in enumerate(lines, 1) if line.endswith("# refused")}, report
