from holdfast.apps.intake.records import Caller


def test_how_a_caller_is_called_and_reached_is_kept_out_of_releases() -> None:
    assert Caller(name="Irma", reach="@lake_heron7").identifiers() == (
        ("person", "Irma"),
        ("phone", "@lake_heron7"),
        ("account", "@lake_heron7"),
    )
