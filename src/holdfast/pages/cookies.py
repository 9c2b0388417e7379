"""The cookies of a door: few, for this door alone, and read by no script.

Invariants: each is set only when somebody asks for what needs it; none holds content, and each has
the `__Host-` prefix, so that no other name or plain connection can set or read it.
"""

from __future__ import annotations

from enum import StrEnum

from django.http import HttpResponse


class Cookie(StrEnum):
    """Every cookie that a page of ours can set, besides the one against forged forms."""

    SESSION = "__Host-session"
    LANGUAGE = "__Host-language"
    LOOK = "__Host-look"
    KEYS = "__Host-keys"


def set_cookie(response: HttpResponse, cookie: Cookie, value: str) -> None:
    """Let the browser keep this until it is closed."""
    response.set_cookie(cookie, value, path="/", secure=True, httponly=True, samesite="Strict")


def drop_cookie(response: HttpResponse, cookie: Cookie) -> None:
    """Let the browser forget this."""
    response.set_cookie(
        cookie, "", max_age=0, path="/", secure=True, httponly=True, samesite="Strict"
    )
