from holdfast.apps.casework.queries import asked, due, warnings


def test_what_capabilities_import_is_what_the_lists_of_tasks_and_warnings_are_made_of() -> None:
    assert due.Due is asked.Due
    assert due.TaskKind is asked.TaskKind
    assert warnings.CaseWarning is asked.CaseWarning
