"""The headers of every answer.

Invariants:
- A page loads style and pictures from here and nothing else: no script, no frame, no other origin.
  An answer that `loads_script` may load ours too, which can reach no other address.
- Nothing is kept by a browser or a cache, unless the view says that it holds nothing of anybody.
- No other origin learns where somebody came from. Ours does: a browser that hides even that sends
  `Origin: null` with each form, and then a form of ours cannot be told from a forged one.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
SCRIPT_POLICY = f"{CONTENT_POLICY}; script-src 'self'; require-trusted-types-for 'script'"
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "X-Robots-Tag": "noindex, nofollow",
}


class StrictHeaders:
    """Middleware that puts the headers on every answer, errors included."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its headers."""
        response = self._answer(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if getattr(response, "loads_script", False):
            response.headers["Content-Security-Policy"] = SCRIPT_POLICY
        response.headers.setdefault("Cache-Control", "no-store")
        if not response.streaming:
            response.headers["Content-Length"] = str(len(response.content))
        return response
