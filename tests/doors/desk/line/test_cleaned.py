import re
import shutil

import pytest
from tests.apps.intake.cast import page
from tests.doors.desk.line.conftest import LineDesk

from holdfast.apps.intake.place import read_door
from holdfast.apps.intake.services.uploads import Upload, send_files


def sent(line: LineDesk, content: bytes) -> str:
    """The address of the cleaned copy of a file that somebody sent."""
    where = line.brought_in()
    upload = Upload("note.html", door=read_door())
    upload.add(content)
    send_files(line.contacts[0].box, page(), [upload], clock=line.desk.clock)
    line.mira.post("/line/take-in/")
    found = re.search(rb'href="([^"]*/cleaned/)"', line.mira.get(where).content)
    assert found
    return found[1].decode()


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")
def test_a_cleaned_copy_is_offered_beside_the_file_as_it_was_sent(line: LineDesk) -> None:
    answer = line.mira.get(sent(line, b"They come\x1b[2J on Friday."))
    assert (answer.status_code, answer.content) == (200, b"They come[2J on Friday.")
    assert answer["Content-Disposition"] == 'attachment; filename="note-cleaned.txt"'


def test_a_file_that_has_no_copy_is_refused_in_words(line: LineDesk) -> None:
    answer = line.mira.get(sent(line, b"MZ\x00\x01 a program"))
    assert answer.status_code == 400
    assert b"Of this kind of file no cleaned copy can be made." in answer.content
