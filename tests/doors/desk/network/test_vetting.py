from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.services.people import grant_helper, open_helper
from holdfast.apps.keyring.rules import Part

CLAIM = {
    "says": "Drives a van", "method": "document seen", "result": "identity checked",
    "voucher": "", "found": "",
}  # fmt: skip


def test_somebody_of_the_network_is_vetted_by_two_members(rooms: Office) -> None:
    fig = open_helper(actor=rooms.lead.actor, helper=Helper(alias="Fig"))
    page = f"/network/{fig}/vetting/"
    rooms.lead.post(page, CLAIM)
    claim = rooms.lead.get(page).content.decode().split(f'action="{page}')[1].split("/")[0]
    grant_helper(actor=rooms.lead.actor, helper=fig, member=rooms.member, parts=[Part.CONTENT])
    rooms.mira.post(f"{page}{claim}/", {"revision": "1", "step": "agree"})
    assert "identity checked" in text(rooms.mira.get(f"/network/{fig}/"))
    rooms.mira.post(f"{page}signal/", {"signal": "reused photo", "says": "in a shop window"})
    assert "nobody looked yet" in text(rooms.lead.get(page))
    assert "identity checked look at this" in text(rooms.lead.get("/network/"))


def test_whoever_does_not_know_somebody_is_told_nothing(rooms: Office) -> None:
    fig = open_helper(actor=rooms.lead.actor, helper=Helper(alias="Fig"))
    for path in ("", "signal/", "numbers/", "x/"):
        answer = rooms.mira.post(f"/network/{fig}/vetting/{path}", CLAIM)
        assert answer.status_code == 404, path
        assert "Fig" not in text(answer)
