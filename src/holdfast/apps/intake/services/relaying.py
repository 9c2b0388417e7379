"""Letters of other channels, brought to the line and back; with no member's keys.

Invariants:
- A message is taken away from its channel only once it is on the disk, sealed to the team. Heard
  twice, it is one letter.
- An answer is deleted here only once its channel took it. Killed in between, it is sent again,
  under the same number: twice is better than never.
- An address stands sealed in letters, and nowhere else. A mailbox is found by a digest that the
  relay's key makes, and has a key of its own made of it: on the disk it looks like any other.
- Of what did not fit, the rest stays with the channel.
- What one message or one address does keeps no other from going: where we fail at one, it stays
  where it is, the others go, and the kind of the fault is told without its words.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import transaction

from holdfast.apps.intake.errors import (
    FilesFullError,
    FileTooLargeError,
    PeerClosedError,
    PeerLaterError,
    PeerRefusedError,
)
from holdfast.apps.intake.models import LetterOut, Mailbox
from holdfast.apps.intake.peers.peer import Attached, Heard, Peer
from holdfast.apps.intake.place import Door, files_folder, read_door
from holdfast.apps.intake.records import Incoming, LooseFile, Outgoing
from holdfast.apps.intake.relay_key import RelayKey
from holdfast.apps.intake.rules import Channel, LetterId, MailboxId, Voice
from holdfast.apps.keyring.disk import sync_folder
from holdfast.apps.keyring.faults import as_rows, in_words
from holdfast.apps.keyring.letterbox import derived_letterbox, open_letter
from holdfast.apps.keyring.records import decode
from holdfast.apps.keyring.wiping import wipe_deleted
from holdfast.kernel.clock import Clock, iso_week, utc_now
from holdfast.kernel.errors import HoldfastError
from holdfast.kernel.identifiers import random_id

from .mailboxes import INTAKE, place_named
from .uploads import Upload

MOST_TEXT = 200_000  # characters; what is longer arrives as a file, whole
REST_NAME = "message.txt"


@dataclass(frozen=True, slots=True)
class Passed:
    """What came of one round of a channel. `is_closed` where the other side did not answer; `aside`
    counts messages that stay there, whole or in part; `faults` names the kind of each fault of
    ours, one a letter that stayed where it was."""

    brought: int = 0
    aside: int = 0
    sent: int = 0
    waiting: int = 0
    refused: int = 0
    is_closed: bool = False
    faults: tuple[str, ...] = ()


def pass_on(peer: Peer, key: RelayKey, *, clock: Clock = utc_now) -> Passed:
    """One round: bring in what arrived, then send what was answered.

    Raises LineClosedError, BadDoorError, StoreError; what the channel does is in the answer.
    """
    brought = aside = 0
    is_closed = False
    faults: list[str] = []
    try:
        for heard in peer.hear():
            with _by_itself(faults):
                came = _bring_in(heard, peer.channel, key, clock)
                (peer.forget if came.is_whole else peer.set_aside)(heard)
                brought, aside = brought + came.is_new, aside + (not came.is_whole)
    except PeerClosedError:
        is_closed = True
    out = _send_all(peer, key, clock)
    return replace(
        out,
        brought=brought,
        aside=aside,
        is_closed=is_closed or out.is_closed,
        faults=(*faults, *out.faults),
    )


@contextmanager
def _by_itself(faults: list[str]) -> Iterator[None]:
    """Let no letter hold up another: note what we did not foresee with one, and go on."""
    try:
        yield
    except HoldfastError:
        raise
    except Exception as fault:  # noqa: BLE001  (told by its kind: its words may be the letter's)
        faults.append(type(fault).__name__)


# ------------------------------------------------------------ in


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of one message: whether it is a new one, and whether all of it is here."""

    is_new: bool
    is_whole: bool


def _bring_in(heard: Heard, channel: Channel, key: RelayKey, clock: Clock) -> _Came:
    """Seal one message to the team. Who cannot be answered has no mailbox."""
    door, name = read_door(), _digest(key, "letter", channel, heard.token)
    look_up = _look_up(key, channel, heard.address) if heard.address else ""
    public = derived_letterbox(key.private, look_up)[1] if look_up else b""
    uploads, files = _files(heard, door)
    letter = Incoming(
        voice=Voice.THEM,
        text=heard.text if len(heard.text) <= MOST_TEXT else heard.text[:MOST_TEXT],
        written_at=heard.at,
        files=files,
        look_up=look_up,
        public=public,
        channel=channel,
        sender=heard.address,
    )
    new = {"id": random_id(), "public": public, "week": iso_week(clock())}
    mailbox, is_new = _digest(key, "nobody", channel, heard.token), False
    try:
        with in_words():
            if uploads:
                sync_folder(files_folder())
            with transaction.atomic(using=INTAKE, durable=True):
                if look_up:
                    row, _ = Mailbox.objects.get_or_create(look_up=look_up, defaults=new)
                    mailbox = row.pk
                is_new = place_named(MailboxId(mailbox), LetterId(name), letter, door=door)
    finally:
        for upload in uploads:
            (upload.release if is_new else upload.abandon)()
    return _Came(is_new, heard.is_whole and all(file.key for file in files))


def _files(heard: Heard, door: Door) -> tuple[list[Upload], tuple[LooseFile, ...]]:
    """The files that fit, sealed; one that does not is named, and said not to have arrived."""
    uploads: list[Upload] = []
    files: list[LooseFile] = []
    for attached in _attached(heard):
        upload = Upload(attached.name, door=door)
        try:
            for piece in attached.pieces():
                upload.add(piece)
            files.append(upload.finish())
            uploads.append(upload)
        except (FileTooLargeError, FilesFullError, PeerRefusedError, PeerClosedError):
            upload.abandon()
            files.append(LooseFile(id=random_id(), key=b"", name=attached.name, size_bytes=0))
        except BaseException:
            for one in (*uploads, upload):
                one.abandon()
            raise
    return uploads, tuple(files)


def _attached(heard: Heard) -> Iterator[Attached]:
    if len(heard.text) > MOST_TEXT:
        yield Attached(REST_NAME, lambda: iter((heard.text.encode(),)))
    yield from heard.files


# ------------------------------------------------------------ out


def _send_all(peer: Peer, key: RelayKey, clock: Clock) -> Passed:
    sent = refused = 0
    is_closed = False
    faults: list[str] = []
    answers = _answers(peer.channel, key)
    for letter, mailbox, answer in answers:
        try:
            with _by_itself(faults):
                peer.say(answer.to, answer.text, token=letter)
                _forget(letter)
                sent += 1
        except PeerLaterError:
            continue
        except PeerClosedError:
            is_closed = True
            break
        except PeerRefusedError:
            _give_back(letter, mailbox, key, clock)
            refused += 1
    waiting = len(answers) - sent - refused
    return Passed(
        sent=sent, waiting=waiting, refused=refused, is_closed=is_closed, faults=tuple(faults)
    )


@as_rows()
def _answers(channel: Channel, key: RelayKey) -> list[tuple[LetterId, MailboxId, Outgoing]]:
    """The answers to this channel that wait, oldest first."""
    installation = read_door().installation
    waiting = {row.mailbox for row in LetterOut.objects.only("mailbox")}
    boxes = dict(Mailbox.objects.filter(pk__in=waiting).values_list("pk", "look_up"))
    found = []
    for row in LetterOut.objects.filter(mailbox__in=boxes):
        private, _ = derived_letterbox(key.private, boxes[row.mailbox])
        try:
            plain = open_letter(
                bytes(row.sealed),
                private=private,
                installation=installation,
                place=f"reply/{row.pk}",
            )
            answer = decode(plain, Outgoing)
        except HoldfastError:
            continue  # it is for somebody with a code of their own
        if answer.channel is channel:
            found.append((LetterId(row.pk), MailboxId(row.mailbox), answer))
    return sorted(found, key=lambda one: (one[2].written_at, one[0]))


def _forget(letter: LetterId) -> None:
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        LetterOut.objects.filter(pk=letter).delete()
    wipe_deleted(INTAKE)


def _give_back(letter: LetterId, mailbox: MailboxId, key: RelayKey, clock: Clock) -> None:
    """Tell the team that an answer was not delivered, in place of the answer."""
    told = Incoming(voice=Voice.FAILED, text="", written_at=clock())
    name = LetterId(_digest(key, "failed", letter))
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        place_named(mailbox, name, told, door=read_door())
        LetterOut.objects.filter(pk=letter).delete()
    wipe_deleted(INTAKE)


def _look_up(key: RelayKey, channel: Channel, address: str) -> str:
    """The name of an address's mailbox: as long as those that codes give."""
    words = f"{channel}\0{address.strip().casefold()}".encode()
    return hashlib.blake2b(words, key=key.private, digest_size=32, person=b"relay box").hexdigest()


def _digest(key: RelayKey, *words: str) -> str:
    """A name that only a holder of the relay's key can make of these words."""
    text = "\0".join(words).encode()
    digest = hashlib.blake2b(text, key=key.private, digest_size=16, person=b"relay").digest()
    return base64.b32encode(digest).decode().rstrip("=").lower()
