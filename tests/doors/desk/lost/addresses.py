from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

MEMBER = {"member_id": "a" * 26}
LEG = {"case_id": "a" * 26, "journey": "a" * 26, "leg": "0"}
ADDRESSES = {
    "lost:lost": Address(Permission.WORK_CASES),
    "lost:list": Address(Permission.WORK_CASES, {"kind": "place", "lost_id": "a" * 26}),
    "lost:calls": Address(Permission.WORK_CASES, {"kind": "place", "lost_id": "a" * 26}),
    "lost:stop": Address(Permission.PLAN_JOURNEYS, {"kind": "vehicle", "lost_id": "a" * 26}),
    "lost:halt": Address(Permission.PLAN_JOURNEYS, {"kind": "person", "lost_id": "a" * 26}),
    "lost:burn": Address(Permission.PLAN_JOURNEYS, {"place_id": "a" * 26}),
    "lost:lock": Address(Permission.END_MEMBERSHIP, MEMBER),
    "lost:keys": Address(Permission.GRANT_CASES, MEMBER),
    "lost:rotate": Address(Permission.WORK_CASES, MEMBER),
    "lost:replan": Address(Permission.PLAN_JOURNEYS),
    "lost:free": Address(Permission.PLAN_JOURNEYS, LEG),
}
