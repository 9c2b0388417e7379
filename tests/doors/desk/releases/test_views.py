from tests.doors.desk.releases.cast import OUTLINE, Newsstand

from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.queries.exhibits import exhibits
from holdfast.apps.publication.queries import release
from holdfast.apps.publication.rules.parts import PartKind
from holdfast.apps.publication.rules.states import State


def page(stand: Newsstand, place: str = "") -> str:
    return stand.one.get(stand.at(place)).content.decode()


def test_a_release_is_drafted_and_stands_in_the_list_of_who_was_let_in(stand: Newsstand) -> None:
    for visitor in (stand.one, stand.two):
        listed = visitor.get("/releases/").content.decode()
        assert OUTLINE["title"] in listed
        assert stand.at("") in listed
    stranger = stand.desk.join("stranger", Role.PUBLISHER)
    assert OUTLINE["title"] not in stranger.get("/releases/").content.decode()
    assert stranger.get(stand.at("")).status_code == 403


def test_a_draft_without_readers_comes_back_with_words(stand: Newsstand) -> None:
    answer = stand.one.post("/releases/new/", {**OUTLINE, "use": "share"})
    assert answer.status_code == 200
    assert "Name whom it is for" in answer.content.decode()


def test_only_what_was_agreed_to_can_be_chosen(stand: Newsstand) -> None:
    shown = page(stand, "add/testimony/")
    assert "They came before light" in shown
    assert "turned a handle" not in shown
    assert stand.quote(0).status_code == 302
    assert stand.quote(2).status_code == 200  # not among what there is to choose
    parts = release(actor=stand.one.actor, release=stand.id).release.parts
    assert [part.paragraph for part in parts] == [stand.paragraphs[0]]
    assert "They came before light" in page(stand)


def test_words_and_an_exhibit_come_in(stand: Newsstand) -> None:
    assert stand.write("We heard this.").status_code == 302
    (kept,) = exhibits(stand.one.actor)
    answer = stand.send("add/exhibit/", chosen=kept.id, heading="Photograph of a gate")
    assert answer.status_code == 302
    kinds = [p.kind for p in release(actor=stand.one.actor, release=stand.id).release.parts]
    assert kinds == [PartKind.WORDS, PartKind.EXHIBIT]
    shown = page(stand)
    assert kept.exhibit.sha256 in shown
    assert "gate.jpg" not in shown


def test_where_there_is_no_review_no_finding_can_be_chosen(stand: Newsstand) -> None:
    shown = page(stand, "add/finding/")
    assert "There is nothing to choose from." in shown
    assert "There is no finding that you could open." in shown
    assert stand.one.get(stand.at("add/names/")).status_code == 404  # no such kind of part


def test_our_own_words_are_changed_and_a_witness_s_are_not(stand: Newsstand) -> None:
    stand.write("We heard this.")
    stand.quote(0)
    ours, theirs = release(actor=stand.one.actor, release=stand.id).release.parts
    assert "We heard this." in page(stand, f"parts/{ours.id}/")
    answer = stand.send(f"parts/{ours.id}/", heading="Introduction", text="We heard it in May.")
    assert answer.status_code == 302
    assert "We heard it in May." in page(stand)
    assert stand.one.get(stand.at(f"parts/{theirs.id}/")).status_code == 404


def test_a_part_is_taken_out(stand: Newsstand) -> None:
    stand.write("We heard this.")
    (part,) = release(actor=stand.one.actor, release=stand.id).release.parts
    assert stand.send("remove/", part=part.id).status_code == 302
    assert "Nothing stands in it yet." in page(stand)
    assert stand.send("remove/", part=part.id).status_code == 404


def test_a_change_over_an_older_version_is_refused(stand: Newsstand) -> None:
    older = stand.revision
    stand.write("We heard this.")
    answer = stand.one.post(
        stand.at("add/words/"), {"revision": older, "heading": "x", "text": "y"}
    )
    assert answer.status_code == 409


def test_somebody_is_let_in_once(stand: Newsstand) -> None:
    third = stand.desk.join("third", Role.PUBLISHER)
    assert stand.one.post(stand.at("share/"), {"member": third.actor.member}).status_code == 302
    assert stand.desk.visit("third").get(stand.at("")).status_code == 200
    again = stand.one.post(stand.at("share/"), {"member": third.actor.member})
    assert again.status_code == 200
    assert 'role="alert"' in again.content.decode()


def test_a_signed_one_is_made_a_draft_again(stand: Newsstand) -> None:
    stand.ready()
    assert "Take part 1 out" not in page(stand)
    assert stand.send("reopen/").status_code == 302
    again = release(actor=stand.one.actor, release=stand.id).release
    assert (again.state, again.signatures) == (State.DRAFT, ())
