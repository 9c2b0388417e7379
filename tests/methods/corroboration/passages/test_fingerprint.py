from __future__ import annotations

import multiprocessing

from holdfast.methods.corroboration.passages.fingerprint import (
    ReportText,
    fingerprint,
    pack,
    unpack,
    without_words,
)
from holdfast.methods.corroboration.spans import Span

TEXT = "Soldiers took the men of Orlest from their homes at night."


def test_same_words_in_other_dress_have_one_words_digest_and_two_text_digests() -> None:
    one = fingerprint(ReportText(report="a", text=TEXT))
    other = fingerprint(ReportText(report="b", text=TEXT.upper().replace(".", "!")))
    assert one.words_digest == other.words_digest
    assert one.text_digest != other.text_digest


def test_furniture_is_not_in_the_fingerprint() -> None:
    text = "Share this page. " + TEXT
    report = ReportText(report="a", text=text, excluded=(Span(0, 16),))
    plain = fingerprint(ReportText(report="a", text=TEXT))
    assert fingerprint(report).words_digest == plain.words_digest
    assert fingerprint(report).words.starts[0] == 17


def test_fingerprint_travels_from_a_worker_process() -> None:
    report = ReportText(report="a", text=TEXT)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        travelled = pool.map(fingerprint, [report])[0]
    here = fingerprint(report)
    assert travelled.words_digest == here.words_digest
    assert travelled.words.numbers.tolist() == here.words.numbers.tolist()
    assert travelled.words.ends.tolist() == here.words.ends.tolist()


def test_lone_surrogates_do_not_stop_it() -> None:
    assert len(fingerprint(ReportText(report="a", text="broken \ud800 text")).words) == 2


def test_a_fingerprint_travels_as_bytes_and_comes_back_whole() -> None:
    text = ReportText(report="r1", text="They held us in a cellar, сказал он.")
    made = fingerprint(text)
    back = unpack(pack(made), report="r2")
    assert back.report == "r2"
    assert (back.text_digest, back.words_digest) == (made.text_digest, made.words_digest)
    assert (back.words.starts == made.words.starts).all()
    assert (back.words.numbers == made.words.numbers).all()
    assert (back.words.ends == made.words.ends).all()


def test_words_left_out_later_are_as_good_as_never_read() -> None:
    text = "Share this page. " + TEXT
    whole = pack(fingerprint(ReportText(report="a", text=text)))
    later = without_words(whole, excluded=[Span(0, 16)])
    assert later == pack(fingerprint(ReportText(report="a", text=text, excluded=(Span(0, 16),))))
    assert without_words(whole, excluded=[]) == whole
