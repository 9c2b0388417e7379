import io
import os

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.doors.desk.archive.cast import EXHIBIT, PHOTOGRAPH, Told, words

from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.queries.exhibits import exhibits
from holdfast.apps.archive.rules import Copy
from holdfast.methods.custody.proofs import verify_proof


def entered(told: Told) -> str:
    answer = told.enter()
    assert answer.status_code == 302, words(answer)
    return str(answer["Location"])


def test_a_file_is_entered_and_comes_back_as_it_was_to_be_saved_and_not_shown(told: Told) -> None:
    path = entered(told)
    saved = told.worker.get(f"{path}file/")
    assert b"".join(saved.streaming_content) == PHOTOGRAPH
    assert saved["Content-Type"] == "application/octet-stream"
    assert saved["Content-Disposition"] == 'attachment; filename="the_gate.jpg"'
    assert saved["X-Content-Type-Options"] == "nosniff"


def test_a_file_larger_than_what_forms_hold_is_sealed_as_it_arrives(told: Told) -> None:
    large = os.urandom(5 * 1024 * 1024)
    answer = told.enter(large)
    saved = told.worker.get(f"{answer['Location']}file/")
    assert b"".join(saved.streaming_content) == large


def test_the_page_of_an_exhibit_shows_its_digest_its_custody_and_a_warning(told: Told) -> None:
    path = entered(told)
    page = words(told.worker.get(path))
    kept = exhibits(told.worker.actor)[0]
    assert kept.exhibit.sha256 in page
    assert "Entered and signed" in page
    assert "Open the file on a machine that holds nothing else." in page
    assert told.desk.people["worker"].alias in page
    assert "Photograph of the gate" in words(told.worker.get(told.path))


def test_the_proof_is_that_of_the_file(told: Told) -> None:
    path = entered(told)
    assert told.worker.get(f"{path}proof/").status_code == 405
    proof = told.worker.post(f"{path}proof/")
    checks = verify_proof(proof.content, io.BytesIO(PHOTOGRAPH))
    assert all(check.holds for check in checks)
    assert proof["Content-Disposition"] == 'attachment; filename="proof.json"'


def test_custody_is_signed_step_by_step_and_shown_in_order(told: Told) -> None:
    path = entered(told)
    refused = told.worker.post(f"{path}hand-over/", {"to": "The Inquiry", "why": ""})
    assert "Nothing was saved yet" in words(refused)
    told.worker.post(f"{path}hand-over/", {"to": "The Inquiry", "why": "They asked."})
    told.worker.post(f"{path}receive/", {"said": "Back, on a stick."})
    told.worker.post(f"{path}check/")
    page = words(told.worker.get(path))
    places = [
        page.index(said) for said in ("Handed over and signed", "Received and signed", "Read again")
    ]
    assert places == sorted(places)
    assert "→ The Inquiry They asked." in page
    assert "every byte is as it was entered" in page


def test_what_is_due_is_read_again_from_the_list(told: Told) -> None:
    entered(told)
    assert "was not read for four weeks" not in words(told.worker.get("/archive/"))
    told.desk.clock.forward(weeks=5)
    told.worker = told.desk.visit("worker")
    assert "1 exhibit was not read for four weeks." in words(told.worker.get("/archive/"))
    told.worker.post("/archive/checks/")
    page = words(told.worker.get("/archive/"))
    assert "1 read again, 0 of them not as they were entered." in page
    assert "was not read for four weeks" not in page


def test_a_working_copy_stands_beside_the_exhibit(told: Told) -> None:
    path = entered(told)
    assert "A copy to work on" in words(told.worker.get(f"{path}copy/"))
    file = SimpleUploadedFile("blurred.jpg", b"blurred")
    sent = EXHIBIT | {"tool": "blurred by hand", "file": file}
    assert told.worker.post(f"{path}copy/", sent).status_code == 302
    copies = [kept.exhibit.copy for kept in exhibits(told.worker.actor)]
    assert sorted(copies) == [Copy.EVIDENTIARY, Copy.WORKING]


def test_a_form_without_its_file_or_with_an_empty_one_says_so_and_keeps_what_was_typed(
    told: Told,
) -> None:
    for answer in (told.enter(b""), told.enter(title="")):
        assert answer.status_code == 200
        assert "sent by the witness" in answer.content.decode()
    assert "The file is empty." in words(told.enter(b""))
    assert exhibits(told.worker.actor) == []


def test_a_member_without_a_grant_neither_reads_nor_writes_an_exhibit(told: Told) -> None:
    path = entered(told)
    other = told.desk.join("other", Role.DOCUMENTER)
    for part in ("", "file/", "copy/"):
        answer = other.get(path + part)
        assert answer.status_code == 403, part
        assert "gate" not in answer.content.decode(), part
    for part in ("proof/", "hand-over/", "receive/", "check/", "discard/"):
        assert other.post(path + part, {"to": "me", "why": "x"}).status_code == 403, part
    assert told.desk.outsider().get(f"{path}file/").status_code == 403


def test_a_whole_exhibit_is_not_discarded(told: Told) -> None:
    path = entered(told)
    answer = told.worker.post(f"{path}discard/")
    assert "This exhibit is whole." in words(answer)
    assert len(exhibits(told.worker.actor)) == 1
