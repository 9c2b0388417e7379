"""Numbered voices."""

from holdfast.methods.corroboration.document import Voice
from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.speech import Speech
from holdfast.methods.corroboration.speech.drafts import Draft
from holdfast.methods.corroboration.speech.voices import assemble

from .reports import prose, speech


def voice(read: Speech, name: str) -> Voice:
    return next(v for v in read.voices if v.name == name)


def test_nobody_named_leaves_the_outlet_alone() -> None:
    drafts: list[Draft] = []
    read = assemble(prose("It rained."), [], drafts, outlet=None)
    assert [v.name for v in read.voices] == ["this report"]


def test_representative_is_of_the_kind_of_its_body() -> None:
    read = speech("A representative of the Harbour Network said the men were alive.")
    found = voice(read, "A representative of the Harbour Network")
    assert found.kind is SourceKind.ORGANISATION
    assert found.is_anonymous
    assert found.member_of is not None
    assert read.voices[found.member_of].name == "Harbour Network"


def test_spokesman_of_a_minister_is_an_official() -> None:
    read = speech("Hale's spokesman said nobody was held.")
    assert read.voices[1].kind is SourceKind.OFFICIAL


def test_one_who_is_told_is_an_outlet() -> None:
    read = speech("“We saw them fall,” Ada Brenn told Meridian.")
    assert voice(read, "Meridian").kind is SourceKind.OUTLET


def test_changed_name_makes_a_pseudonym_and_a_witness() -> None:
    for text in (
        "“We saw them fall,” said Mira, whose name has been changed.",
        "“We saw them fall,” said ‘Mira’*.\n\n*The name has been changed.",
    ):
        found = voice(speech(text), "Mira")
        assert found.is_pseudonym
        assert found.kind is SourceKind.WITNESS


def test_outlet_that_speaks_of_itself_is_voice_nought() -> None:
    read = speech("“We saw them fall,” Ada Brenn told Meridian.", outlet="Meridian")
    told = read.utterances[0].told_to
    assert told is not None
    assert told.voice == 0


def test_note_about_another_persons_name_makes_no_pseudonym() -> None:
    read = speech(
        "Farmer Jon Abel fled. “We ran for days,” he said.\n\nLina, not her real name, stayed. "
        "“They asked for the men,” she recalled."
    )
    assert not voice(read, "Jon Abel").is_pseudonym
    assert voice(read, "Lina").is_pseudonym


def test_a_lawyer_by_name_is_a_person() -> None:
    read = speech("Lawyer Soren Adel said the men were alive. Adel said no more.")
    assert voice(read, "Soren Adel").is_person


def test_who_tells_us_tells_the_outlet() -> None:
    for told in ("told us", "told this newspaper"):
        read = speech(f"“They beat us every day,” Ada Brenn {told}.")
        assert read.utterances[0].told_to is not None
        assert read.utterances[0].told_to.voice == 0
    read = speech("Ada Brenn told us that the cells were full.")
    assert read.utterances[0].told_to is not None
    assert read.utterances[0].told_to.voice == 0
