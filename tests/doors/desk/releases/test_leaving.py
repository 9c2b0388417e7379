import io
import zipfile

from tests.doors.desk.releases.cast import Newsstand

from holdfast.apps.archive.rules import Use
from holdfast.apps.archive.services.consent import withdraw_consent
from holdfast.apps.publication.queries import release
from holdfast.apps.publication.rules.states import State


def state(stand: Newsstand) -> State:
    return release(actor=stand.one.actor, release=stand.id).release.state


def take_back(stand: Newsstand) -> None:
    withdraw_consent(
        actor=stand.one.actor,
        testimony=stand.testimony,
        paragraphs=[stand.paragraphs[0]],
        use=Use.PUBLISH,
    )


def test_two_read_it_whole_and_sign_it(stand: Newsstand) -> None:
    stand.quote(0)
    stand.send("check/")
    assert "They came before light" in stand.two.get(stand.at("sign/")).content.decode()
    stand.sign(stand.one)
    again = stand.send("sign/")
    assert "You have signed this release already" in again.content.decode()
    stand.sign(stand.two)
    assert state(stand) is State.SIGNED


def test_it_leaves_as_one_file_in_answer_to_a_form(stand: Newsstand) -> None:
    stand.ready()
    assert stand.send("let-out/").status_code == 302
    assert stand.one.get(stand.at("files/")).status_code == 405
    answer = stand.two.post(stand.at("files/"))
    alias = release(actor=stand.one.actor, release=stand.id).release.alias
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="release-{alias}.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as files:
        names = {name.split("/", 1)[1] for name in files.namelist()}
    assert {"release.pdf", "release.json", "verify.py", "README.txt"} <= names


def test_nothing_is_fetched_before_it_was_released(stand: Newsstand) -> None:
    stand.ready()
    answer = stand.one.post(stand.at("files/"))
    assert answer.status_code == 400
    assert "Nothing has left" in answer.content.decode()


def test_what_was_taken_back_stops_it_in_words(stand: Newsstand) -> None:
    stand.ready()
    take_back(stand)
    answer = stand.send("let-out/")
    assert answer.status_code == 400
    assert "Part 1 may not be used" in answer.content.decode()
    assert state(stand) is State.SIGNED


def test_a_release_is_called_back_from_the_list(stand: Newsstand) -> None:
    stand.ready()
    stand.send("let-out/")
    assert "Nothing is to be recalled." in stand.one.get("/releases/recalls/").content.decode()
    take_back(stand)
    listed = stand.two.get("/releases/recalls/").content.decode()
    assert stand.at("recall/") in listed
    assert "1 release used what was taken back" in stand.one.get("/releases/").content.decode()
    assert stand.send("recall/", reason="Taken back.").status_code == 302
    assert state(stand) is State.RECALLED
    assert "Nothing is to be recalled." in stand.one.get("/releases/recalls/").content.decode()


def test_who_was_not_let_in_gets_nothing(stand: Newsstand) -> None:
    stand.ready()
    stand.send("let-out/")
    stranger = stand.desk.join("stranger", *stand.two.active.roles)
    for place in ("sign/", "let-out/", "files/", "recall/", "check/", "hits/", "names/", "reopen/"):
        answer = stranger.post(stand.at(place), {"revision": stand.revision, "reason": "x"})
        assert answer.status_code == 403
