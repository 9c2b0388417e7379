import pytest

from holdfast.doors.cli.progress import shown_progress, silent_progress


def test_progress_never_reaches_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as report:
        report("Reading", 1, 2)
        report("Reading", 2, 2)
    assert capsys.readouterr().out == ""


def test_silence_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with silent_progress() as report:
        report("Reading", 1, 2)
    said = capsys.readouterr()
    assert said.out + said.err == ""
