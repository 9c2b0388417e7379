from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

ADDRESSES = {
    "you:you": Address(Permission.KEEP_OWN_KEYS),
    "you:log-in": Address(None, everybody=True),
    "you:log-out": Address(None),
    "you:lock": Address(Permission.LOCK_SELF),
    "you:gone": Address(None, {"how": "logged-out"}, everybody=True),
    "you:language": Address(None, everybody=True),
    "you:look": Address(None, everybody=True),
}
