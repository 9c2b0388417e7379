from tests.apps.publication.cast import release, said

from holdfast.apps.keyring.queries.identities import Identity
from holdfast.apps.keyring.rules import RecordId
from holdfast.apps.publication.rules.hits import (
    fields_of,
    hit_of,
    is_judged_elsewhere,
    kept_hits,
    open_hits,
    secrets_of,
    without_digests,
    words_of_proof,
)
from holdfast.apps.publication.rules.parts import (
    PartKind,
    ReleasePart,
)
from holdfast.methods.disclosure.check import check
from holdfast.methods.disclosure.draft import Secret, SecretKind

SECRETS = [Secret("r/0", SecretKind.PERSON, "Irma Kasto")]


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
    assert open_hits(kept_hits([hit], judged, fields, by="b")) == ()
    assert open_hits(kept_hits([], judged, fields, by="a")) == ()
    other = fields_of(release(said("Irma came back."), said("It froze.")))
    assert kept_hits([], judged, other, by="a") == ()


def test_what_another_member_found_stays_open_and_what_one_finds_no_more_is_gone() -> None:
    fields = fields_of(release(said("Irma came.")))
    (hit,) = [hit_of(found, fields, by="a") for found in check(fields, SECRETS)]
    assert open_hits(kept_hits([], [hit], fields, by="b")) == (hit,)
    assert kept_hits([], [hit], fields, by="a") == ()


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


def _fields(hit: object) -> dict[str, object]:
    return {name: getattr(hit, name) for name in hit.__struct_fields__}
