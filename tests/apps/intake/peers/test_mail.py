from pathlib import Path

import pytest
from tests.apps.intake.peers.mail_house import LINE, MailHouse

from holdfast.apps.intake.errors import PeerClosedError, PeerLaterError, PeerRefusedError
from holdfast.apps.intake.peers import mail

WREN = "wren@people.example"


def test_a_letter_stays_on_its_server_until_it_is_forgotten(house: MailHouse) -> None:
    house.write(WREN, "I need help.", subject="Please", photo=b"\xff\xd8 a picture")
    peer = house.peer()
    (heard,) = peer.hear()
    assert (heard.address, heard.text) == (WREN, "Please\n\nI need help.")
    assert [(file.name, b"".join(file.pieces())) for file in heard.files] == [
        ("photo.jpg", b"\xff\xd8 a picture")
    ]
    assert [again.token for again in peer.hear()] == [heard.token]
    peer.forget(heard)
    assert list(peer.hear()) == []
    assert house.waiting() == 0


def test_letters_are_heard_oldest_first_and_forgotten_one_by_one(house: MailHouse) -> None:
    for number in range(3):
        house.write(WREN, f"letter {number}")
    peer = house.peer()
    first, *rest = peer.hear()
    peer.forget(first)
    assert [heard.text for heard in rest] == ["letter 1", "letter 2"]
    assert [heard.text for heard in peer.hear()] == ["letter 1", "letter 2"]


def test_who_cannot_be_answered_is_heard_too(house: MailHouse) -> None:
    house.arrive(b"Subject: no sender\r\n\r\nwho knows\r\n")
    (heard,) = house.peer().hear()
    assert (heard.address, heard.text) == ("", "no sender\n\nwho knows")


def test_of_a_letter_that_is_too_large_the_head_is_heard_and_the_rest_stays_there(
    house: MailHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "MOST_BYTES", 2_000)
    house.write(WREN, "x" * 4_000, subject="A film")
    house.write(WREN, "short")
    peer = house.peer()
    large, short = peer.hear()
    assert (large.address, large.is_whole) == (WREN, False)
    assert large.text == f"A film\n\n{mail.TOO_LARGE}"
    peer.set_aside(large)
    assert [heard.text for heard in peer.hear()] == [short.text]
    assert house.waiting() == 2


def test_an_answer_goes_with_a_neutral_subject_and_one_number_for_ever(house: MailHouse) -> None:
    peer = house.peer()
    for _ in range(2):
        peer.say(WREN, "We are here. Жди.", token="k3v4")
    one, other = house.letters(WREN)
    assert one["Message-ID"] == other["Message-ID"] == "<k3v4@line.example>"
    assert (one["From"], one["To"], one["Subject"]) == (LINE, WREN, "Your message")
    payload = one.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().strip() == "We are here. Жди."


def test_what_is_refused_of_one_letter_is_told_from_a_server_that_is_closed(
    house: MailHouse,
) -> None:
    peer = house.peer()
    house.refuses_content = "554 not this one"
    with pytest.raises(PeerRefusedError):
        peer.say(WREN, "hello", token="a")
    house.refuses_content = "451 not now"
    with pytest.raises(PeerLaterError):
        peer.say(WREN, "hello", token="a")


def test_refused_later_and_closed_are_told_apart(house: MailHouse) -> None:
    peer = house.peer()
    house.refuses.add(WREN)
    house.defers.add("finch@people.example")
    with pytest.raises(PeerRefusedError):
        peer.say(WREN, "hello", token="a")
    with pytest.raises(PeerRefusedError):
        peer.say("no address\r\nBcc: all@people.example", "hello", token="a")
    with pytest.raises(PeerLaterError):
        peer.say("finch@people.example", "hello", token="b")
    house.smtp_port, kept = 1, house.smtp_port
    with pytest.raises(PeerClosedError):
        house.peer().say("gull@people.example", "hello", token="c")
    house.smtp_port = kept
    assert house.letters("gull@people.example") == []


def test_a_wrong_password_or_no_server_is_closed_and_says_no_name(
    house: MailHouse, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not this one")
    with pytest.raises(PeerClosedError) as refused:
        list(house.peer(password_file=wrong).hear())
    assert LINE not in f"{refused.value.message} {refused.value.hint}"
    with pytest.raises(PeerClosedError):
        list(house.peer(password_file=tmp_path / "absent").hear())
