import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.errors import EmptyMessageError, TooLongError
from holdfast.apps.intake.queries.saved_replies import offers, saved_replies
from holdfast.apps.intake.rules import MOST_ANSWER_CHARACTERS
from holdfast.apps.intake.services.saved_replies import (
    change_reply,
    retire_reply,
    sign_reply,
    write_reply,
)
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError


@pytest.fixture
def reply(line: LineTeam):
    return write_reply(
        actor=line.mira, title="a door", texts={"en": " Is there a door? ", "ru": " "},
        clock=line.clock,
    )  # fmt: skip


def test_it_is_offered_once_somebody_who_coordinates_signs_it(line: LineTeam, reply) -> None:
    assert offers(actor=line.mira, language="en") == []
    with pytest.raises(NotPermittedError):
        sign_reply(actor=line.mira, reply=reply, revision=1)
    sign_reply(actor=line.lead, reply=reply, revision=1, clock=line.clock)
    assert [one.title for one in offers(actor=line.mira, language="en")] == ["a door"]
    (kept,) = saved_replies(actor=line.mira)
    assert (kept.value.written_by, kept.value.signed_by) == (line.mira.member, line.lead.member)
    assert kept.value.signed_at == line.clock()
    assert kept.value.texts == {"en": "Is there a door?"}


def test_a_change_takes_the_signature_off(line: LineTeam, reply) -> None:
    sign_reply(actor=line.lead, reply=reply, revision=1, clock=line.clock)
    change_reply(
        actor=line.mira, reply=reply, title="a door", texts={"en": "Come at nine."}, revision=2,
        clock=line.clock,
    )  # fmt: skip
    assert offers(actor=line.mira, language="en") == []


def test_words_that_changed_since_they_were_read_are_not_signed(line: LineTeam, reply) -> None:
    words = {"en": "Come at nine."}
    change_reply(actor=line.mira, reply=reply, title="a door", texts=words, revision=1)
    with pytest.raises(EditConflictError):
        sign_reply(actor=line.lead, reply=reply, revision=1)
    with pytest.raises(EditConflictError):
        change_reply(actor=line.mira, reply=reply, title="x", texts=words, revision=1)
    with pytest.raises(EditConflictError):
        retire_reply(actor=line.mira, reply=reply, revision=1)


def test_nothing_to_send_and_too_much_to_send_are_refused(line: LineTeam) -> None:
    long = "x" * (MOST_ANSWER_CHARACTERS + 1)
    for title, texts, error in (
        ("a", {"en": " "}, EmptyMessageError), (" ", {"en": "x"}, EmptyMessageError),
        ("a", {"en": long}, TooLongError),
    ):  # fmt: skip
        with pytest.raises(error):
            write_reply(actor=line.mira, title=title, texts=texts)
    assert saved_replies(actor=line.mira) == []


def test_who_does_not_answer_the_line_writes_none(line: LineTeam, reply) -> None:
    with pytest.raises(NotGrantedError):
        write_reply(actor=line.outsider(), title="a", texts={"en": "x"})
    with pytest.raises(NotGrantedError):
        retire_reply(actor=line.outsider(), reply=reply, revision=1)
