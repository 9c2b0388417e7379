import pytest
from tests.apps.review.reports import DETAINED, TORTURED, WIRES, record
from tests.doors.desk.archive.cast import Told, hidden, words
from tests.doors.desk.findings.cast import bring
from tests.doors.desk.stage import Desk

from holdfast.apps.accounts.rules import Role
from holdfast.doors.desk.findings import views
from holdfast.methods.corroboration.record import to_json

PATH = f"/findings/{TORTURED}/"


def judge(told: Told, **more: object) -> object:
    revision = hidden(told.worker.get(PATH), "revision")
    typed = {"verdict": "holds", "reason": "Two accounts agree.", "revision": revision}
    return told.worker.post(f"{PATH}judge/", typed | more)


def test_without_a_desk_the_page_says_so_and_offers_to_found_it_to_those_who_judge(
    desk: Desk,
) -> None:
    judges, reads = desk.join("judge", Role.ANALYST), desk.join("reads", Role.PUBLISHER)
    assert "Found the review desk" in words(judges.get("/findings/"))
    assert "Found the review desk" not in words(reads.get("/findings/"))
    assert reads.post("/findings/found/").status_code == 403
    assert judges.post("/findings/found/").status_code == 302
    assert "No report was brought in yet." in words(judges.get("/findings/"))


def test_a_record_is_brought_in_once(told: Told) -> None:
    page = words(told.worker.get("/findings/"))
    assert "Reports: 3 new, 0 read anew, 0 here already." in page
    bring(told.worker)
    assert "Reports: 0 new, 0 read anew, 3 here already." in words(told.worker.get("/findings/"))


def test_a_wrong_file_is_refused_in_words(told: Told) -> None:
    for content in (b"%PDF-1.7 of somebody", b"", b"{}"):
        page = words(bring(told.worker, content))
        assert "is not a record that corroborate wrote. Nothing was brought in." in page
        assert "Choose the file record.json" in page.replace("`", "")


def test_a_record_larger_than_forms_hold_comes_in_too(told: Told) -> None:
    padded = to_json(record()) + b" " * (3 * 1024 * 1024)
    assert bring(told.worker, padded).status_code == 302


def test_the_list_shows_reports_and_origins_apart_and_that_nobody_judged(told: Told) -> None:
    page = words(told.worker.get("/findings/"))
    assert "●●● ○○○ 3 reports, 3 origins (2–3), not yet reviewed" in page
    assert "●● ○○○ 3 reports, 2 origins, not yet reviewed" in page
    assert "detained: at least 101; at least 200" in page
    assert "denied once" in page


def test_a_finding_shows_quotations_with_their_chain_and_what_speaks_against_it(
    told: Told,
) -> None:
    page = words(told.worker.get(PATH))
    assert f"{WIRES} Ilya (name changed) Channel Nine" in page
    assert "same words in 1 more report" in page
    assert "What speaks against it There are no such people. Tomas Rhel Morning Post" in page
    assert "No person has judged this." in page
    assert "Northern Wire passes on the words of Harbour Network" in page


def test_many_statements_are_cut_into_pages(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "SHOWN_AT_FIRST", 1)
    monkeypatch.setattr(views, "SHOWN_A_PAGE", 1)
    assert "All that is said, 1 more" in words(told.worker.get(PATH))
    first, second = (told.worker.get(f"{PATH}said/{number}/") for number in (1, 2))
    assert "They are beaten and shocked." in words(first)
    assert WIRES not in words(first)
    assert WIRES in words(second)
    assert 'href="../2/"' in first.content.decode()
    assert told.worker.get(f"{PATH}said/3/").status_code == 404
    assert "There are no such people." in words(told.worker.get(f"{PATH}against/1/"))


def test_figures_are_drawn_with_a_table_beside_them(told: Told) -> None:
    page = told.worker.get(f"/findings/{DETAINED}/")
    assert f'src="/findings/{DETAINED}/figures/1.png"' in page.content.decode()
    assert "at least 101 at least 101 Northern Wire, 2 April 2031" in words(page)
    assert "All of these can be true at once." in words(page)
    drawn = told.worker.get(f"/findings/{DETAINED}/figures/1.png")
    assert drawn["Content-Type"] == "image/png"
    assert drawn.content.startswith(b"\x89PNG")
    for place in ("2", "0", "x"):
        missing = told.worker.get(f"/findings/{DETAINED}/figures/{place}.png")
        assert missing.status_code == 404


def test_a_judgement_stands_beside_the_machines_count_and_needs_a_reason(told: Told) -> None:
    assert "Nothing was saved yet" in words(judge(told, reason=""))
    assert judge(told).status_code == 302
    page = words(told.worker.get(PATH))
    assert "holds (one reviewer, no second yet)" in page
    assert "2 origins, reviewed by a person · the machine alone: 2 origins" in page
    assert f"{told.desk.people['worker'].alias} : holds Two accounts agree." in page
    late = judge(told, revision=1, reason="I looked at both.")
    assert late.status_code == 409
    assert 'value="I looked at both."' in late.content.decode()
    assert "What stands now is shown with your text." in words(late)


def test_a_second_reviewer_confirms_or_differs(told: Told) -> None:
    judge(told)
    told.desk.join("second", Role.ANALYST)
    member = told.desk.active("second").id
    assert told.worker.post("/findings/members/", {"member": member}).status_code == 302
    assert "can open this already" in words(
        told.worker.post("/findings/members/", {"member": member})
    )
    second = told.desk.visit("second")
    told.worker = second
    judge(told, verdict="open", reason="One account is not enough.")
    assert "reviewers differ" in words(second.get("/findings/"))
    judge(told, reason="I was shown the second.")
    assert "holds (two reviewers)" in words(second.get("/findings/"))


def test_a_statement_is_judged_on_a_page_of_its_own(told: Told) -> None:
    path = f"{PATH}statements/q2/"
    revision = hidden(told.worker.get(path), "revision")
    typed = {"verdict": "about another event", "reason": "It is of 2029.", "revision": revision}
    assert "Nothing was saved yet" in words(told.worker.post(path, typed | {"reason": ""}))
    late = told.worker.post(path, typed | {"revision": 99})
    assert 'value="It is of 2029."' in late.content.decode()
    assert told.worker.post(path, typed).status_code == 302
    page = words(told.worker.get(PATH))
    assert "about another event, not counted (one reviewer, no second yet)" in page
    assert "3 reports, 1 origin, not yet reviewed · the machine alone: 2 origins" in page
    assert "Harbour Network speaks of another event, as a person judged" in page
    assert "It is of 2029." in words(told.worker.get(path))
    assert told.worker.get(f"{PATH}statements/q1/").status_code == 404


def test_who_reads_findings_does_not_judge_them(told: Told) -> None:
    told.desk.join("reader", Role.PUBLISHER)
    told.worker.post("/findings/members/", {"member": told.desk.active("reader").id})
    reader = told.desk.visit("reader")
    assert reader.get(PATH).status_code == 200
    assert "Write it down" not in words(reader.get(PATH))
    for path in (f"{PATH}judge/", f"{PATH}statements/q2/", "/findings/members/"):
        sent = {"verdict": "about another event", "reason": "x", "revision": 1}
        assert reader.post(path, sent).status_code == 403, path


def test_a_member_without_a_grant_and_an_outsider_see_nothing(told: Told) -> None:
    other = told.desk.join("other", Role.ANALYST)
    paths = ("/findings/", PATH, f"{PATH}testimony/", f"{PATH}statements/q2/")
    for path in (*paths, f"{PATH}statements/q2/link/", f"{PATH}figures/1.png"):
        for visitor in (other, told.desk.outsider()):
            answer = visitor.get(path)
            assert answer.status_code == 403, path
            assert "Torture" not in answer.content.decode(), path
    assert bring(other).status_code == 403
