from tests.apps.review.reports import TORTURED, WIRES
from tests.doors.desk.archive.cast import CELLAR, Told, words
from tests.doors.desk.archive.cast import WIRES as TOLD_WIRES

from holdfast.apps.accounts.rules import Role
from holdfast.apps.review.queries.findings import finding

PATH = f"/findings/{TORTURED}/"


def add(told: Told, number: int = 1, **more: object) -> object:
    choice = f"{told.id}.{told.paragraphs[number]}"
    return told.worker.post(f"{PATH}testimony/", {"paragraph": choice, "side": "for"} | more)


def link(told: Told, statement: str = "q3") -> object:
    typed = {"testimony": told.id, "reason": "She told us that she spoke with them."}
    return told.worker.post(f"{PATH}statements/{statement}/link/", typed)


def test_only_what_they_agreed_to_have_compared_is_offered(told: Told) -> None:
    assert "No paragraph may be held against what others say." in words(
        told.worker.get(f"{PATH}testimony/")
    )
    told.agree(1, use="analyse")
    page = words(told.worker.get(f"{PATH}testimony/"))
    assert f"Vesna Lor: {TOLD_WIRES}" in page
    assert CELLAR not in page
    assert "Nothing was saved yet" in words(add(told, 0))


def test_testimony_and_press_are_two_origins_and_one_when_they_are_linked(told: Told) -> None:
    told.agree(1, use="analyse")
    assert add(told).status_code == 302
    page = words(told.worker.get(PATH))
    assert "3 reports, 3 origins, not yet reviewed · the machine alone: 2 origins" in page
    assert f"{TOLD_WIRES} Vesna Lor (name changed) testimony, first hand" in page
    assert "This paragraph stands under this finding already" in words(add(told))
    assert WIRES in words(told.worker.get(f"{PATH}statements/q3/link/"))
    assert link(told).status_code == 302
    page = words(told.worker.get(PATH))
    assert "3 reports, 2 origins, not yet reviewed" in page
    assert "Counted as one witness Vesna Lor : She told us that she spoke with them." in page


def test_a_link_is_undone_with_a_reason(told: Told) -> None:
    told.agree(1, use="analyse")
    add(told)
    link(told)
    made = finding(told.worker.actor, TORTURED).links[0].id
    path = f"/findings/links/{made}/undo/"
    assert "How it was known She told us" in words(told.worker.get(path))
    assert "Nothing was saved yet" in words(told.worker.post(path, {"reason": ""}))
    assert told.worker.post(path, {"reason": "It was her sister."}).status_code == 302
    assert "3 reports, 3 origins" in words(told.worker.get(PATH))
    assert told.worker.post(path, {"reason": "Again."}).status_code == 409


def test_a_source_is_linked_once_and_only_with_what_was_agreed_to(told: Told) -> None:
    assert "No testimony may be held against" in words(
        told.worker.get(f"{PATH}statements/q3/link/")
    )
    told.agree(1, use="analyse")
    link(told)
    assert "linked with a testimony already" in words(link(told, "q5"))


def test_after_a_withdrawal_the_words_are_gone_from_the_finding(told: Told) -> None:
    told.agree(1, use="analyse")
    add(told)
    told.worker.post(f"{told.path}take-back/", {"every": "on", "use": "analyse"})
    page = words(told.worker.get(PATH))
    assert TOLD_WIRES not in page
    assert "may not be held against other statements any more" in page
    assert "Vesna Lor took back their agreement" in page
    assert "3 reports, 2 origins" in page


def test_a_judge_without_the_testimony_counts_it_and_reads_nothing_of_it(told: Told) -> None:
    told.agree(1, use="analyse")
    add(told)
    told.desk.join("judge", Role.ANALYST)
    told.worker.post("/findings/members/", {"member": told.desk.active("judge").id})
    judge = told.desk.visit("judge")
    page = words(judge.get(PATH))
    assert TOLD_WIRES not in page
    assert "3 reports, 3 origins" in page
    assert "was not granted to you" in page
    choice = {"paragraph": f"{told.id}.{told.paragraphs[1]}", "side": "for"}
    assert TOLD_WIRES not in words(judge.post(f"{PATH}testimony/", choice))
