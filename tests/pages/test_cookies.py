import pytest
from django.http import HttpResponse

from holdfast.pages.cookies import Cookie, drop_cookie, set_cookie


@pytest.mark.parametrize("cookie", Cookie)
def test_a_cookie_is_for_this_host_alone_and_ends_with_the_browser(cookie: Cookie) -> None:
    response = HttpResponse()
    set_cookie(response, cookie, "value")
    made = response.cookies[cookie]
    assert cookie.startswith("__Host-")
    assert (made["path"], made["secure"], made["httponly"], made["samesite"]) == (
        "/", True, True, "Strict",
    )  # fmt: skip
    assert made["max-age"] == "" and made["domain"] == ""


def test_a_dropped_cookie_is_empty_and_over() -> None:
    response = HttpResponse()
    drop_cookie(response, Cookie.SESSION)
    made = response.cookies[Cookie.SESSION]
    assert made.value == "" and made["max-age"] == 0 and made["secure"]
