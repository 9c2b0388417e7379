from holdfast.apps.intake.rules import PROMISES, Danger
from holdfast.apps.intake.team.notices import EVERY_MINUTES, NoticeKind
from holdfast.apps.intake.team.records.settings import NEUTRAL, OwnNotices, TeamSettings
from holdfast.apps.keyring.records import decode, encode


def test_what_is_shipped_promises_what_was_always_promised() -> None:
    shipped = TeamSettings()
    assert {d: n * 60 for d, n in shipped.promises.items()} == {
        danger: length.total_seconds() for danger, length in PROMISES.items()
    }
    assert shipped.every == dict(EVERY_MINUTES)
    assert shipped.hours == ()


def test_what_is_shipped_says_no_word_of_what_we_do() -> None:
    said = " ".join([NEUTRAL, *TeamSettings().says.values()]).casefold()
    assert not any(word in said for word in ("line", "case", "refuge", "holdfast", "letter"))


def test_choices_come_back_as_they_were_sealed() -> None:
    chosen = TeamSettings(promises=dict.fromkeys(Danger, 9), says=dict.fromkeys(NoticeKind, "!"))
    assert decode(encode(chosen), TeamSettings) == chosen


def test_where_somebody_is_told_must_not_leave() -> None:
    own = OwnNotices(member="a", address="wren@mail.example")
    assert own.identifiers() == (("account", "wren@mail.example"),)
