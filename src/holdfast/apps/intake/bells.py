"""That a letter came, sealed to the watch by whoever stores the letter.

Invariants:
- All bells are of one length. The watch's key opens them and no letter; the line's key opens
  letters and no bell.
- It says when, and how soon its writer says harm is expected; not who, not what, not how many.
"""

from __future__ import annotations

from holdfast.apps.keyring.letterbox import Letter, PrivateKey, PublicKey, open_letter, seal_letter
from holdfast.apps.keyring.records import decode, encode

from .place import Door
from .records import Incoming
from .rules import Danger, LetterId, Tray, Voice, danger_of, tray_of
from .team.records.notices import BellNote


def bell_of(letter: Incoming) -> BellNote:
    """What the watch is told of a letter: of those who offer or ask something else, nothing."""
    if letter.voice is Voice.DANGER:
        danger = Danger.NOW
    elif letter.voice is Voice.SAFE:
        danger = Danger.LATER
    else:
        danger = danger_of(letter.way, letter.answers)
    rings = letter.voice is not Voice.LEFT and tray_of(letter.way) is Tray.PEOPLE
    return BellNote(written_at=letter.written_at, danger=danger, rings=rings)


def seal_bell(bell: BellNote, *, letter: LetterId, door: Door) -> Letter:
    """The bell of a letter, to the watch that the door names."""
    return seal_letter(
        encode(bell),
        public=PublicKey(bytes.fromhex(door.watch)),
        installation=door.installation,
        place=f"bell/{letter}",
    )


def open_bell(sealed: bytes, *, letter: str, private: PrivateKey, installation: str) -> BellNote:
    """What `seal_bell` was given. Raises a VaultError or KeyringError."""
    place = f"bell/{letter}"
    plain = open_letter(sealed, private=private, installation=installation, place=place)
    return decode(plain, BellNote)
