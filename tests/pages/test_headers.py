from django.http import HttpResponse, StreamingHttpResponse

from holdfast.pages.headers import CONTENT_POLICY, HEADERS, SCRIPT_POLICY, StrictHeaders


def test_a_page_may_load_nothing_but_style_and_pictures_from_here() -> None:
    policy = dict(part.split(" ", 1) for part in CONTENT_POLICY.split("; "))
    assert policy["default-src"] == "'none'"
    assert set(policy) - {"default-src"} == {
        "style-src", "img-src", "form-action", "frame-ancestors", "base-uri",
    }  # fmt: skip
    assert "unsafe" not in CONTENT_POLICY and "http" not in CONTENT_POLICY


def test_every_answer_has_the_headers_and_is_not_kept() -> None:
    answer = StrictHeaders(lambda _: HttpResponse("hello"))(None)
    assert HEADERS.items() <= dict(answer.headers).items()
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Length"] == "5"


def test_what_may_be_kept_says_so_itself() -> None:
    kept = HttpResponse("x", headers={"Cache-Control": "public"})
    assert StrictHeaders(lambda _: kept)(None)["Cache-Control"] == "public"


def test_what_comes_in_pieces_has_no_length() -> None:
    assert "Content-Length" not in StrictHeaders(lambda _: StreamingHttpResponse(iter([b"x"])))(
        None
    )


def test_only_an_answer_that_loads_a_script_may_load_ours_and_none_of_another_origin() -> None:
    scripted = HttpResponse("x")
    scripted.loads_script = True
    for answer, policy in ((scripted, SCRIPT_POLICY), (HttpResponse("x"), CONTENT_POLICY)):
        assert StrictHeaders(lambda _, a=answer: a)(None)["Content-Security-Policy"] == policy
    assert "script-src 'self'" in SCRIPT_POLICY and "connect-src" not in SCRIPT_POLICY
    assert "unsafe" not in SCRIPT_POLICY and "http" not in SCRIPT_POLICY
