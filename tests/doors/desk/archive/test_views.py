import pytest
from tests.doors.desk.archive.cast import (
    CELLAR,
    PARAGRAPH,
    TESTIMONY,
    WIRES,
    Told,
    hidden,
    words,
)
from tests.doors.desk.stage import Desk

from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.queries import testimony as queries
from holdfast.apps.archive.rules import PUBLIC, Allowed, may_use
from holdfast.doors.desk.archive import views


def published(told: Told) -> list[bool]:
    today = told.desk.clock().date()
    paragraphs = told.read.testimony.paragraphs
    return [isinstance(may_use(p, PUBLIC, today), Allowed) for p in paragraphs]


def test_an_archive_without_testimony_says_so(desk: Desk) -> None:
    page = desk.join("worker", Role.DOCUMENTER).get("/archive/")
    assert "No testimony that you can open." in words(page)


def test_testimony_is_taken_under_a_changed_name_and_no_page_but_one_shows_the_real_one(
    told: Told,
) -> None:
    pages = [told.worker.get(path) for path in ("/archive/", told.path, f"{told.path}who/")]
    assert "Vesna Lor" in words(pages[0])
    assert CELLAR in words(pages[1])
    assert WIRES in words(pages[1])
    assert not any("Irma" in words(page) for page in pages)


def test_who_it_was_shows_after_a_reason_and_the_reason_is_kept(told: Told) -> None:
    refused = told.worker.post(f"{told.path}who/", {"reason": ""})
    shown = told.worker.post(f"{told.path}who/", {"reason": "Call her back."})
    assert "Irma Kasto" not in words(refused)
    assert "Irma Kasto" in words(shown)
    assert "Irmushka" in words(shown)
    assert "Call her back." in words(told.worker.get(f"{told.path}who/"))
    assert [opening.reason for opening in queries.openings(told.worker.actor, told.read.id)] == [
        "Call her back."
    ]


def test_a_long_list_is_cut_into_pages(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "SHOWN_A_PAGE", 1)
    other = TESTIMONY | {"changed_name": "Anton Reed", "real_name": "Dmitri Vale"}
    told.worker.post("/archive/new/", other)
    first, second = (told.worker.get(path) for path in ("/archive/", "/archive/pages/2/"))
    assert "Anton Reed" in words(first)
    assert "Vesna Lor" not in words(first)
    assert "Vesna Lor" in words(second)
    assert told.worker.get("/archive/pages/3/").status_code == 404


def test_a_repeat_interview_is_warned_of_in_words(told: Told) -> None:
    again = told.worker.post("/archive/new/", TESTIMONY)
    assert again.status_code == 200
    assert "Telling it again can hurt them" in words(again)
    assert len(queries.testimonies(told.worker.actor)) == 1
    why = {"account": "repeat", "repeat_reason": "A court asked."}
    assert told.worker.post("/archive/new/", TESTIMONY | why).status_code == 302


def test_a_changed_name_that_gives_the_person_away_comes_back_with_all_that_was_typed(
    told: Told,
) -> None:
    bad = {"changed_name": "Irma", "real_name": "Irma Vale", "other_names": ""}
    answer = told.worker.post("/archive/new/", TESTIMONY | bad)
    assert "has a part of the real one" in words(answer)
    assert 'value="Irma Vale"' in answer.content.decode()


def test_a_paragraph_that_is_not_kept_comes_back_with_its_words(told: Told) -> None:
    bad = PARAGRAPH | {"text": "I left with a woman.", "day": "yesterday"}
    answer = told.worker.post(f"{told.path}paragraphs/", bad)
    assert answer.status_code == 200
    assert "This is not a date." in words(answer)
    assert "I left with a woman." in words(answer)
    assert len(told.paragraphs) == 2


def test_what_they_agree_to_is_written_down_and_shown_at_the_paragraph(told: Told) -> None:
    assert told.agree(1).status_code == 302
    assert published(told) == [False, True]
    page = words(told.worker.get(told.path))
    assert (page.count("publish: yes"), page.count("publish: no")) == (1, 1)
    assert "Given: publish. On their consent. Asked in Tervenian." in page


def test_an_agreement_that_does_not_say_enough_is_refused_in_words(told: Told) -> None:
    answer = told.agree(0, use="share", audiences="")
    assert "Name whom it may be given to" in words(answer)
    named = told.agree(0, use="share", audiences="The Inquiry\nHarbour Network")
    assert named.status_code == 302
    page = words(told.worker.get(told.path))
    assert "share The Inquiry: yes" in page
    assert "share Harbour Network: yes" in page


def test_nobody_agrees_to_words_that_were_changed_meanwhile(told: Told) -> None:
    answer = told.agree(0, revision=told.read.revision - 1)
    assert answer.status_code == 409
    assert published(told) == [False, False]


@pytest.mark.parametrize("every", [True, False])
def test_what_is_taken_back_holds_at_once_and_shows_in_the_history(told: Told, every: bool) -> None:
    told.agree(0, 1)
    chosen = {"every": "on"} if every else {"paragraphs": [told.paragraphs[0]]}
    answer = told.worker.post(f"{told.path}take-back/", chosen | {"use": "publish"})
    assert answer.status_code == 302
    assert published(told) == [False, not every]
    page = words(told.worker.get(told.path))
    assert "to be recalled" in page
    assert "They withdrew this on 2031-04-02." in page
    assert "Given: publish." in page


def test_what_may_not_be_kept_may_be_agreed_to_again(told: Told) -> None:
    told.agree(0)
    told.worker.post(f"{told.path}take-back/", {"every": "on", "use": "keep"})
    assert published(told) == [False, False]
    told.agree(0, use="keep")
    assert published(told) == [False, False]
    assert "keep: yes" in words(told.worker.get(told.path))
    told.agree(0)
    assert published(told) == [True, False]


def test_taking_back_nothing_in_particular_is_asked_again(told: Told) -> None:
    answer = told.worker.post(f"{told.path}take-back/", {"use": "publish"})
    assert "Choose one, or every paragraph." in words(answer)


def test_changed_words_lose_their_agreements(told: Told) -> None:
    told.agree(0)
    path = f"{told.path}paragraphs/{told.paragraphs[0]}/"
    assert CELLAR in told.worker.get(path).content.decode()
    typed = {"text": "I was held in a cellar.", "revision": told.read.revision}
    assert told.worker.post(path, typed).status_code == 302
    assert published(told) == [False, False]
    late = told.worker.post(path, typed | {"text": "Nine days in a cellar."})
    assert late.status_code == 409
    assert "What stands now I was held in a cellar." in words(late)
    assert "Nine days in a cellar." in words(late)
    again = {"text": "Nine days in a cellar.", "revision": hidden(late, "revision")}
    assert told.worker.post(path, again).status_code == 302


def test_a_member_without_a_grant_opens_nothing_and_learns_nothing(told: Told) -> None:
    other = told.desk.join("other", Role.DOCUMENTER, Role.COORDINATOR)
    paths = ("", "agree/", "take-back/", "who/", "grant/", "destroy/", "exhibits/")
    for path in (*paths, f"paragraphs/{told.paragraphs[0]}/"):
        for answer in (other.get(told.path + path), other.post(told.path + path)):
            assert answer.status_code == 403, path
            assert "Vesna" not in answer.content.decode(), path
    assert "Vesna" not in words(other.get("/archive/"))


def test_somebody_let_in_to_what_was_said_does_not_learn_who_said_it(told: Told) -> None:
    told.desk.join("reader", Role.DOCUMENTER)
    member = told.desk.active("reader").id
    form = {"member": member, "parts": ["content"]}
    assert told.worker.post(f"{told.path}grant/", form).status_code == 302
    again = told.worker.post(f"{told.path}grant/", form)
    assert "They can open this already." in words(again)
    reader = told.desk.visit("reader")
    assert CELLAR in words(reader.get(told.path))
    assert reader.post(f"{told.path}who/", {"reason": "Curious."}).status_code == 403


def test_a_testimony_is_destroyed_after_its_words_by_those_who_may(told: Told) -> None:
    assert "cannot be undone" in words(told.worker.get(f"{told.path}destroy/"))
    assert told.worker.post(f"{told.path}destroy/").status_code == 302
    assert told.worker.get(told.path).status_code == 403
    assert queries.testimonies(told.worker.actor) == []


def test_nobody_who_is_not_logged_in_opens_any_of_it(told: Told) -> None:
    outsider = told.desk.outsider()
    for path in ("/archive/", told.path, f"{told.path}who/", f"{told.path}agree/"):
        answer = outsider.get(path)
        assert answer.status_code == 403
        assert 'action="/you/log-in/"' in answer.content.decode()
