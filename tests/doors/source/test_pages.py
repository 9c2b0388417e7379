import gzip

import pytest
from tests.apps.intake.cast import LineTeam
from tests.doors.source.stage import Browser

from holdfast.apps.intake.place import intake_folder
from holdfast.doors.source.pages import ANSWER_SIZE, SIZES, STEP_BYTES, padded, show

FIRST_PAGE_BYTES = 14 * 1024
ANY_PAGE_BYTES = 30 * 1024


def test_the_first_page_with_its_style_is_small(browser: Browser) -> None:
    page = browser.get().encode()
    style = browser.client.get("/style.css").content
    assert len(gzip.compress(page)) + len(gzip.compress(style)) <= FIRST_PAGE_BYTES
    assert len(page) == SIZES[0]
    assert SIZES[-1] <= ANY_PAGE_BYTES


@pytest.mark.parametrize(
    ("length", "size"), [(0, 8192), (8192, 8192), (8193, 16384), (24577, 30720), (40000, 40960)]
)
def test_a_page_is_filled_up_to_a_size(length: int, size: int) -> None:
    assert len(padded(b"x" * length)) == size
    assert len(padded(b"x", ANSWER_SIZE)) == ANSWER_SIZE


def test_every_page_has_a_way_out_a_neutral_title_and_no_picture(browser: Browser) -> None:
    code = browser.write("They are here.")
    pages = [browser.page, browser.get("/code"), browser.come_back(code), browser.get("/zz")]
    pages += [browser.get("/"), browser.send("/go", way="help"), browser.send("/send")]
    for page in pages:
        assert "Leave this page now</a>" in page
        assert "<title>Notes</title>" in page
        assert 'rel="icon" href="data:,"' in page
        assert "<img" not in page and "<svg" not in page and "<script" not in page


def test_a_door_without_its_file_still_has_a_way_out(line: LineTeam) -> None:
    (intake_folder() / "door.toml").unlink()
    answer = show("trouble", "en", status=503)
    assert b"https://" in answer.content


def test_a_page_of_long_words_is_filled_up_to_a_whole_step() -> None:
    for length, least in ((31_000, 0), (100, 31_000), (40_001, 39_000)):
        size = len(padded(b"x" * length, least))
        assert size % STEP_BYTES == 0
        assert max(length, least) <= size < max(length, least) + STEP_BYTES
