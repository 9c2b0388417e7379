from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from tests.apps.watch.ntfy_server import Topics, ntfy_like, socks_proxy

from holdfast.apps.watch.errors import AddressRefusedError, PostClosedError
from holdfast.apps.watch.ntfy import NtfyServer, ntfy_server, ntfy_through
from holdfast.apps.watch.post import Saying

TOPIC = "q3hf7sk2mwx9pl4z"
SAYS = Saying("Bitte ansehen", "Etwas wartet – später.")


@pytest.fixture
def topics() -> Iterator[Topics]:
    with ntfy_like() as made:
        yield made


def test_a_notice_is_published_in_the_body_and_its_topic_is_in_no_address(topics: Topics) -> None:
    ntfy_through(NtfyServer(topics.url))(TOPIC, SAYS)
    assert topics.published == [{"topic": TOPIC, "title": SAYS.subject, "message": SAYS.text}]
    assert topics.paths == ["/"]
    (headers,) = topics.headers
    assert headers["Firebase"] == "no"
    assert "Authorization" not in headers


def test_a_token_goes_along_where_there_is_one(topics: Topics, tmp_path: Path) -> None:
    held = tmp_path / "token"
    held.write_text("tk_secret\n")
    ntfy_through(NtfyServer(f"{topics.url}/under", str(held)))(TOPIC, SAYS)
    assert topics.headers[0]["Authorization"] == "Bearer tk_secret"
    assert topics.paths == ["/under"]


def test_a_refused_topic_is_told_from_a_server_that_takes_nothing(topics: Topics) -> None:
    tell = ntfy_through(NtfyServer(topics.url))
    topics.refuses = {TOPIC}
    with pytest.raises(AddressRefusedError):
        tell(TOPIC, SAYS)
    for status in (302, 401, 429, 500, 507):
        topics.status = status
        with pytest.raises(PostClosedError):
            tell("another-topic-0001", SAYS)
    assert topics.published == []


def test_a_redirection_is_not_followed(topics: Topics) -> None:
    topics.status = 307
    with pytest.raises(PostClosedError):
        ntfy_through(NtfyServer(topics.url))(TOPIC, SAYS)
    assert topics.paths == ["/"]


def test_no_server_and_no_token_file_are_said_as_a_closed_server(topics: Topics) -> None:
    for server in (NtfyServer("http://127.0.0.1:1"), NtfyServer(topics.url, "/nowhere")):
        with pytest.raises(PostClosedError):
            ntfy_through(server)(TOPIC, SAYS)
    assert topics.published == []


def test_a_server_that_speaks_no_tls_gets_nothing_where_https_was_named(topics: Topics) -> None:
    with pytest.raises(PostClosedError):
        ntfy_through(NtfyServer(f"https://127.0.0.1:{topics.port}"))(TOPIC, SAYS)
    assert topics.published == []


def test_through_a_proxy_the_name_is_the_proxys_to_look_up(topics: Topics) -> None:
    with socks_proxy(topics.port) as proxy:
        server = NtfyServer("http://abcdefg.onion:2586", proxy=f"socks5://127.0.0.1:{proxy.port}")
        ntfy_through(server)(TOPIC, SAYS)
    assert proxy.asked == [("abcdefg.onion", 2586)]
    assert topics.told() == [(TOPIC, SAYS.text)]
    assert topics.headers[0]["Host"] == "abcdefg.onion:2586"


def test_the_server_is_the_one_that_site_toml_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "HOLDFAST_NTFY", None, raising=False)
    assert ntfy_server() is None
    said = SimpleNamespace(url="https://ntfy.example", token_file="/t", proxy="socks5://a:1")
    monkeypatch.setattr(settings, "HOLDFAST_NTFY", said)
    assert ntfy_server() == NtfyServer("https://ntfy.example", "/t", "socks5://a:1")
