import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.intake.peers.mail_text import read_letter, words_of


def letter(**more: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"From": "Wren <wren@people.example>", **more}.items():
        made[name.replace("_", "-")] = value
    return made


def test_plain_words_are_preferred_to_their_copy_in_html() -> None:
    made = letter(Subject="  Two   words ")
    made.set_content("as written")
    made.add_alternative("<p>as <b>shown</b></p>", subtype="html")
    found = read_letter(made.as_bytes())
    assert (found.sender, found.text, found.files) == (
        "wren@people.example", "Two words\n\nas written", (),
    )  # fmt: skip


def test_of_html_only_what_it_shows_is_kept() -> None:
    html = "<head><title>t</title><style>p{}</style></head><p>One&nbsp;line<br>and another</p><script>x()</script>"
    assert words_of(html) == "One line\nand another"
    made = letter()
    made.set_content(html, subtype="html")
    assert read_letter(made.as_bytes()).text == "One line\nand another"


def test_a_false_character_set_loses_no_words() -> None:
    raw = (
        b"From: wren@people.example\r\nContent-Type: text/plain; charset=no-such-set\r\n\r\n"
        + "Помогите".encode()
    )
    assert read_letter(raw).text == "Помогите"


NO_SENDERS = [
    "", "nobody", "a b@people.example", f"{'x' * 300}@people.example", "имя@почта.рф",
    "=?utf-8?b?0LjQvNGP?=@people.example", '"wren@people.example,gull"@people.example',
    "wren@people.example, gull@people.example", "(" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("given_from", NO_SENDERS)
def test_a_sender_that_is_not_one_plain_address_is_none(given_from: str) -> None:
    letter = read_letter(f"From: {given_from}\r\n\r\nwords".encode())
    assert letter.sender == ""
    assert letter.text == "words" or [file.name for file in letter.files] == ["letter.eml"]


EVIL = [
    "<a ",
    "<script ",
    "<script>",
    "<!--",
    "&#",
    "<![foo[",
    "<title></title>",
    "<script></style>",
]


@pytest.mark.parametrize("evil", EVIL)
def test_no_page_costs_more_than_its_length(evil: str) -> None:
    began = time.process_time()
    words_of(evil * 100_000)
    assert time.process_time() - began < 3


def test_half_a_letter_that_a_false_character_set_leaves_can_be_stored() -> None:
    raw = b"From: wren@people.example\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+2AA-"
    assert read_letter(raw).text == "?"


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [b"", b"Content-Type: multipart/mixed; boundary=b\r\n", b"Content-Type: ;;=\r\n",
         b"Content-Transfer-Encoding: base64\r\n", b"From: \xff\xfe <@>\r\n", b"Subject: =?x?q?\r\n"]
    ),
)  # fmt: skip
def test_whatever_arrives_is_read_as_something(rubbish: bytes, head: bytes) -> None:
    found = read_letter(head + b"\r\n" + rubbish)
    assert isinstance(found.text, str)
    assert all(isinstance(b"".join(file.pieces()), bytes) for file in found.files)
