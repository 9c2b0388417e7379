"""A walk over the desk's table of addresses: each as nobody, as who has no role, and as the lead."""

from __future__ import annotations

import re

import pytest
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.doors.desk.addresses import all_addresses
from tests.doors.desk.stage import DESK_SETTINGS, Desk

from holdfast.apps.accounts.rules import Role
from holdfast.apps.ledger import queries as ledger
from holdfast.pages.headers import HEADERS

PAGE_BYTES = 48 * 1024
ADDRESSES = all_addresses()
GUARDED = {name: at for name, at in ADDRESSES.items() if not at.everybody}


def named(resolver: URLResolver, space: str = "") -> dict[str, URLPattern]:
    found: dict[str, URLPattern] = {}
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= named(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            found[f"{space}{entry.name}"] = entry
    return found


def path_of(name: str) -> str:
    return reverse(name, kwargs=dict(ADDRESSES[name].arguments))


def test_every_address_of_the_table_says_who_may_open_it() -> None:
    with override_settings(**DESK_SETTINGS):
        table = named(get_resolver())
    assert set(table) == set(ADDRESSES)
    guards = {name: getattr(entry.callback, "permission", "none") for name, entry in table.items()}
    expected = {name: "none" if at.everybody else at.permission for name, at in ADDRESSES.items()}
    assert guards == expected


def test_nobody_gets_the_log_in_page_in_the_place_of_every_guarded_address(desk: Desk) -> None:
    outsider = desk.outsider()
    for name in GUARDED:
        for answer in (outsider.get(path_of(name)), outsider.post(path_of(name), {"x": "y"})):
            assert answer.status_code == 403, name
            assert b'action="/you/log-in/"' in answer.content, name
            assert b"rooms" not in answer.content, name


def test_a_member_without_a_role_opens_no_guarded_address(desk: Desk) -> None:
    nobody = desk.join("nobody")
    for name, at in GUARDED.items():
        if at.permission is not None:
            for answer in (nobody.get(path_of(name)), nobody.post(path_of(name))):
                assert answer.status_code == 403, name
                assert b"None of your roles permits this" in answer.content, name


def test_an_address_that_leads_to_nothing_is_refused_in_words(desk: Desk) -> None:
    worker = desk.join("worker", *Role)
    for name, at in GUARDED.items():
        if at.arguments:
            answer = worker.get(path_of(name))
            assert answer.status_code in {400, 403, 404, 405}, name
            assert b'role="alert"' in answer.content, name


def test_no_get_enters_anything_into_the_ledger(desk: Desk) -> None:
    worker = desk.join("worker", *Role)
    before = ledger.check()
    for name in ADDRESSES:
        worker.get(path_of(name))
    assert ledger.check() == before


def test_every_answer_has_the_strict_headers_and_no_page_is_kept(desk: Desk) -> None:
    worker = desk.join("worker", *Role)
    for name in ADDRESSES:
        for answer in (worker.get(path_of(name)), desk.outsider().get(path_of(name))):
            assert HEADERS.items() <= dict(answer.headers).items(), name
            assert answer.headers["Cache-Control"] == "no-store", name


def test_every_page_is_small_and_holds_no_script_and_no_style_of_its_own(desk: Desk) -> None:
    worker = desk.join("worker", *Role)
    for name in ADDRESSES:
        answer = worker.get(path_of(name))
        assert len(answer.content) <= PAGE_BYTES, name
        assert not re.search(rb"<script|<style|\sstyle=|\son[a-z]+=|javascript:", answer.content)
        assert not re.search(rb'(src|href|action)="(https?:)?//', answer.content), name


@pytest.mark.parametrize("path", ["/you/gone/logged-out/", "/nothing/here", "/-/desk.0.css"])
def test_a_page_without_a_form_sets_no_cookie(desk: Desk, path: str) -> None:
    outsider = desk.outsider()
    outsider.get(path)
    assert not outsider.cookies


def test_no_page_links_to_an_address_with_a_query(desk: Desk) -> None:
    worker = desk.join("worker", *Role)
    for name in ADDRESSES:
        assert not re.search(rb'(href|action)="[^"]*\?', worker.get(path_of(name)).content), name
