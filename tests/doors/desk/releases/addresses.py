from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

_NOWHERE = {"release_id": "x" * 26}
_ONE = ("release", "remove", "share", "reopen", "check", "hits", "names", "sign", "let-out", "files", "recall")  # fmt: skip
ADDRESSES = {
    "releases:releases": Address(Permission.RELEASE),
    "releases:draft": Address(Permission.RELEASE),
    "releases:recalls": Address(Permission.RELEASE),
    "releases:add": Address(Permission.RELEASE, {**_NOWHERE, "kind": "words"}),
    "releases:reword": Address(Permission.RELEASE, {**_NOWHERE, "part_id": "x" * 26}),
    **{f"releases:{name}": Address(Permission.RELEASE, _NOWHERE) for name in _ONE},
}
