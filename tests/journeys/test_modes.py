"""What the modes find: a page that is sound has nothing wrong, and each fault is found in its mode."""

from __future__ import annotations

from hashlib import sha256

import pytest
from tests.browser import needed

needed("playwright.sync_api")

from tests.journeys.modes import Glass, Pane, Safest, Seen  # noqa: E402

pytestmark = pytest.mark.browser
ORIGIN = "http://desk.example"
STYLE = """
    body { background: #fff; color: #000; font: 16px sans-serif; margin: 0 }
    a, button, input { display: block; margin: 8px; min-height: 24px; max-width: 200px }
    :focus-visible { outline: 3px solid #063; outline-offset: 2px }
    button { border: 1px solid #000; background: #fff; color: #000 }
    @media (prefers-color-scheme: dark) { :root { color-scheme: light } }
"""
NOISE = "".join(sha256(str(n).encode()).hexdigest() for n in range(1000))
SOUND = '<h1>Sound</h1><a href="/">Home</a><form><label>Name <input name="n"></label><button>Save</button></form>'
FAULTS = {
    "px wide, ltr": '<p style="width:500px">wide</p>',
    "px wide, rtl": '<p dir="rtl" style="margin-inline-end:-400px;width:600px">wide</p>',
    "axe, light: color-contrast": '<p style="color:#ccc">faint</p>',
    "axe, dark: color-contrast": "<style>@media (prefers-color-scheme:dark){h1{color:#eee}}</style>",
    "forced colours: no edge": '<button style="border:0">Bare</button>',
    "not reached by Tab": '<a href="/" onfocus="this.blur();document.querySelector(\'a\').focus()">Trap</a>',
    "a stop that is no control": '<p tabindex="0">words</p><p tabindex="1">words</p>',
    "stands before what is focused before it": '<a href="/x" style="position:absolute;top:0;right:0">Late</a>',
    "no visible focus": '<a href="/x" style="outline:0">Unseen</a>',
    "a focus too faint": '<a href="/x" style="outline-color:#eee">Faint</a>',
    "focused under something else": '<div style="position:fixed;inset:0;background:#fff"></div>',
    "axe, dark: target-size": "<style>@media (prefers-color-scheme:dark){a{margin:0;min-height:0;height:9px}}</style>"
    '<a href="/x">One</a><a href="/y">Two</a>',
    "wide screen: stands before what is focused before it": "<style>@media (min-width:60rem){form{position:absolute;right:0;bottom:0}}</style>"
    '<p><a href="/x">Above</a></p>',
    "wide screen: not reached by Tab": "<style>@media (min-width:60rem){#t{display:block!important}}</style>"
    '<a id="t" href="/" style="display:none" onfocus="this.blur();document.querySelector(\'a\').focus()">Trap</a>',
    "bytes compressed": f"<!-- {NOISE} -->",
    "asked another machine": '<img alt="" src="http://elsewhere.example/a.png">',
    "answered 404": "",
}
UNSAFE = {
    "script or style in the page: <script": "<script>1</script>",
    "script or style in the page: <p on": '<p onclick="1">words</p>',
    "only in a drawing: Mira": '<svg role="img" aria-label="Two people"><text>Mira</text></svg>',
    "only in a drawing: 140": '<svg role="img" aria-label="between 100 and 140"></svg><p>100</p>',
    "px wide without its drawings": '<p style="width:500px">wide</p>',
}


def found(pane: Pane, body: str) -> list[str]:
    """What is wrong with a page of this body."""
    page = f'<!doctype html><html lang="en"><head><title>t</title><style>{STYLE}</style></head><body><main>{SOUND}{body}</main></body></html>'

    def answer(route) -> None:
        status = 200 if body or "sound" in route.request.url else 404
        route.fulfill(status=status, content_type="text/html; charset=utf-8", body=page)

    pane.page.route("**/*", answer)
    said = pane.go("/sound" if body == " " else "/")
    return [*said, *pane.close()]


def test_a_sound_page_has_nothing_wrong(browser) -> None:
    assert found(Glass(browser, Seen(ORIGIN)), " ") == []
    assert [one for one in found(Safest(browser, Seen(ORIGIN)), " ") if "<style" not in one] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(browser, fault: str) -> None:
    said = found(Glass(browser, Seen(ORIGIN)), FAULTS[fault])
    assert any(fault in one for one in said), said


@pytest.mark.parametrize("fault", UNSAFE)
def test_what_the_safest_setting_would_lose_is_found(browser, fault: str) -> None:
    said = found(Safest(browser, Seen(ORIGIN)), UNSAFE[fault])
    assert any(fault in one for one in said), said
