"""Files of every format, made for the tests; people, places and outlets are invented."""

from __future__ import annotations

import io
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
import typst
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

RAIDS = (
    "Dozens of men were taken from their homes in Velmar, the capital of Tervenia, on Monday "
    "night, relatives told the Velmar Herald. They have not been seen since, and no court has been "
    "told where they are."
)
SISTER = (
    "“They broke the door and took my brother,” said a woman who asked not to be named. "
    "“We went to four police stations. Nobody wanted to write down his name.”"
)
DENIAL = (
    "The ministry of the interior denied the raids. Its spokesman, Jan Korb, said that nobody was "
    "held without charge anywhere in the country, and called the reports an invention."
)
BODY = (RAIDS, SISTER, DENIAL)
TITLE = "Police in Velmar round up dozens after night raids"


@pytest.fixture
def body() -> tuple[str, ...]:
    return BODY


@pytest.fixture
def page() -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{TITLE} | Velmar Herald</title>"
        f'<meta property="og:title" content="{TITLE}">'
        '<meta property="og:site_name" content="Velmar Herald">'
        '<meta property="article:published_time" content="2031-03-14T09:20:00Z">'
        "</head><body><nav><a href='/'>Home</a><a href='/w'>World</a></nav>"
        f"<article><h1>{TITLE}</h1>{paragraphs}</article>"
        "<footer>We use cookies. All rights reserved.</footer></body></html>"
    )


@pytest.fixture
def word_file() -> Callable[[], bytes]:
    def make() -> bytes:
        document = docx.Document()
        document.core_properties.title = TITLE
        for paragraph in BODY:
            document.add_paragraph(paragraph)
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Velmar", "40 men"
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def pdf_file() -> bytes:
    source = (
        f'#set document(title: "{TITLE}", date: none)\n'
        "#set page(width: 12cm, height: 9cm, "
        'numbering: "1", header: [Velmar Herald])\n#set par(spacing: 1.2em)\n'
        f"= {TITLE}\n\n" + "\n\n".join(BODY * 3)
    )
    return typst.compile(source.encode(), format="pdf")


@pytest.fixture
def message() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Velmar Herald <desk@herald.example>"
    made["Subject"] = TITLE
    made["Date"] = "Fri, 14 Mar 2031 09:20:00 +0000"
    made.set_content("\n\n".join(BODY))
    return made


@pytest.fixture
def archive() -> Callable[..., bytes]:
    def make(*bodies: bytes, gzip: bool = True, status: str = "200 OK") -> bytes:
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=gzip)
        for number, body in enumerate(bodies):
            headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"https://herald.example/{number}",
                    "response",
                    payload=io.BytesIO(body),
                    length=len(body),
                    http_headers=headers,
                )
            )
        return out.getvalue()

    return make


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[dict[str, bytes]], Path]:
    def make(files: dict[str, bytes]) -> Path:
        for name, data in files.items():
            path = tmp_path / "reports" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return tmp_path / "reports"

    return make
