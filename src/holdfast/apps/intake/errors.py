"""What can go wrong on the line, as errors of their own.

Invariants: no message holds a name, a code or content; each says whether what was written is safe.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class IntakeError(HoldfastError):
    """The line refused. Subclasses carry their own words, so callers raise them bare."""

    code = "intake.refused"


class LineClosedError(IntakeError):
    """No line was opened on this site yet, or its door's file is missing."""

    code = "intake.line_closed"
    says = "The line is not open on this site. Nothing was changed."
    next_step = "Open it with `holdfast line open`."


class LineOpenError(IntakeError):
    """There is a line already."""

    code = "intake.line_open"
    says = "The line is open already. Nothing was changed."
    next_step = "Let others answer it with `holdfast line join`."


class BadDoorError(IntakeError):
    """The file that tells the source process what it may know is not of its form."""

    code = "intake.bad_door"
    says = "The file door.toml cannot be used. Nothing was changed."
    next_step = "Write it anew with `holdfast line publish`."


class NoMailboxError(IntakeError):
    """The person has no mailbox: they telephoned, or they deleted it."""

    code = "intake.no_mailbox"
    says = "They have no mailbox to read this in. Nothing was sent, and nothing was saved."
    next_step = "Call them back if you can, or write it down as a note."


class MailboxGoneError(IntakeError):
    """The mailbox was deleted while a page of it was still open."""

    code = "intake.mailbox_gone"
    says = "This mailbox was deleted. Nothing more can be written or read in it."
    next_step = "Begin again from the first page: you get a new code."


class EmptyMessageError(IntakeError):
    """There is nothing in it."""

    code = "intake.empty_message"
    says = "There is nothing in this message yet. Nothing was saved."
    next_step = "Write something first."


class TooLongError(IntakeError):
    """An answer that a person on a bad connection could not load."""

    code = "intake.too_long"
    says = "This is too long for one message. Nothing was sent."
    next_step = "Send it in two or three messages."


class NoReasonError(IntakeError):
    """Danger was to be lowered without saying why."""

    code = "intake.no_reason"
    says = "Danger is lowered only with a reason. Nothing was changed."
    next_step = "Write in a few words why it is less."


class AssignedError(IntakeError):
    """Somebody else answers this person."""

    code = "intake.assigned"
    says = "Somebody else has taken this conversation. Nothing was changed."
    next_step = "Ask them to hand it over, or to give it back to all."


class FilesFullError(IntakeError):
    """The room for files is used up; the room for words is not."""

    code = "intake.files_full"
    says = "There is no room for files now. What you wrote is safe; this file was not stored."
    next_step = "Say in words what it shows, and try to send it again in some days."


class FileTooLargeError(IntakeError):
    """One file over the limit."""

    code = "intake.file_too_large"
    says = "This file is too large. What you wrote is safe; this file was not stored."
    next_step = "Send a smaller copy, or say in words what it shows."


class FileCutShortError(IntakeError):
    """The connection broke off in the middle of a file."""

    code = "intake.file_cut_short"
    says = "This file did not arrive whole. What you wrote is safe; this file was not stored."
    next_step = "Send it again."


class PeerClosedError(IntakeError):
    """A mail server or a messenger's program does not answer."""

    code = "intake.peer_closed"
    says = "The other side does not answer. What arrived there stays there; nothing was lost."
    next_step = "Look whether it runs and whether the password is right. It is tried again."


class PeerLaterError(IntakeError):
    """A message that the other side does not take yet."""

    code = "intake.peer_later"
    says = "The other side does not take this message yet. It waits here."
    next_step = "It is tried again by itself."


class PeerRefusedError(IntakeError):
    """A message that the other side will never take."""

    code = "intake.peer_refused"
    says = "The other side refused this message. It was not delivered."
    next_step = "Look at the address, or reach them another way."


class BadRelayError(IntakeError):
    """The file that describes the channels cannot be used."""

    code = "intake.bad_relay"
    says = "The file of channels cannot be read as it should be. Nothing was started."
    next_step = "Compare it with the guide on channels. Files of passwords must be readable."


class BadRelayKeyError(IntakeError):
    """The relay's key file is not there, or is none."""

    code = "intake.bad_relay_key"
    says = "The key file of the relay is not there, or is none. Nothing was started."
    next_step = "Make one with `holdfast relay init --key FILE`, outside of the line's folder."


class RelayKeyThereError(IntakeError):
    """A key file would be written over, or would lie beside what it opens."""

    code = "intake.relay_key_there"
    says = "The key would replace a file, or lie in the line's folder. Nothing was written."
    next_step = "Name a new file in another folder."


class PastErrandError(IntakeError):
    """Something was to be told until a moment that is past."""

    code = "intake.past_errand"
    says = "This would be told until a moment that is past. Nothing was told."
    next_step = "Choose a later moment."


class BadCatalogueError(IntakeError):
    """A catalogue of the door's sentences that a page would show half, or not at all."""

    code = "intake.bad_catalogue"
    says = "This catalogue is not whole. Nothing was changed."

    def __init__(self, line: int) -> None:
        super().__init__(
            hint=f"Look at line {line}: a sentence is missing, marked as fuzzy, not quoted as "
            "gettext quotes, or names something else than its original."
        )


class BadTextsError(IntakeError):
    """A file of the organisation's own words that is not of its form."""

    code = "intake.bad_texts"
    says = "These texts cannot be used. Nothing was changed."
    next_step = "Begin from the shipped example: `holdfast line texts en` prints it."


class NotSignedOffError(IntakeError):
    """Nobody answers for these words."""

    code = "intake.not_signed_off"
    says = "Nobody has signed these words off. Nothing was changed."
    next_step = "Write in the file who read them, by name, and on which day (2031-03-03)."


class UnknownLanguageError(IntakeError):
    """A language that the door does not know."""

    code = "intake.unknown_language"
    says = "The door does not know this language. Nothing was changed."
    next_step = "It knows en, ru, ce, ar and fa."
