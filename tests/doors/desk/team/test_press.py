from tests.apps.review.reports import TORTURED
from tests.doors.desk.archive.cast import TESTIMONY, take
from tests.doors.desk.casework import text, typed_in
from tests.doors.desk.findings.cast import bring
from tests.doors.desk.stage import Desk, Visitor
from tests.doors.desk.team.cast import TeamDesk

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.rules import Way
from holdfast.apps.review.queries.findings import finding
from holdfast.apps.review.rules import FindingId

REQUEST = {
    "outlet": "Channel Nine",
    "name": "Tomas Reuel",
    "reach": "+999 555",
    "asked": "A voice.",
}
DAY = "2031-04-02"


def entered(visitor: Visitor, colleague: Visitor) -> str:
    """A request that a colleague can open too; its address."""
    path = visitor.post("/team/press/", REQUEST)["Location"]
    shared = visitor.post(f"{path}share/", {"member": colleague.active.id})
    assert shared.status_code == 302
    return path


def do(visitor: Visitor, path: str, name: str, **more: object):
    revision = typed_in(visitor.get(path)).get("revision", "0")
    return visitor.post(f"{path}{name}/", {"revision": revision} | more)


def agreed(visitor: Visitor, colleague: Visitor) -> str:
    path = entered(visitor, colleague)
    assert do(visitor, path, "conditions", conditions="No face.").status_code == 302
    return path


def test_a_request_is_known_to_who_entered_it_and_to_whom_they_let_in(team: TeamDesk) -> None:
    path = entered(team.mira, team.nor)
    assert "Tomas Reuel" in text(team.nor.get(path))
    assert "Channel Nine" in text(team.nor.get("/team/press/"))
    refused = team.lead.get(path)
    assert refused.status_code == 403
    assert "Channel Nine" not in text(refused)
    assert "Channel Nine" not in text(team.lead.get("/team/press/"))


def test_a_request_that_came_on_the_line_leads_to_its_conversation(team: TeamDesk) -> None:
    team.brought_in("We would like to speak with somebody.", Way.PRESS)
    page = team.mira.get("/team/press/").content.decode()
    contact = page.split('name="conversation"')[1].split('<option value="')[2].split('"')[0]
    made = team.mira.post("/team/press/", REQUEST | {"conversation": contact})["Location"]
    assert f'href="/line/with/{contact}/"' in team.mira.get(made).content.decode()


def test_a_request_without_what_is_asked_comes_back_in_words(team: TeamDesk) -> None:
    answer = team.mira.post("/team/press/", REQUEST | {"asked": " "})
    assert answer.status_code == 400
    assert "This field is required." in text(answer)
    assert 'value="Tomas Reuel"' in answer.content.decode()


def test_nobody_is_met_before_two_members_stand_for_it(team: TeamDesk) -> None:
    path = agreed(team.mira, team.nor)
    assert "I stand for this too" not in text(team.mira.get(path))
    alone = do(team.mira, path, "confirm")
    assert "You wrote this down, so another member confirms it." in text(alone)
    assert "They met" not in text(team.nor.get(path))
    assert do(team.nor, path, "confirm").status_code == 302
    page = text(team.nor.get(path))
    assert f"asked by {team.alias('mira')} · confirmed by {team.alias('nor')}" in page
    assert "They met" in page


def test_two_who_write_conditions_at_once_see_a_conflict_and_their_own_words(
    team: TeamDesk,
) -> None:
    path = agreed(team.mira, team.nor)
    stale = team.nor.post(f"{path}conditions/", {"revision": "1", "conditions": "No voice."})
    assert stale.status_code == 409
    assert "No voice." in text(stale) and "No face." in text(stale)
    again = typed_in(stale)["revision"]
    sent = team.nor.post(f"{path}conditions/", {"revision": again, "conditions": "No voice."})
    assert sent.status_code == 302


def test_a_refused_request_says_so_and_a_meeting_needs_somebody(team: TeamDesk) -> None:
    path = agreed(team.mira, team.nor)
    assert do(team.nor, path, "refuse").status_code == 302
    assert "refused" in text(team.mira.get(path))
    assert do(team.mira, path, "conditions", conditions="No face.").status_code == 302
    do(team.nor, path, "confirm")
    nobody = do(team.mira, path, "met", who="case.nobody", on=DAY)
    assert nobody.status_code == 400


def test_a_published_account_and_a_testimony_of_one_person_are_counted_once(desk: Desk) -> None:
    told = take(desk)
    worker, testimony = told.worker, told.id
    second = desk.join("second", Role.DOCUMENTER)
    told.agree(0, use="analyse")
    worker.post("/findings/found/")
    bring(worker)
    path = agreed(worker, second)
    do(second, path, "confirm")
    assert do(worker, path, "met", who=f"testimony.{testimony}", on=DAY).status_code == 302
    assert "testimony of Vesna Lor" in text(worker.get(path))
    printed = {"name_used": "Ilya", "outlet": "Channel Nine", "address": "", "on": "2031-04-05"}
    assert do(worker, path, "printed", **printed).status_code == 302
    shown = text(worker.get(path))
    assert "Ilya: They fixed wires" in shown and "another man: They held us" in shown
    before = finding(worker.actor, FindingId(TORTURED), clock=desk.clock)
    assert before.links == ()
    once = do(worker, path, "once", statement="q3", reason="She told us she spoke with them.")
    assert once.status_code == 302, text(once)
    after = finding(worker.actor, FindingId(TORTURED), clock=desk.clock)
    assert [linked.link.testimony for linked in after.links] == [testimony]
    assert "Ilya: They fixed wires" not in text(worker.get(path))
    hidden = text(second.get(path))
    assert "Vesna Lor" not in hidden and "Ilya: They" not in hidden
    assert "somebody you cannot open" in hidden


def test_a_testimony_named_later_offers_the_same_and_a_foreign_one_is_no_choice(
    desk: Desk, team: TeamDesk
) -> None:
    path = agreed(team.mira, team.nor)
    do(team.nor, path, "confirm")
    team.mira.post("/line/call/", {"text": "A journalist asks.", "channel": "telephone"})
    page = team.mira.get(path).content.decode()
    who = page.split('value="contact.')[1].split('"')[0]
    assert do(team.mira, path, "met", who=f"contact.{who}", on=DAY).status_code == 302
    assert "contact " in text(team.mira.get(path))
    assert "There is no testimony that you may open." in text(team.mira.get(path))
    wrong = team.mira.post(f"{path}testimony/", {"testimony": "t" * 26})
    assert wrong.status_code == 400
    team.mira.post("/archive/new/", TESTIMONY)
    mine = team.mira.get(path).content.decode().split('name="testimony"')[1]
    told = mine.split('<option value="')[1].split('"')[0]
    assert team.mira.post(f"{path}testimony/", {"testimony": told}).status_code == 302
    refused = team.mira.post(f"{path}once/", {"statement": "q3", "reason": "x"})
    assert refused.status_code == 400
