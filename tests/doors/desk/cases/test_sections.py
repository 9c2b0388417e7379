from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.urls import reverse
from tests.doors.desk.cases.addresses import ADDRESSES
from tests.doors.desk.casework import Office

from holdfast.apps.accounts.rules import Permission, Role
from holdfast.doors.desk.cases import sections
from holdfast.doors.desk.cases.sections import Section, sections_for


def test_a_section_is_shown_to_whoever_its_address_lets_in(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Section("Money", "cases:case", Permission.WORK_CASES)
    monkeypatch.setattr(sections, "SECTIONS", (one,))

    def shown_to(*roles: Role) -> list[Section]:
        active = SimpleNamespace(roles=frozenset(roles))
        return sections_for(SimpleNamespace(active=active))  # type: ignore[arg-type]

    assert shown_to(Role.CASE_WORKER) == [one]
    assert shown_to() == []


def test_every_section_leads_to_a_page_of_a_case() -> None:
    names = {one.url for one in sections.SECTIONS}
    assert {"cases:vetting", "cases:risk", "cases:threats", "cases:flags"} <= names
    assert names <= set(ADDRESSES)


def test_no_section_is_shown_without_a_grant_or_before_its_reason(rooms: Office) -> None:
    pages = [reverse(one.url, args=[rooms.case]) for one in sections.SECTIONS]
    for page in pages:
        assert rooms.mira.get(page).status_code == 403, page
        assert rooms.desk.outsider().get(page).status_code == 403, page
    rooms.give()
    asked = f"/cases/{rooms.case}/why/content/"
    assert {page: rooms.mira.get(page)["Location"] for page in pages} == dict.fromkeys(pages, asked)
