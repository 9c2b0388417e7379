"""A form whose last field is a file of any size: read as it arrives, never held and never spooled.

Invariants:
- The form is guarded against forgery before a byte of its file is read.
- The file is handed on piece by piece; what follows it in the body is not looked at.
- A view that uses this is marked by `streamed`, so that nothing reads the body before it.

    @page(Permission.ENTER_EXHIBITS)
    @streamed
    def enter(request):
        if request.method == "POST":
            sent = read_sent(request)
            form = ExhibitForm(sent.fields)
            ... add_exhibit(pieces=sent.pieces) ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import (
    FIELD,
    FILE,
    ChunkIter,
    LazyStream,
    MultiPartParserError,
    Parser,
)
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.datastructures import MultiValueDict
from django.utils.http import parse_header_parameters

from holdfast.kernel.errors import HoldfastError

MOST_FILE_BYTES = 4 * 1024**3
_MOST_FIELD_BYTES = 64 * 1024
_MOST_FIELDS = 100
_PIECE_BYTES = 64 * 1024
View = Callable[..., HttpResponse]


class ForgedFormError(HoldfastError):
    """The form did not come from a page of ours, or not in this session."""

    code = "desk.forged_form"
    says = "This form did not come from a page of this desk, or the page was open too long."
    next_step = "Nothing was stored. Open the page again, and send the form from there."


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sent: its fields, and its file as it arrives; empty where none was chosen."""

    fields: QueryDict
    file_name: str
    pieces: Iterator[bytes]


def streamed(view: View) -> View:
    """A view that reads the body itself. It asks for the token against forgery in `read_sent`."""
    view.csrf_exempt = True  # type: ignore[attr-defined]  # Django's own mark
    return view


def read_sent(request: HttpRequest) -> Sent:
    """The form, up to the beginning of its file.

    Raises ForgedFormError, MultiPartParserError where the body is not a form, RequestDataTooBig
    where it has more than a form has.
    """
    fields, file_name = QueryDict(mutable=True), ""
    pieces: Iterator[bytes] = iter(())
    for kind, head, stream in _parts(request):
        if kind == FIELD:
            _take_field(fields, head, stream)
        elif kind == FILE:
            file_name = _name(head, "filename")
            pieces = _bounded(stream)
            break
    _check_token(request, fields)
    return Sent(fields, file_name, pieces)


def _parts(request: HttpRequest) -> Iterator[tuple[str, dict[str, Any], LazyStream]]:
    kind, options = parse_header_parameters(request.META.get("CONTENT_TYPE", ""))
    boundary = options.get("boundary", "")
    if kind != "multipart/form-data" or not 0 < len(boundary) <= 200:
        raise MultiPartParserError("not a form with a file")
    stream = LazyStream(ChunkIter(request, _PIECE_BYTES))
    yield from Parser(stream, boundary.encode("ascii", "replace"))


def _take_field(fields: QueryDict, head: dict[str, Any], stream: LazyStream) -> None:
    value = stream.read(size=_MOST_FIELD_BYTES + 1)
    if len(value) > _MOST_FIELD_BYTES or len(fields) >= _MOST_FIELDS:
        raise RequestDataTooBig
    fields.appendlist(_name(head, "name"), value.decode("utf-8", "replace"))


def _name(head: dict[str, Any], which: str) -> str:
    """The name of a field, or that of a file without the folders it came from."""
    try:
        said: bytes = head["content-disposition"][1][which]
    except (KeyError, IndexError):
        raise MultiPartParserError("a part without a name") from None
    return said.decode("utf-8", "replace").replace("\\", "/").rpartition("/")[2]


def _bounded(stream: LazyStream) -> Iterator[bytes]:
    size = 0
    for piece in stream:
        size += len(piece)
        if size > MOST_FILE_BYTES:
            raise RequestDataTooBig
        yield bytes(piece)


def _check_token(request: HttpRequest, fields: QueryDict) -> None:
    """What the middleware would have asked, with the fields that were read here."""
    request._post, request._files = fields, MultiValueDict()
    refused = CsrfViewMiddleware(_nothing).process_view(request, _nothing, (), {})
    if refused is not None:
        raise ForgedFormError


def _nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()
