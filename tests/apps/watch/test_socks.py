import pytest
from tests.apps.watch.ntfy_server import ntfy_like, socks_proxy

from holdfast.apps.watch.socks import Peer, connect_through

ONION = Peer("abcdefg.onion", 80)


def test_what_is_sent_reaches_the_target_and_its_answer_comes_back() -> None:
    with (
        ntfy_like() as topics,
        socks_proxy(topics.port) as proxy,
        connect_through(Peer("127.0.0.1", proxy.port), ONION, seconds=5) as connection,
    ):
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        answer = connection.recv(12)
    assert answer == b"HTTP/1.0 501"
    assert proxy.asked == [ONION]


def test_a_refusal_of_the_proxy_is_an_error_and_no_connection() -> None:
    with socks_proxy(1) as proxy:
        proxy.answer = 5
        with pytest.raises(OSError, match="refused"):
            connect_through(Peer("127.0.0.1", proxy.port), ONION, seconds=5)
    assert proxy.asked == [ONION]


def test_what_is_no_name_is_not_even_asked_for() -> None:
    with pytest.raises((OSError, UnicodeError)):
        connect_through(Peer("127.0.0.1", 1), Peer("a" * 300, 80), seconds=5)
    with pytest.raises(OSError, match="no such name"):
        connect_through(Peer("127.0.0.1", 1), Peer("", 80), seconds=5)


def test_something_else_on_the_proxys_port_is_found_out() -> None:
    with ntfy_like() as topics:
        with pytest.raises(OSError, match="timed out"):
            connect_through(Peer("127.0.0.1", topics.port), ONION, seconds=0.3)
        assert topics.published == []
