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
    next_step = "Look at the line that is named."

    @classmethod
    def at(cls, line: int) -> BadCatalogueError:
        """The refusal, with the line that it is about."""
        return cls(
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


class BadZoneError(IntakeError):
    """There is no such time zone."""

    code = "intake.bad_zone"
    says = "There is no such time zone. Nothing was changed."
    next_step = "Write it like Europe/Berlin, or UTC."


class BadTopicError(IntakeError):
    """A topic that somebody could guess, or that no server takes."""

    code = "intake.bad_topic"
    says = "This topic could be guessed, and whoever guesses it is told too. Nothing was changed."
    next_step = "Use 16 to 64 letters, digits, - and _, drawn by chance."


class BadPromiseError(IntakeError):
    """A promise that nobody could keep or that says nothing."""

    code = "intake.bad_promise"
    says = "A promise is between one minute and four weeks. Nothing was changed."
    next_step = "And more danger is not promised a later answer than less."


class BadShiftError(IntakeError):
    """A shift or hours that cannot be."""

    code = "intake.bad_shift"
    says = "This cannot be on the rota. Nothing was changed."
    next_step = "Look at the day, the hours and the zone again."


class NotOfferedError(IntakeError):
    """A shift that its member did not offer."""

    code = "intake.not_offered"
    says = "They did not offer this shift. Nothing was changed."
    next_step = "Ask them to offer it, or ask a coordinator."


class AlreadyTakenError(IntakeError):
    """Somebody took the hand-over before."""

    code = "intake.already_taken"
    says = "Somebody took this hand-over already. Nothing was changed."
    next_step = "Read it, and ask them what they did."


class NotAgreedError(IntakeError):
    """No conditions that two people stand for."""

    code = "intake.not_agreed"
    says = "Nobody is met before two people stand for what was agreed. Nothing was changed."
    next_step = "Write down what the person agreed to, and let another member confirm it."


class OwnAgreementError(IntakeError):
    """Whoever wrote the conditions down would confirm them."""

    code = "intake.own_agreement"
    says = "You wrote this down, so another member confirms it. Nothing was changed."
    next_step = "Ask a colleague who can open this request."


class UnclearPrintError(IntakeError):
    """What was printed cannot be so."""

    code = "intake.unclear_print"
    says = "This cannot be what was printed. Nothing was saved."
    next_step = "Look at the published text again."


class AlreadyMetError(IntakeError):
    """The conditions of a meeting that has happened."""

    code = "intake.already_met"
    says = "They have met: what was agreed before stays as it is. Nothing was changed."
    next_step = "Enter a new request for what is asked from now on."


class OwnHandOverError(IntakeError):
    """Whoever wrote a hand-over would take it."""

    code = "intake.own_hand_over"
    says = "You wrote this hand-over yourself, so it is not handed over yet. Nothing was changed."
    next_step = "Somebody else who answers the line takes it."


class UnclearMeetingError(IntakeError):
    """A meeting before it was agreed to, or in time to come."""

    code = "intake.unclear_meeting"
    says = "They meet after it was agreed to, and it is written down afterwards. Nothing was saved."
    next_step = "Look at the day again."


class NothingAskedError(IntakeError):
    """A request of the press without an outlet or without what was asked."""

    code = "intake.nothing_asked"
    says = "A request names an outlet and what was asked. Nothing was saved."
    next_step = "Write both in a few words."


class BadHoursError(IntakeError):
    """Hours that no clock shows, or a zone that is none."""

    code = "intake.bad_hours"
    says = "These safe hours cannot be read. Nothing was saved."
    next_step = "Write them like 21:00-23:30, 6-7, with a zone like Europe/Athens."


class PastMomentError(IntakeError):
    """Something was put off until a moment that is over, or so far away that it is never."""

    code = "intake.past_moment"
    says = "This moment is over, or more than 90 days away. Nothing was changed."
    next_step = "Choose a later one, or an earlier one."


class ReasonNeededError(IntakeError):
    """A colleague will ask why."""

    code = "intake.reason_needed"
    says = "This needs a reason. Nothing was changed."
    next_step = "Write in a few words why."


class PastPromiseError(IntakeError):
    """Put off beyond the moment at which an answer was promised."""

    code = "intake.past_promise"
    says = "They would wait longer than we promised. Nothing was changed yet."
    next_step = "Choose an earlier moment, or confirm that they can wait."


class NotMergeableError(IntakeError):
    """Two conversations that are one already, or one with itself."""

    code = "intake.not_mergeable"
    says = "These two cannot become one. Nothing was changed."
    next_step = "One of them is part of another already: open that one, or part it first."


class TwoCasesError(IntakeError):
    """Each of two conversations belongs to a case of its own."""

    code = "intake.two_cases"
    says = "These conversations belong to two cases. Nothing was changed."
    next_step = "Decide with those who hold the cases which of them it is."


class TwoNeededError(IntakeError):
    """One member alone does not decide that somebody is hostile."""

    code = "intake.two_needed"
    says = "This needs two members: one proposes it and another confirms. Nothing was changed."
    next_step = "Ask a colleague to look at it."


class NothingProposedError(IntakeError):
    """What was to be confirmed or undone is not there any more."""

    code = "intake.nothing_proposed"
    says = "Nothing is proposed here any more. Nothing was changed."
    next_step = "Look at the conversation again."


class NotSignedError(IntakeError):
    """A saved reply that nobody answers for, or that was retired."""

    code = "intake.not_signed"
    says = "This saved reply is not in use. Nothing was sent."
    next_step = "Sign it off first, or write your own words."


class NotLostError(IntakeError):
    """Contact with somebody who waits for us, or who was heard since, is not lost."""

    code = "intake.not_lost"
    says = "They were heard since, or wait for us. Nothing was changed."
    next_step = "Answer them first."


class NoSuchAliasError(IntakeError):
    """No conversation is called that."""

    code = "intake.no_such_alias"
    says = "No conversation on the line is called that. Nothing was changed."
    next_step = "Look at how its alias is written, in the list."
