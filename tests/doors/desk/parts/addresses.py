from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

ADDRESSES = {"parts:parts": Address(Permission.KEEP_OWN_KEYS)}
