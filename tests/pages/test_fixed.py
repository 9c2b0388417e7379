import hashlib

import pytest
from django.http import Http404

from holdfast.pages.fixed import FILES, FOREVER, fixed, serve

STYLE_BYTES = 24 * 1024


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_found_at_the_digest_of_its_content_and_kept_for_ever(name: str) -> None:
    found = fixed(name)
    assert hashlib.blake2b(found.content, digest_size=8).hexdigest() in found.address
    answer = serve(None, found.address)
    assert answer.content == found.content
    assert answer["Content-Type"] == found.kind
    assert answer["Cache-Control"] == FOREVER


@pytest.mark.parametrize(
    "address", ["desk.css", "desk.0000000000000000.css", "../__init__.py", "tokens.css", ""]
)
def test_nothing_else_is_served(address: str) -> None:
    with pytest.raises(Http404):
        serve(None, address)


def test_the_style_sheet_is_small_and_asks_for_nothing() -> None:
    content = fixed("desk.css").content
    assert len(content) <= STYLE_BYTES
    assert b"url(" not in content and b"@import" not in content
    assert content.count(b"{") == content.count(b"}")


def test_the_script_is_small_and_reaches_nothing() -> None:
    content = fixed("keys.js").content
    assert len(content) <= 4 * 1024
    for word in (b"fetch", b"XMLHttp", b"Storage", b"cookie", b"innerHTML", b"eval", b"import"):
        assert word not in content
