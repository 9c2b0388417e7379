from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec
import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.intake.errors import PeerClosedError, PeerLaterError, PeerRefusedError
from holdfast.apps.intake.models import LetterIn, LetterOut, Mailbox
from holdfast.apps.intake.peers.peer import Attached, Heard
from holdfast.apps.intake.place import files_folder, read_door, write_door
from holdfast.apps.intake.queries.conversations import Shown, attachment, conversation
from holdfast.apps.intake.relay_key import RelayKey
from holdfast.apps.intake.rules import Channel, Voice
from holdfast.apps.intake.services import relaying
from holdfast.apps.intake.services.conversations import answer
from holdfast.apps.intake.services.relaying import Passed, pass_on
from holdfast.apps.keyring.letterbox import new_letterbox
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.rules import FileId

WREN, GULL = "Wren@people.example", "gull@people.example"


@dataclass
class StagePeer:
    """A channel in memory, which a test fills and breaks."""

    line: LineTeam
    channel: Channel = Channel.MAIL
    waiting: list[Heard] = field(default_factory=list)
    sent: list[tuple[str, str, str]] = field(default_factory=list)
    refuses: dict[str, type[Exception]] = field(default_factory=dict)
    forgets: bool = True
    aside: list[Heard] = field(default_factory=list)

    def write(self, text: str, *files: Attached, by: str = WREN, token: str = "") -> None:
        token = token or f"t{len(self.waiting)}-{self.line.clock()}"
        self.waiting.append(Heard(token, by, text, self.line.clock(), files))

    def hear(self) -> Iterator[Heard]:
        yield from tuple(self.waiting)

    def forget(self, heard: Heard) -> None:
        if self.forgets:
            self.waiting.remove(heard)

    def set_aside(self, heard: Heard) -> None:
        self.waiting.remove(heard)
        self.aside.append(heard)

    def say(self, address: str, text: str, *, token: str) -> None:
        if address in self.refuses:
            raise self.refuses[address]
        self.sent.append((address, text, token))


@pytest.fixture
def key() -> RelayKey:
    return RelayKey(*new_letterbox())


@pytest.fixture
def mail(line: LineTeam) -> StagePeer:
    return StagePeer(line)


def shown(line: LineTeam) -> Shown:
    return conversation(actor=line.mira, conversation=line.only(), clock=line.clock)


def reply(line: LineTeam, text: str) -> None:
    answer(actor=line.mira, conversation=shown(line).id, text=text, clock=line.clock)


def test_what_was_written_elsewhere_is_read_and_answered_on_the_line(
    line: LineTeam, mail: StagePeer, key: RelayKey
) -> None:
    photo = Attached("photo.jpg", lambda: iter((b"jpg",)))
    mail.write("They are at the door.", photo)
    assert pass_on(mail, key, clock=line.clock) == Passed(brought=1)
    assert mail.waiting == []
    line.take_in()
    found = shown(line)
    assert (found.channel, found.messages[0].text) == (Channel.MAIL, "They are at the door.")
    assert found.caller is not None
    assert found.caller.reach == WREN
    (file,) = found.messages[0].files
    _, pieces = attachment(actor=line.mira, conversation=found.id, file=FileId(file.file))
    assert b"".join(pieces) == b"jpg"
    reply(line, "Go to the neighbour.")
    assert pass_on(mail, key, clock=line.clock) == Passed(sent=1)
    ((address, text, _),) = mail.sent
    assert (address, text) == (WREN, "Go to the neighbour.")
    assert LetterOut.objects.count() == 0
    assert list(check(line.mira)) == []


def test_the_same_address_is_one_conversation_whatever_its_capitals(
    line: LineTeam, mail: StagePeer, key: RelayKey
) -> None:
    for by in (WREN, WREN.lower()):
        mail.write("once", by=by)
    mail.write("other", by=GULL)
    pass_on(mail, key, clock=line.clock)
    line.take_in()
    assert sorted(len(conversation(actor=line.mira, conversation=row.id).messages)
                  for row in line.rows()) == [1, 2]  # fmt: skip


def test_killed_before_it_was_forgotten_a_message_is_one_message(
    line: LineTeam, mail: StagePeer, key: RelayKey
) -> None:
    mail.forgets = False
    mail.write("They are at the door.", Attached("photo.jpg", lambda: iter((b"jpg",))))
    assert pass_on(mail, key, clock=line.clock).brought == 1
    assert pass_on(mail, key, clock=line.clock).brought == 0
    assert len(list(files_folder().iterdir())) == 1
    line.take_in()
    pass_on(mail, key, clock=line.clock)  # the desk has it, the channel does not know yet
    line.take_in()
    assert len(shown(line).messages) == 1
    assert LetterIn.objects.count() == 0


def test_killed_before_it_was_deleted_an_answer_goes_again_under_its_number(
    line: LineTeam, mail: StagePeer, key: RelayKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail.write("hello")
    pass_on(mail, key, clock=line.clock)
    line.take_in()
    reply(line, "We are here.")
    with monkeypatch.context() as patch:
        patch.setattr(relaying, "_forget", lambda _: None)
        pass_on(mail, key, clock=line.clock)
    pass_on(mail, key, clock=line.clock)
    assert mail.sent[0] == mail.sent[1]
    assert pass_on(mail, key, clock=line.clock) == Passed()


def test_one_address_that_must_wait_holds_up_no_other(
    line: LineTeam, mail: StagePeer, key: RelayKey
) -> None:
    for by in (WREN, GULL):
        mail.write("hello", by=by)
    pass_on(mail, key, clock=line.clock)
    line.take_in()
    for row in line.rows():
        answer(actor=line.mira, conversation=row.id, text="We are here.", clock=line.clock)
    mail.refuses[WREN] = PeerLaterError
    assert pass_on(mail, key, clock=line.clock) == Passed(sent=1, waiting=1)
    mail.refuses[WREN] = PeerClosedError
    assert pass_on(mail, key, clock=line.clock) == Passed(waiting=1, is_closed=True)
    mail.refuses.clear()
    assert pass_on(mail, key, clock=line.clock) == Passed(sent=1)
    assert sorted(address for address, _, _ in mail.sent) == sorted([WREN, GULL])


def test_an_answer_that_was_refused_for_ever_is_told_where_it_was_written(
    line: LineTeam, mail: StagePeer, key: RelayKey
) -> None:
    mail.write("hello")
    pass_on(mail, key, clock=line.clock)
    line.take_in()
    reply(line, "We are here.")
    assert line.rows() == ()
    line.clock.forward(minutes=1)
    mail.refuses[WREN] = PeerRefusedError
    assert pass_on(mail, key, clock=line.clock) == Passed(refused=1)
    line.take_in()
    assert shown(line).messages[-1].voice is Voice.FAILED
    assert LetterOut.objects.count() == 0


def test_what_is_too_long_or_does_not_fit_arrives_as_far_as_it_can(
    line: LineTeam, mail: StagePeer, key: RelayKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise PeerClosedError

    write_door(msgspec.structs.replace(read_door(), file_mib=1))
    mail.write(
        "x" * (relaying.MOST_TEXT + 1),
        Attached("large.mp4", lambda: iter((b"0" * (1024 * 1024 + 1),))),
        Attached("broken.jpg", broken),
    )
    assert pass_on(mail, key, clock=line.clock) == Passed(brought=1, aside=1)
    assert len(mail.aside) == 1
    line.take_in()
    (message,) = shown(line).messages
    assert len(message.text) == relaying.MOST_TEXT
    arrived = {file.name: bool(file.file) for file in message.files}
    assert arrived == {"message.txt": True, "large.mp4": False, "broken.jpg": False}
    assert list(files_folder().iterdir()) == []


def test_an_answer_of_another_channel_or_to_a_mailbox_is_left_alone(
    line: LineTeam, mail: StagePeer, key: RelayKey
) -> None:
    contact = line.write()
    mail.write("hello")
    pass_on(mail, key, clock=line.clock)
    line.take_in()
    for row in line.rows():
        answer(actor=line.mira, conversation=row.id, text="We are here.", clock=line.clock)
    other = StagePeer(line, Channel.SIGNAL)
    assert pass_on(other, key, clock=line.clock) == Passed()
    assert pass_on(mail, key, clock=line.clock) == Passed(sent=1)
    assert contact.read() == ["We are here."]


def test_who_cannot_be_answered_is_read_and_has_no_mailbox(
    line: LineTeam, mail: StagePeer, key: RelayKey
) -> None:
    mail.write("I cannot say who I am.", by="")
    pass_on(mail, key, clock=line.clock)
    line.take_in()
    assert not shown(line).can_answer
    assert Mailbox.objects.count() == 0


def test_on_the_disk_a_relayed_mailbox_looks_like_any_other(
    line: LineTeam, mail: StagePeer, key: RelayKey
) -> None:
    line.write()
    for by in (WREN, GULL):
        mail.write("hello", by=by)
    pass_on(mail, key, clock=line.clock)
    rows = list(Mailbox.objects.all())
    assert {(len(row.look_up), len(bytes(row.public))) for row in rows} == {(64, 32)}
    assert len({bytes(row.public) for row in rows}) == 3


def test_no_address_lies_in_clear_on_the_disk(
    line: LineTeam, mail: StagePeer, key: RelayKey
) -> None:
    mail.write("hello")
    pass_on(mail, key, clock=line.clock)
    assert Mailbox.objects.count() == 1
    for path in site_folder().rglob("*"):
        if path.is_file():
            assert b"people.example" not in path.read_bytes().lower()


def test_a_fault_of_ours_at_one_letter_holds_up_no_other(
    line: LineTeam, mail: StagePeer, key: RelayKey
) -> None:
    def breaks() -> Iterator[bytes]:
        raise ZeroDivisionError("her words")
        yield b""

    mail.write("First.", by=GULL)
    pass_on(mail, key, clock=line.clock)
    line.take_in()
    reply(line, "We are here.")
    mail.write("Help.", Attached("photo.jpg", breaks), token="broken")
    mail.write("Help too.", by=GULL)
    passed = pass_on(mail, key, clock=line.clock)
    assert passed == Passed(brought=1, sent=1, faults=("ZeroDivisionError",))
    assert [one.token for one in mail.waiting] == ["broken"]
    assert list(files_folder().iterdir()) == []


def test_an_answer_that_we_fail_to_send_waits_and_holds_up_no_other(
    line: LineTeam, mail: StagePeer, key: RelayKey
) -> None:
    for by in (WREN, GULL):
        mail.write("Help.", by=by)
    pass_on(mail, key, clock=line.clock)
    line.take_in()
    for row in line.rows():
        answer(actor=line.mira, conversation=row.id, text="We are here.", clock=line.clock)
    mail.refuses = {WREN: ZeroDivisionError}
    passed = pass_on(mail, key, clock=line.clock)
    assert passed == Passed(sent=1, waiting=1, faults=("ZeroDivisionError",))
    mail.refuses = {}
    assert pass_on(mail, key, clock=line.clock) == Passed(sent=1)
    assert sorted(to for to, _, _ in mail.sent) == sorted([WREN, GULL])
