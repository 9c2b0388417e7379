from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.apps.intake.peers.signal_daemon import (
    ACCOUNT,
    Daemon,
    call,
    receipt,
    signal_daemon,
    words,
)

from holdfast.apps.intake.errors import PeerClosedError, PeerLaterError, PeerRefusedError
from holdfast.apps.intake.peers.signal import SignalPeer

WREN = "+46700000002"


@pytest.fixture
def daemon() -> Iterator[Daemon]:
    with signal_daemon() as found:
        yield found


def peer(daemon: Daemon, folder: str = "") -> SignalPeer:
    return SignalPeer(daemon.address, ACCOUNT, folder)


def test_messages_and_calls_are_heard_one_at_a_time_and_receipts_are_not(daemon: Daemon) -> None:
    daemon.waiting = [words(WREN, "Help."), receipt(WREN), call(WREN), words(WREN, None, at=9)]
    heard = list(peer(daemon).hear())
    assert [(one.address, one.text) for one in heard] == [
        (WREN, "Help."), (WREN, "They tried to call on Signal."),
    ]  # fmt: skip
    asked = {question["params"]["maxMessages"] for question in daemon.asked}
    assert asked == {1}


def test_what_is_not_safe_here_is_heard_again(daemon: Daemon) -> None:
    daemon.waiting = [words(WREN, "Help.")]
    one = peer(daemon)
    (heard,) = one.hear()
    assert list(one.hear()) == [heard]
    one.forget(heard)
    assert list(one.hear()) == []


def test_somebody_without_a_number_is_answered_by_their_account(daemon: Daemon) -> None:
    daemon.waiting = [words("wren", "no number")]
    (heard,) = peer(daemon).hear()
    assert heard.address == "uuid-wren"


def test_an_attachment_is_read_and_then_removed_from_the_daemon_s_folder(
    daemon: Daemon, tmp_path: Path
) -> None:
    (tmp_path / "Ab-1.jpg").write_bytes(b"jpg")
    (tmp_path / "other").write_bytes(b"stays")
    daemon.files = {"Ab-1.jpg": b"jpg"}
    daemon.waiting = [words(WREN, "", photo="Ab-1.jpg", lie="../other")]
    one = peer(daemon, str(tmp_path))
    (heard,) = one.hear()
    photo, lie = heard.files
    assert (photo.name, b"".join(photo.pieces())) == ("photo", b"jpg")
    with pytest.raises(PeerRefusedError):
        list(lie.pieces())
    one.forget(heard)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other"]


def test_what_was_edited_is_heard_as_it_stands_now(daemon: Daemon) -> None:
    edited = words(WREN, "Come on Friday.")
    daemon.waiting = [
        {**edited, "dataMessage": None, "editMessage": {"dataMessage": edited["dataMessage"]}}
    ]
    assert [one.text for one in peer(daemon).hear()] == ["Come on Friday."]


def test_a_limit_or_a_network_that_fails_is_no_refusal_for_ever(daemon: Daemon) -> None:
    daemon.limits = {WREN}
    with pytest.raises(PeerLaterError):
        peer(daemon).say(WREN, "We are here.", token="a")


def test_refused_and_closed_are_told_apart(daemon: Daemon) -> None:
    daemon.unknown = {WREN}
    with pytest.raises(PeerRefusedError):
        peer(daemon).say(WREN, "We are here.", token="a")
    peer(daemon).say("+46700000003", "We are here.", token="b")
    assert daemon.sent == [("+46700000003", "We are here.")]
    with pytest.raises(PeerClosedError):
        list(SignalPeer(daemon.address, "+1").hear())
    daemon.says_rubbish = True
    with pytest.raises(PeerClosedError):
        list(peer(daemon).hear())
    with pytest.raises(PeerClosedError):
        list(SignalPeer("/nowhere/at/all", ACCOUNT).hear())
