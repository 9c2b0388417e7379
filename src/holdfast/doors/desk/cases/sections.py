"""The other pages of one case, as its own page names them.

Invariants: a section is shown to whoever its address would let in; each address asks again.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission, may
from holdfast.doors.desk.entry import DeskRequest


@dataclass(frozen=True, slots=True)
class Section:
    """A page of a case: its label, the name of its address (which takes the case's id), and who."""

    label: Promise | str
    url: str
    permission: Permission


SECTIONS: tuple[Section, ...] = (
    Section(_("Vetting"), "cases:vetting", Permission.WORK_CASES),
    Section(_("Pathways"), "cases:pathways", Permission.WORK_CASES),
    Section(_("What their phone and papers lead to"), "cases:traces", Permission.WORK_CASES),
    Section(_("Risk"), "cases:risk", Permission.WORK_CASES),
    Section(_("Approvals"), "cases:approvals", Permission.WORK_CASES),
    Section(_("Threats"), "cases:threats", Permission.WORK_CASES),
    Section(_("Flags"), "cases:flags", Permission.WORK_CASES),
    Section(_("Household"), "cases:household", Permission.WORK_CASES),
    Section(_("Documents"), "cases:documents", Permission.WORK_CASES),
    Section(_("Devices"), "cases:devices", Permission.WORK_CASES),
    Section(_("Money"), "cases:money", Permission.WORK_CASES),
    Section(_("Health"), "cases:health", Permission.WORK_CASES),
    Section(_("Referrals"), "cases:referrals", Permission.WORK_CASES),
    Section(_("Keeping"), "cases:keeping", Permission.WORK_CASES),
)


def sections_for(request: DeskRequest) -> list[Section]:
    """The sections that this member is shown, in their order."""
    return [one for one in SECTIONS if may(request.active.roles, one.permission)]
