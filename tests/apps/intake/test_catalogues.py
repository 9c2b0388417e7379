import gettext
import io

import pytest

from holdfast.apps.intake.catalogues import (
    Entry,
    SignOff,
    compiled,
    head_of,
    is_day,
    parse,
    sign_off,
    sign_off_of,
)
from holdfast.apps.intake.errors import BadCatalogueError

HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\\n"
"X-Signed-Off-By: N. Orlova\\n"
"X-Signed-Off-On: 2031-03-03\\n"
"""
WHOLE = (
    HEAD
    + """
# a remark
msgid "Send"
msgstr "Отпра"
"вить"

#, python-format
msgid "File %(n)s"
msgstr "Файл %(n)s"

msgid "%(n)s file"
msgid_plural "%(n)s files"
msgstr[0] "один"
msgstr[1] "%(n)s два"
msgstr[2] "%(n)s много"
"""
)
SENTENCES = (
    Entry(0, "Send"), Entry(0, "File %(n)s"), Entry(0, "%(n)s file", "%(n)s files")
)  # fmt: skip


def read(text: str = WHOLE) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compiled(text, sentences=SENTENCES)))


def test_what_is_compiled_says_what_the_catalogue_says() -> None:
    said = read()
    assert said.gettext("Send") == "Отправить"
    assert said.gettext("File %(n)s") % {"n": 7} == "Файл 7"
    many = [said.ngettext("%(n)s file", "%(n)s files", n) for n in (1, 2, 5)]
    assert many == ["один", "%(n)s два", "%(n)s много"]


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ('msgid "Send"', 'msgid "Sent"'),
        ('"Отпра"', '""'),
        ("# a remark", "#, fuzzy"),
        ("Файл %(n)s", "Файл"),
        ("Файл %(n)s", "Файл %(m)s"),
        ("Файл %(n)s", "Файл %(n)s 5% "),
        ('msgstr[2] "%(n)s много"', ""),
        ('msgstr[1] "%(n)s два"', 'msgstr[1] "%(of)s два"'),
        ('"вить"', "вить"),
        ('"вить"', "''.join(())"),
        ('msgid "Send"', 'msgctxt "Send"'),
        (HEAD, ""),
    ],
)
def test_what_a_page_would_show_half_is_refused(part: str, other: str) -> None:
    text = WHOLE.replace(part, other)
    if other == '""':
        text = text.replace('"вить"', '""')
    with pytest.raises(BadCatalogueError, match="Look at line"):
        compiled(text, sentences=SENTENCES)


def test_the_line_to_look_at_is_named_and_no_sentence_is() -> None:
    with pytest.raises(BadCatalogueError, match="line 14") as refused:
        compiled(WHOLE.replace("Файл %(n)s", "Файл"), sentences=SENTENCES)
    assert "Файл" not in str(refused.value)


def test_who_signed_is_read_from_both_forms() -> None:
    signed = SignOff("N. Orlova", "2031-03-03")
    assert sign_off(head_of(WHOLE)) == signed
    assert sign_off_of(compiled(WHOLE, sentences=SENTENCES)) == signed


@pytest.mark.parametrize(
    ("part", "other"),
    [("N. Orlova", " "), ("2031-03-03", "soon"), ("2031-03-03", "2031-02-30"),
     ("X-Signed-Off-By", "X-Signed-By")],
)  # fmt: skip
def test_without_a_name_and_a_day_nobody_signed(part: str, other: str) -> None:
    text = WHOLE.replace(part, other)
    assert sign_off(head_of(text)) is None
    assert sign_off_of(compiled(text, sentences=SENTENCES)) is None


@pytest.mark.parametrize("data", [b"", b"x" * 40, b"\xde\x12\x04\x95" + bytes(24)])
def test_what_is_no_catalogue_is_signed_by_nobody(data: bytes) -> None:
    assert sign_off_of(data) is None


def test_entries_carry_their_line_and_a_day_is_one_of_the_calendar() -> None:
    assert [entry.line for entry in parse(WHOLE)] == [1, 9, 14, 17]
    assert is_day("2031-03-03")
    assert not is_day("")
