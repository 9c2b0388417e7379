import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from holdfast.pages.bodies import PlainBodies, UnreadableBodyError

FORM = "application/x-www-form-urlencoded"


def answered(kind: str = FORM, **head: str) -> int:
    request = RequestFactory().generic("POST", "/", b"a=b", content_type=kind, **head)
    return PlainBodies(lambda _: HttpResponse())(request).status_code


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=UTF-8", "text/plain", ""])
def test_a_plain_body_is_let_in(kind: str) -> None:
    assert answered(kind) == 200
    assert answered(kind, HTTP_CONTENT_ENCODING="identity") == 200


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        (f"{FORM}; charset=utf-16", {}),
        (f"{FORM}; charset=base64", {}),
        ("multipart/form-data; boundary=x; charset=hex", {}),
        (FORM, {"HTTP_CONTENT_ENCODING": "gzip"}),
        (FORM, {"HTTP_CONTENT_ENCODING": "gzip, gzip"}),
        (FORM, {"HTTP_TRANSFER_ENCODING": "chunked"}),
        (FORM, {"CONTENT_LENGTH": "x"}),
        (FORM, {"CONTENT_LENGTH": "-1"}),
    ],
)
def test_what_is_packed_in_another_charset_or_of_no_length_is_refused(
    kind: str, head: dict[str, str]
) -> None:
    with pytest.raises(UnreadableBodyError):
        answered(kind, **head)
