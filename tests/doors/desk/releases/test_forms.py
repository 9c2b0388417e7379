# ruff: noqa: E402  (what needs Django is imported once it is set up)
from tests.apps import stage

stage.prepare()

from holdfast.apps.archive.rules import Use
from holdfast.apps.publication.rules.parts import Quoted, Shown, Words
from holdfast.apps.publication.services.drafting import Outline
from holdfast.doors.desk.releases.forms import (
    ExhibitForm,
    FindingForm,
    JudgementForm,
    OutlineForm,
    ShareForm,
    WordsForm,
)
from holdfast.doors.desk.releases.forms import TestimonyForm as ParagraphForm


def test_what_was_typed_becomes_an_outline() -> None:
    form = OutlineForm({"title": "A", "language": "en", "use": "court", "audience": "The court"})
    assert form.is_valid()
    assert form.outline() == Outline("A", "en", Use.COURT, "The court")


def test_each_form_of_a_part_gives_what_the_service_takes() -> None:
    words = WordsForm({"revision": "1", "heading": "H", "text": "T"})
    quoted = ParagraphForm({"revision": "1", "chosen": "t/p"}, choices=[("t/p", "x")])
    shown = ExhibitForm({"revision": "1", "chosen": "e", "heading": "H"}, choices=[("e", "x")])
    found = FindingForm({"revision": "1", "chosen": "f"}, choices=[("f", "x")])
    assert all(form.is_valid() for form in (words, quoted, shown, found))
    assert words.source() == Words("H", "T")
    assert quoted.source() == Quoted("t", "p")
    assert shown.source() == Shown("e", "H")
    assert found.source().finding == "f"


def test_only_what_is_offered_can_be_chosen() -> None:
    assert not ParagraphForm({"revision": "1", "chosen": "t/q"}, choices=[("t/p", "x")]).is_valid()
    assert not ShareForm({"member": "b"}, members=[("a", "x")]).is_valid()
    typed = {"revision": "1", "hits": ["b"], "reason": "x"}
    assert not JudgementForm(typed, hits=[("a", "x")]).is_valid()
