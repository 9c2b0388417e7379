from tests.doors.desk.releases.cast import Newsstand

from holdfast.apps.publication.queries import names_shown, release
from holdfast.apps.publication.rules.states import State

NAMED = "We thank Irma for her courage."


def hits(stand: Newsstand) -> list[str]:
    return [hit.id for hit in release(actor=stand.one.actor, release=stand.id).open_hits]


def test_a_name_is_shown_beside_the_words_and_never_the_secret(stand: Newsstand) -> None:
    stand.write(NAMED)
    answer = stand.send("check/")
    assert answer.headers["Location"] == stand.at("hits/")
    shown = stand.one.get(stand.at("hits/")).content.decode()
    assert "<mark>Irma</mark> for her courage." in shown
    assert "most likely stands here" in shown
    assert "Kasto" not in shown


def test_a_clean_draft_can_be_signed(stand: Newsstand) -> None:
    stand.quote(0)
    assert stand.send("check/").headers["Location"] == stand.at("")
    assert "Read and sign" in stand.one.get(stand.at("")).content.decode()
    assert "Nothing waits to be judged." in stand.one.get(stand.at("hits/")).content.decode()


def test_a_hit_is_judged_with_a_reason(stand: Newsstand) -> None:
    stand.write(NAMED)
    stand.send("check/")
    without = stand.send("hits/", hits=hits(stand), reason="")
    assert without.status_code == 200
    assert "checked" in without.content.decode()  # what was chosen stays chosen
    assert stand.send("hits/", reason="A saint.").status_code == 200
    assert stand.send("hits/", hits=hits(stand), reason="A saint.").status_code == 302
    assert release(actor=stand.one.actor, release=stand.id).release.state is State.CHECKED
    for place in ("hits/", "sign/"):
        assert "A saint." in stand.one.get(stand.at(place)).content.decode()


def test_who_cannot_know_them_is_told_to_ask_whoever_found_it(stand: Newsstand) -> None:
    stand.write(NAMED)
    stand.send("check/")
    answer = stand.send("hits/", by=stand.two, hits=hits(stand), reason="A saint.")
    assert answer.status_code == 200
    assert "ask whoever found it" in answer.content.decode()


def test_names_are_shown_once_to_who_may_know_them_and_says_why(stand: Newsstand) -> None:
    stand.write(NAMED)
    stand.send("check/")
    assert "Kasto" not in stand.one.post(stand.at("names/"), {"reason": " "}).content.decode()
    assert names_shown(actor=stand.one.actor, release=stand.id) == []
    told = stand.one.post(stand.at("names/"), {"reason": "To judge."}).content.decode()
    assert "Irma Kasto" in told
    assert "To judge." in told
    assert "Kasto" not in stand.one.get(stand.at("hits/")).content.decode()
    other = stand.two.post(stand.at("names/"), {"reason": "To judge."}).content.decode()
    assert "Kasto" not in other
