import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.intake.errors import NotSignedError
from holdfast.apps.intake.queries.saved_replies import offers, saved_replies, text_of
from holdfast.apps.intake.services.saved_replies import retire_reply, sign_reply, write_reply
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import RecordId


def signed(line: LineTeam, title: str, **texts: str) -> RecordId:
    reply = write_reply(actor=line.mira, title=title, texts=texts, clock=line.clock)
    sign_reply(actor=line.lead, reply=reply, revision=1, clock=line.clock)
    return reply


def test_replies_in_the_contacts_language_are_offered_first(line: LineTeam) -> None:
    signed(line, "a door", en="Is there a door?")
    signed(line, "wait", ru="Подождите.", en="Wait.")
    found = offers(actor=line.mira, language="ru")
    assert [(one.title, one.languages, one.is_theirs) for one in found] == [
        ("wait", ("ru",), True), ("a door", ("en",), False)
    ]  # fmt: skip
    assert {one.title for one in offers(actor=line.mira, language="")} == {"wait", "a door"}


def test_what_nobody_signed_or_what_was_retired_is_not_offered(line: LineTeam) -> None:
    draft = write_reply(actor=line.mira, title="draft", texts={"en": "x"}, clock=line.clock)
    old = signed(line, "old", en="y")
    retire_reply(actor=line.mira, reply=old, revision=2)
    assert offers(actor=line.mira, language="en") == []
    for reply in (draft, old):
        with pytest.raises(NotSignedError):
            text_of(actor=line.mira, reply=reply, language="en")
    assert [one.value.title for one in saved_replies(actor=line.mira)] == ["draft", "old"]


def test_a_language_that_is_not_there_is_not_guessed_at(line: LineTeam) -> None:
    reply = signed(line, "wait", en="Wait.")
    assert text_of(actor=line.mira, reply=reply, language="en") == "Wait."
    with pytest.raises(NotSignedError):
        text_of(actor=line.mira, reply=reply, language="ru")


def test_saved_replies_are_the_lines(line: LineTeam) -> None:
    with pytest.raises(NotGrantedError):
        saved_replies(actor=line.outsider())
