from tests.doors.desk.archive.cast import EXHIBIT, TESTIMONY
from tests.doors.desk.stage import DESK_SETTINGS  # noqa: F401  (sets Django up)

from holdfast.apps.archive.rules import Ground, Paragraph, Use
from holdfast.apps.archive.services.consent import Every
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.archive import forms
from holdfast.doors.desk.archive.forms import (
    AgreementForm,
    ExhibitForm,
    GrantForm,
    ParagraphForm,
    WithdrawalForm,
)

LONG = "They came before light and took my brother, and nobody said where to or why."
PARAGRAPHS = (Paragraph(id="p1", text="Short."), Paragraph(id="p2", text=LONG))


def test_who_told_it_is_taken_apart_from_how_it_was_told() -> None:
    form = forms.TestimonyForm(TESTIMONY)
    assert form.is_valid()
    assert form.person().other_names == ("Irmushka", "I. Kasto")
    assert "Irma" not in repr(form.interview())


def test_a_paragraph_is_kept_on_the_ground_that_was_chosen() -> None:
    typed = {"text": "x", "ground": "vital interest", "language": "en", "day": "2031"}
    form = ParagraphForm(typed)
    assert form.is_valid()
    assert (form.agreement().use, form.agreement().ground) == (Use.KEEP, Ground.VITAL_INTEREST)


def test_an_agreement_names_each_audience_on_a_line_of_its_own() -> None:
    typed = {
        "paragraphs": ["p2"], "use": "share", "audiences": " Clinic \n\nInquiry", "day": "2031",
        "ground": "consent", "language": "en", "revision": 1,
    }  # fmt: skip
    form = AgreementForm(typed, paragraphs=PARAGRAPHS)
    assert form.is_valid()
    assert form.agreement().audiences == ("Clinic", "Inquiry")
    labels = [label for _, label in form.fields["paragraphs"].choices]
    assert labels == ["1. Short.", "2. They came before light and took my brother, and nobody …"]
    assert not AgreementForm(typed | {"paragraphs": ["p3"]}, paragraphs=PARAGRAPHS).is_valid()


def test_every_use_can_be_agreed_to_and_taken_back() -> None:
    for form in (AgreementForm(paragraphs=PARAGRAPHS), WithdrawalForm(paragraphs=PARAGRAPHS)):
        assert {value for value, _ in form.fields["use"].choices} == set(Use)


def test_taking_back_names_paragraphs_or_all_of_them() -> None:
    one = WithdrawalForm({"paragraphs": ["p1"], "use": "keep"}, paragraphs=PARAGRAPHS)
    every = WithdrawalForm({"every": "on", "use": "publish"}, paragraphs=PARAGRAPHS)
    neither = WithdrawalForm({"use": "publish"}, paragraphs=PARAGRAPHS)
    assert one.is_valid() and one.chosen() == ["p1"]
    assert every.is_valid() and every.chosen() is Every.PARAGRAPH
    assert not neither.is_valid()


def test_a_grant_is_of_what_was_said_or_of_who_said_it() -> None:
    form = GrantForm({"member": "m1", "parts": ["identity"]}, members=[("m1", "k7m-2xq")])
    assert form.is_valid()
    assert form.parts_given() == (Part.IDENTITY,)


def test_what_is_known_of_a_file_comes_with_its_name() -> None:
    form = ExhibitForm(EXHIBIT)
    assert form.is_valid()
    facts = form.facts("g" * 300)
    assert (facts.title, len(facts.file_name)) == ("Photograph of the gate", 200)
