"""What can be refused about testimony, consent and exhibits.

Invariants:
- No message holds a name, a word of testimony or an identifier.
- Each says what happened, whether the material is safe, and what to do next.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class ArchiveError(HoldfastError):
    """The archive refused. Subclasses carry their own words, so callers raise them bare."""

    code = "archive.refused"
    says = "This was refused. Nothing was changed."


class IncompleteError(ArchiveError):
    """Something that must be said was left out, or a date is none."""

    code = "archive.incomplete"
    says = "Something that must be said is missing. Nothing was saved."


class SameNameError(ArchiveError):
    """The changed name gives the real one away."""

    code = "archive.same_name"
    says = "The changed name has a part of the real one. Nothing was saved."
    next_step = "Choose another, and none that people who know the person would guess."


class RepeatInterviewError(ArchiveError):
    """This person, or somebody of this case, has told it before."""

    code = "archive.repeat_interview"
    says = (
        "Testimony was taken from this person, or for this case, before. Telling it again can hurt "
        "them, and two accounts that differ can be turned against them. Nothing was saved."
    )
    next_step = "Read the first one. If a repeat is needed, say why, and save again."


class ConsentMissingError(ArchiveError):
    """There is no agreement, or other ground, for this use."""

    code = "archive.consent_missing"
    says = "They did not agree to this use. Nothing was used, and what they said is safe."
    next_step = "Ask them. Until they agree, leave it out."


class ConsentFormError(ArchiveError):
    """An agreement that does not say what it must."""

    code = "archive.consent_form"
    says = "This agreement does not say enough. It was not saved; the words are safe."


class NoSuchParagraphError(ArchiveError):
    """The testimony has no such paragraph."""

    code = "archive.no_such_paragraph"
    says = "This testimony has no such paragraph. Nothing was changed."
    next_step = "Open the testimony again: somebody may have changed it."


class UnfinishedExhibitError(ArchiveError):
    """The exhibit's file did not arrive whole."""

    code = "archive.unfinished_exhibit"
    says = "The file of this exhibit did not arrive whole. What was said about it is safe."
    next_step = "Discard this entry, and enter the file again."


class EmptyFileError(ArchiveError):
    """A file without a byte in it."""

    code = "archive.empty_file"
    says = "The file is empty. It was not entered as an exhibit."
    next_step = "Choose the file again, and look whether it opens on your side."
