"""What a browser that lies sends to any page: bodies, charsets, packings, names, methods, hosts.

Every lie carries a marker that must stand in no log, and on no page that was not asked to give
somebody's own words back.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

FORM = "application/x-www-form-urlencoded"
CHARSETS = ("utf-16", "utf-7", "base64", "hex", "rot13", "zlib", "unicode_escape", "idna",
            "punycode", "undefined", "latin-1", "nonsense", "x" * 3000)  # fmt: skip
METHODS = ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "BREW")
HOSTS = ("evil.example", "", "a b", "[::1", "x" * 3000, "\xe9vil", "127.0.0.1:99999", "<script>")


@dataclass(frozen=True, slots=True)
class Lie:
    """One request: its method, body and kind, and what else stands in its head."""

    name: str
    method: str = "POST"
    body: bytes = b""
    kind: str = FORM
    head: Mapping[str, str] = field(default_factory=dict)


def lies(marker: str, **carried: str) -> Iterator[Lie]:
    """All of them; those in parts begin with the hidden fields of a true page, where given."""
    yield from _charsets(marker)
    yield from _packed(marker)
    yield from _fields(marker)
    true = b"".join(_part(name, value) for name, value in carried.items())
    for lie in _parts(marker):
        yield replace(lie, body=true + lie.body)
    for method in METHODS:
        yield Lie(f"method {method}", method, f"text={marker}".encode())
    for host in HOSTS:
        yield Lie(f"host {host[:20]}", body=b"text=" + marker.encode(), head={"HTTP_HOST": host})
    for length in ("-1", "x", "", "9" * 30):
        yield Lie(f"length {length}", body=marker.encode(), head={"CONTENT_LENGTH": length})


def _charsets(marker: str) -> Iterator[Lie]:
    body = f"text={marker}&code={marker}".encode()
    for charset in CHARSETS:
        yield Lie(f"charset {charset[:20]}", body=body, kind=f"{FORM}; charset={charset}")
        kind = f"multipart/form-data; boundary=x; charset={charset}"
        yield Lie(f"charset of parts {charset[:20]}", body=_part("text", marker), kind=kind)


def _packed(marker: str) -> Iterator[Lie]:
    body = f"text={marker}".encode()
    bomb = gzip.compress(gzip.compress(bytes(20_000_000)))
    for packing, packed in (("gzip", gzip.compress(body)), ("gzip, gzip", bomb), ("br", body)):
        yield Lie(f"packed {packing}", body=packed, head={"HTTP_CONTENT_ENCODING": packing})
    yield Lie("chunked", body=body, head={"HTTP_TRANSFER_ENCODING": "chunked"})


def _fields(marker: str) -> Iterator[Lie]:
    named = quote(marker)
    for name, value in {
        "NUL": "%00", "half a pair": "%ED%A0%80", "no UTF-8": "%FF%FE", "bare %": "%%%",
        "direction": "%E2%80%AE", "huge": "x" * 900_000, "too huge": "x" * 3_000_000,
    }.items():  # fmt: skip
        body = "&".join(f"{key}={named}{value}" for key in ("text", "code", "slip", "act", "way"))
        yield Lie(name, body=body.encode())
    yield Lie("10,000 fields", body="&".join(f"a{n}={named}" for n in range(10_000)).encode())
    yield Lie("one field 50 times", body="&".join([f"text={named}"] * 50).encode())
    yield Lie("no fields", body=b"&&&;;;===" + marker.encode())
    yield Lie("another kind", body=b'{"text":"' + marker.encode() + b'"}', kind="application/json")
    yield Lie("no kind", body=marker.encode(), kind="")


def _parts(marker: str) -> Iterator[Lie]:
    kind = "multipart/form-data; boundary=x"

    def star(charset: str) -> str:
        return f"filename*={charset}''{quote(marker)}"

    named = {
        "a path": f'filename="../../../{marker}"', "NUL": f'filename="{marker}\0.jpg"',
        "half a pair": star("unicode_escape") + "%5Cud800", "no charset": star("nonsense"),
        "bytes for a charset": star("base64"), "direction": f'filename="{marker}\u202egpj.exe"',
        "a page": f'filename="<script>{marker}</script>"', "long": f'filename="{marker * 300}"',
        "nothing": 'filename=""', "line": f'filename="{marker}\r\nX: y"',
    }  # fmt: skip
    for name, how in named.items():
        yield Lie(f"file named by {name}", body=_file(how, polyglot(marker)), kind=kind)
    yield Lie("10,000 parts", body=_part("a", marker) * 10_000 + b"--x--", kind=kind)
    yield Lie("400 files", body=_file('filename="a"', b"x") * 400 + b"--x--", kind=kind)
    yield Lie("no end", body=_part("text", marker), kind=kind)
    yield Lie("no boundary", body=_part("text", marker), kind="multipart/form-data")
    yield Lie(
        "long boundary", body=marker.encode(), kind=f"multipart/form-data; boundary={'x' * 900}"
    )
    inner = b"Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\n" + marker.encode()
    yield Lie("parts within a part", body=b"--x\r\n" + inner + b"\r\n--y--\r\n--x--", kind=kind)
    base64 = b'--x\r\nContent-Disposition: form-data; name="text"\r\n'
    base64 += b"Content-Transfer-Encoding: base64\r\n\r\n!!!" + marker.encode() + b"\r\n--x--"
    yield Lie("a part in base64 that is none", body=base64, kind=kind)


def polyglot(marker: str) -> bytes:
    """A picture, a page and an archive in one."""
    return b"GIF89a/*<script>" + marker.encode() + b"</script>*/PK\x05\x06" + bytes(18)


def _part(name: str, value: str) -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
    return (head + value + "\r\n").encode()


def _file(named: str, content: bytes) -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="files"; {named}\r\n\r\n'
    return head.encode() + content + b"\r\n"
