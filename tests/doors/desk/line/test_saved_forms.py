import datetime as dt

from holdfast.apps.intake.records import SavedReply
from holdfast.doors.desk.line.saved_forms import SavedReplyForm
from holdfast.doors.desk.line.words import LANGUAGES


def test_every_language_we_answer_in_has_a_field_that_may_stay_empty() -> None:
    form = SavedReplyForm({"title": "a door", "text_ru": "Есть ли дверь?"})
    assert form.is_valid(), form.errors
    assert set(form.texts()) == set(LANGUAGES)
    assert {code for code, text in form.texts().items() if text} == {"ru"}
    assert len(form.in_languages()) == len(LANGUAGES)


def test_it_begins_with_what_stands() -> None:
    now = dt.datetime(2031, 4, 2, tzinfo=dt.UTC)
    reply = SavedReply(
        title="a door", texts={"en": "Is there one?"}, written_by="a", written_at=now
    )
    assert SavedReplyForm.typed(reply, 3) == {
        "title": "a door", "revision": 3, "text_en": "Is there one?",
    }  # fmt: skip


def test_a_title_is_asked_for() -> None:
    assert "title" in SavedReplyForm({"text_en": "x"}).errors
