import json

import pytest
from tests.apps.publication.cast import INTRODUCTION

from holdfast.apps.archive.rules import Use
from holdfast.apps.keyring.queries.identities import Identity
from holdfast.apps.keyring.rules import RecordId
from holdfast.apps.publication.errors import IncompleteReleaseError, WrongStateError
from holdfast.apps.publication.records import Release
from holdfast.apps.publication.rules import (
    Act,
    Found,
    PartKind,
    ReleasePart,
    ReleaseSignature,
    State,
    Words,
    check_complete,
    digest,
    fields_of,
    finding_part,
    hit_of,
    is_judged_elsewhere,
    kept_hits,
    may_move,
    moved,
    open_hits,
    released_json,
    secrets_of,
    signatures_hold,
    uses_withdrawn,
    without_digests,
    words_of_proof,
    words_part,
)
from holdfast.apps.review.rules import FindingId
from holdfast.methods.disclosure.check import check
from holdfast.methods.disclosure.draft import Secret, SecretKind

SECRETS = [Secret("r/0", SecretKind.PERSON, "Irma Kasto")]


def release(*parts: ReleasePart, **more: object) -> Release:
    fields = {
        "alias": "abc-def",
        "title": "A title",
        "language": "en",
        "use": Use.PUBLISH,
        "audience": "",
        "drafted_by": "m",
        "drafted": "2031-05-06",
        "state": State.DRAFT,
    }
    return Release(**{**fields, **more, "parts": parts})


def said(text: str) -> ReleasePart:
    return ReleasePart(id="p", kind=PartKind.WORDS, texts=(text,))


ALLOWED = {
    (State.DRAFT, Act.CHANGE): State.DRAFT,
    (State.CHECKED, Act.CHANGE): State.DRAFT,
    (State.DRAFT, Act.CHECK): State.CHECKED,
    (State.CHECKED, Act.CHECK): State.CHECKED,
    (State.SIGNED_ONCE, Act.CHECK): State.SIGNED_ONCE,
    (State.CHECKED, Act.SIGN): State.SIGNED_ONCE,
    (State.SIGNED_ONCE, Act.SIGN): State.SIGNED,
    (State.CHECKED, Act.REOPEN): State.DRAFT,
    (State.SIGNED_ONCE, Act.REOPEN): State.DRAFT,
    (State.SIGNED, Act.REOPEN): State.DRAFT,
    (State.SIGNED, Act.RELEASE): State.RELEASED,
    (State.RELEASED, Act.RECALL): State.RECALLED,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_every_step_that_is_not_allowed_is_refused_in_words(state: State, act: Act) -> None:
    after = ALLOWED.get((state, act))
    assert may_move(state, act) is (after is not None)
    if after is not None:
        assert moved(state, act) is after
        return
    with pytest.raises(WrongStateError, match="Nothing was changed") as refused:
        moved(state, act)
    assert refused.value.hint


def test_only_released_fields_leave() -> None:
    part = ReleasePart(
        id="part-id",
        kind=PartKind.TESTIMONY,
        said_by="Vesna Lor",
        texts=("They came.",),
        testimony="testimony-id",
        paragraph="paragraph-id",
        conditions="not before June",
    )
    leaves = json.loads(released_json(release(part, drafted_by="member-id")))
    assert leaves["parts"] == [
        {"kind": "testimony", "said_by": "Vesna Lor", "texts": ["They came."]}
    ]
    assert set(leaves) == {"format", "release", "title", "language", "audience", "parts"}


def test_words_are_cut_into_paragraphs_and_never_empty() -> None:
    assert words_part(INTRODUCTION).texts == (
        "We heard this in May.",
        "The harbour was closed then.",
    )
    with pytest.raises(IncompleteReleaseError):
        words_part(Words("Heading", " \n\n "))


def test_a_finding_is_taken_as_the_review_says_it() -> None:
    part = finding_part(Found(FindingId("finding-1")), title="Detention", sentences=("So.",))
    assert (part.kind, part.heading, part.source) == (
        PartKind.FINDING,
        "Detention",
        "finding-1",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"language": ""},
        {"audience": "A court"},
        {"use": Use.SHARE},
        {"use": Use.KEEP},
    ],
)
def test_a_release_without_title_language_or_audience_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(IncompleteReleaseError):
        check_complete(release(**wrong))


def test_a_release_for_one_body_names_it() -> None:
    check_complete(release(use=Use.SHARE, audience="The commission"))
    assert b"The commission" in released_json(release(use=Use.SHARE, audience="The commission"))


def test_every_text_that_leaves_is_a_field() -> None:
    part = ReleasePart(
        id="p",
        kind=PartKind.EXHIBIT,
        heading="Photograph",
        proof='{"event":{"kind":"exhibit","sha256":"' + "0a" * 32 + '"},"key":"Irma"}',
    )
    texts = {field.name: field.text for field in fields_of(release(part, said("They came.")))}
    assert texts["title"] == "A title"
    assert texts["part 1, heading"] == "Photograph"
    assert texts["part 2, paragraph 1"] == "They came."
    assert texts["part 1, proof"].startswith("kind: exhibit")
    assert "0a0a" not in texts["part 1, proof"]


def test_digests_and_opaque_ids_are_blotted_out_and_words_are_not() -> None:
    text = f"{'ab12' * 16} aaaaaaaaaaaaaaaaaaaaaaaaa2 deadbeef a facade 0123456789012345"
    assert without_digests(text).split() == ["deadbeef", "a", "facade", "0123456789012345"]
    assert len(without_digests(text)) == len(text)
    assert words_of_proof("") == ""


def test_identities_of_any_kind_become_secrets() -> None:
    known = [
        Identity(RecordId("r"), 0, "name", "Irma Kasto"),
        Identity(RecordId("r"), 1, "boat", "Lark"),
    ]
    assert list(secrets_of(known)) == [*SECRETS, Secret("r/1", SecretKind.OTHER, "Lark")]


def test_a_judgement_lasts_as_long_as_the_words_it_is_about() -> None:
    fields = fields_of(release(said("Irma came."), said("It froze.")))
    (hit,) = [hit_of(found, fields) for found in check(fields, SECRETS)]
    judged = (type(hit)(**{**_fields(hit), "judged": "Another Irma."}),)
    assert open_hits(kept_hits([hit], judged, fields)) == ()
    assert open_hits(kept_hits([], judged, fields)) == ()
    other = fields_of(release(said("Irma came back."), said("It froze.")))
    assert kept_hits([], judged, other) == ()


def test_what_another_member_found_stays_open() -> None:
    fields = fields_of(release(said("Irma came.")))
    (hit,) = [hit_of(found, fields) for found in check(fields, SECRETS)]
    assert open_hits(kept_hits([], [hit], fields)) == (hit,)


def test_the_same_letters_of_the_same_secret_are_judged_wherever_they_stand() -> None:
    fields = fields_of(release(said("Irma came.")))
    (hit,) = [hit_of(found, fields) for found in check(fields, SECRETS)]
    judged = type(hit)(**{**_fields(hit), "judged": "Another Irma."})
    elsewhere = fields_of(release(said("Here\nIRMA")))
    (again,) = [hit_of(found, elsewhere) for found in check(elsewhere, SECRETS)]
    assert is_judged_elsewhere(again, [judged])
    assert not is_judged_elsewhere(again, [hit])
    longer = fields_of(release(said("Irma Kasto")))
    (whole,) = [hit_of(found, longer) for found in check(longer, SECRETS)]
    assert not is_judged_elsewhere(whole, [judged])


def test_two_different_members_sign_exactly_what_leaves() -> None:
    leaves = b"bytes"
    one, two, same = (
        ReleaseSignature(member=m, day="2031-05-06", sha256=digest(leaves), event="e")
        for m in "aba"
    )
    other = ReleaseSignature(member="b", day="2031-05-06", sha256=digest(b"other"), event="e")
    assert signatures_hold([one, two], leaves)
    assert not signatures_hold([one, same], leaves)
    assert not signatures_hold([one], leaves)
    assert not signatures_hold([one, other], leaves)


def test_only_the_withdrawn_use_of_a_paragraph_counts() -> None:
    gone = frozenset({("t", "p1", Use.PUBLISH), ("t", "p2", Use.SHARE)})
    assert uses_withdrawn([("t", "p1"), ("t", "p2")], Use.PUBLISH, gone) == ("p1",)


def _fields(hit: object) -> dict[str, object]:
    return {name: getattr(hit, name) for name in hit.__struct_fields__}
