from holdfast.apps.intake.team.records.interviews import Interview, Journalist


def test_who_asks_must_not_leave_and_what_is_asked_names_nobody() -> None:
    who = Journalist(name="Tomas Reuel", reach="+999 555 0113")
    assert who.identifiers() == (
        ("person", "Tomas Reuel"), ("phone", "+999 555 0113"), ("account", "+999 555 0113"),
    )  # fmt: skip
    assert {"name", "meeting", "testimony"}.isdisjoint(Interview.__struct_fields__)
