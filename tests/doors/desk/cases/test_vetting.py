import re

from tests.doors.desk.casework import Office, text, typed_in

from holdfast.apps.casework.records.people import Helper, HelperIdentity
from holdfast.apps.casework.rules.people import HelperState
from holdfast.apps.casework.rules.seen_before import MOST_AN_HOUR
from holdfast.apps.casework.services.people import open_helper

CLAIM = {
    "says": "Lives in the north", "method": "live call", "result": "hostile suspected",
    "voucher": "", "found": "Asked twice where others are.",
}  # fmt: skip


def path(rooms: Office, *rest: str) -> str:
    return "/".join(["/cases", rooms.case, "vetting", *rest, ""])


def claim_on(page: str) -> str:
    return re.search(r'vetting/([a-z0-9]{26})/"', page).group(1)


def with_mira(rooms: Office) -> None:
    rooms.give()
    rooms.open_as_mira()


def test_a_claim_is_entered_and_warns_on_the_case_once_a_second_member_agreed(
    rooms: Office,
) -> None:
    with_mira(rooms)
    assert rooms.lead.post(path(rooms), CLAIM).status_code == 302
    page = rooms.mira.get(path(rooms))
    assert "waits for a second member" in text(page)
    assert "A member says: hostile suspected." in text(rooms.lead.get(f"/cases/{rooms.case}/"))
    claim = claim_on(page.content.decode())
    rooms.mira.post(path(rooms, claim), {"revision": "1", "step": "agree"})
    assert "Vetting: hostile suspected." in text(rooms.lead.get(f"/cases/{rooms.case}/"))


def test_ones_own_claim_is_not_agreed_to(rooms: Office) -> None:
    rooms.lead.post(path(rooms), CLAIM)
    page = rooms.lead.get(path(rooms)).content.decode()
    assert 'value="agree"' not in page
    said = {"revision": "1", "step": "agree"}
    answer = rooms.lead.post(path(rooms, claim_on(page)), said)
    assert "does not wait for your word" in text(answer)
    assert "not of that page" in text(rooms.lead.post(path(rooms, claim_on(page)), {}))


def test_two_words_at_once_are_a_visible_conflict(rooms: Office) -> None:
    with_mira(rooms)
    rooms.lead.post(path(rooms), CLAIM)
    claim = claim_on(rooms.mira.get(path(rooms)).content.decode())
    rooms.mira.post(path(rooms, claim), {"revision": "1", "step": "agree"})
    late = {"revision": "1", "step": "take back", "says": "x"}
    assert rooms.lead.post(path(rooms, claim), late).status_code == 409


def test_what_does_not_follow_is_said_in_the_form(rooms: Office) -> None:
    wrong = {**CLAIM, "result": "vouched"}
    assert "does not follow" in text(rooms.lead.post(path(rooms), wrong))
    nobody = {**CLAIM, "result": "vouched", "method": "vouched by"}
    assert "who vouches" in text(rooms.lead.post(path(rooms), nobody))


def test_the_chain_is_drawn_and_listed_and_ends_where_one_may_not_look(rooms: Office) -> None:
    with_mira(rooms)
    named = Helper(alias="Fig", state=HelperState.DETAINED)
    fig = open_helper(actor=rooms.lead.actor, helper=named)
    vouch = {**CLAIM, "result": "vouched", "method": "vouched by", "voucher": fig}
    rooms.lead.post(path(rooms), vouch)
    claim = claim_on(rooms.mira.get(path(rooms)).content.decode())
    rooms.mira.post(path(rooms, claim), {"revision": "1", "step": "agree"})
    page = rooms.lead.get(path(rooms))
    assert b'<svg class="drawn"' in page.content
    assert "Fig for Heron the chain ends at somebody detained" in text(page)
    hidden = text(rooms.mira.get(path(rooms)))
    assert "somebody you may not open for Heron" in hidden
    assert "Fig" not in hidden


def test_a_signal_is_something_to_look_at_and_keeps_who_looked(rooms: Office) -> None:
    what = {"signal": "avoids a live check", "says": "rang off"}
    rooms.lead.post(path(rooms, "signal"), what)
    page = rooms.lead.get(path(rooms))
    assert "Look at this avoids a live check nobody looked yet" in text(page)
    assert typed_in(page)["basis"] == "rang off"
    look = {"signal": "avoids a live check", "basis": "rang off", "says": "a bad line"}
    rooms.lead.post(path(rooms, "signal"), look)
    after = text(rooms.lead.get(path(rooms)))
    assert "looked at" in after
    assert "a bad line" in after
    assert "Say what happened" in text(rooms.lead.post(path(rooms, "signal"), {}))


def test_numbers_are_compared_by_a_button_counted_and_shown_once(rooms: Office) -> None:
    who = HelperIdentity(phones=("+999 555 0184 726",))
    fig = open_helper(actor=rooms.lead.actor, helper=Helper(alias="Fig"), identity=who)
    asks = path(rooms, "numbers")
    assert "Nobody whom you can identify" in text(rooms.lead.post(asks))
    open_helper(actor=rooms.lead.actor, helper=Helper(alias="Oak"), identity=who)
    hers = f"/network/{fig}/vetting/"
    assert "the same number" not in text(rooms.lead.get(hers))
    found = rooms.lead.post(f"{hers}numbers/")
    assert "reused number nobody looked yet the same number as Oak" in text(found)
    assert f'action="{hers}"' in found.content.decode()
    assert "the same number" not in text(rooms.lead.get(hers))
    for _ in range(MOST_AN_HOUR - 2):
        rooms.lead.post(asks)
    assert "It is not answered" in text(rooms.lead.post(asks))
    assert "refused: too many within an hour" in text(rooms.lead.get("/line/asked/"))
