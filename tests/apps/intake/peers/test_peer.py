import datetime as dt

from holdfast.apps.intake.peers.peer import Attached, Heard


def test_what_was_heard_shows_nothing_of_itself() -> None:
    heard = Heard("token-1", "wren@people.example", "words", dt.datetime(2031, 3, 3, tzinfo=dt.UTC))
    assert all(word not in repr(heard) for word in ("token-1", "wren", "words"))
    assert "pieces" not in repr(Attached("a.jpg", lambda: iter((b"",))))
