from tests.apps.publication.cast import release, said

from holdfast.apps.publication.queries import Drafted
from holdfast.apps.publication.rules.contents import ReleaseId
from holdfast.apps.publication.rules.hits import fields_of, hit_of
from holdfast.apps.publication.rules.states import State
from holdfast.doors.desk.releases.shown import AROUND, may, shown_hits
from holdfast.methods.disclosure.check import check
from holdfast.methods.disclosure.draft import Secret, SecretKind

SECRET = Secret("r/0", SecretKind.PERSON, "Irma Kasto")


def drafted(text: str) -> Drafted:
    fields = fields_of(release(said(text)))
    hits = tuple(hit_of(found, fields) for found in check(fields, [SECRET]))
    return Drafted(ReleaseId("x"), 1, release(said(text), hits=hits))


def test_words_stand_around_what_was_met() -> None:
    (one,) = shown_hits(drafted("Then Irma came."))
    (passage,) = one.passages
    assert (passage.before, passage.met, passage.after) == ("Then ", "Irma", " came.")
    assert passage.field == "part 1, paragraph 1"
    assert one.names == ()


def test_long_words_are_cut_with_a_sign() -> None:
    far = "and so on " * 40
    (one,) = shown_hits(drafted(f"{far}Irma {far}"))
    (passage,) = one.passages
    assert passage.before.startswith("… ")
    assert passage.after.endswith(" …")
    assert len(passage.before) == AROUND + 2


def test_the_surest_stand_first_and_names_only_where_they_were_asked_for() -> None:
    found = shown_hits(drafted("The Kastos left. Then Irma Kasto came."), {SECRET.id: SECRET})
    assert [one.tone for one in found] == ["danger", "warn"]
    assert {one.names for one in found} == {("Irma Kasto",)}


def test_what_can_be_done_follows_the_state() -> None:
    assert may(drafted("It froze.")) == {
        "change": True,
        "check": True,
        "sign": False,
        "reopen": False,
        "release": False,
        "recall": False,
    }
    assert State.DRAFT is drafted("It froze.").release.state
