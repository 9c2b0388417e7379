import pytest

from holdfast.methods.estimation import TableError, read_draws, read_strata, read_table


def written(tmp_path, text, *, name="table.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


PLAIN = "A,B,count\n1,0,5\n0,1,4\n1,1,3\n"


def test_a_plain_table_is_read(tmp_path):
    table = read_table(written(tmp_path, PLAIN))
    assert table.lists == ("A", "B")
    assert dict(zip(table.histories, table.counts, strict=True)) == {
        (1, 0): 5, (0, 1): 4, (1, 1): 3,
    }  # fmt: skip
    assert table.remarks == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("\ufeff" + PLAIN, "utf-8"),
        (PLAIN.replace(",", ";"), "utf-8"),
        (PLAIN.replace(",", "\t"), "utf-8"),
        (PLAIN, "utf-16"),
        (PLAIN.replace("\n", "\r\n") + "\r\n\r\n", "utf-8"),
        (PLAIN.replace("count", " Count "), "utf-8"),
        (PLAIN.replace("5", "5.0"), "utf-8"),
    ],
    ids=["bom", "semicolons", "tabs", "utf-16", "crlf and blank lines", "case", "5.0"],
)
def test_the_same_table_is_read_however_it_was_saved(tmp_path, text, encoding):
    assert read_table(written(tmp_path, text, encoding=encoding)).counts == (3, 5, 4)


def test_list_names_in_another_encoding_are_read_and_the_guess_is_said(tmp_path):
    text = "Больница,Архив,count\n1,0,5\n0,1,4\n1,1,3\n"
    table = read_table(written(tmp_path, text, encoding="cp1251"))
    assert table.seen == 12
    assert "not UTF-8" in table.remarks[0]


def test_an_encoding_that_changes_midway_is_refused(tmp_path):
    rows = "1,0,5\n" * 20_000
    text = ("Ж,B,count\n" + rows).encode() + "0,1,é\n".encode("latin-1")
    with pytest.raises(TableError, match="another encoding"):
        read_table(written(tmp_path, text))


def test_rows_of_one_history_are_added_and_it_is_said(tmp_path):
    table = read_table(written(tmp_path, PLAIN + "1,0,2\n"))
    assert table.counts == (3, 7, 4)
    assert "added up" in table.remarks[0]


def test_the_all_zero_row_is_left_out_and_it_is_said(tmp_path):
    table = read_table(written(tmp_path, PLAIN + "0,0,900\n"))
    assert table.seen == 12
    assert "on no list" in table.remarks[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("A,B\n1,0\n", "no column named count"),
        ("A,B,count,count\n1,0,1,1\n", "same name"),
        ("A,B,count,COUNT\n1,0,1,1\n", "two columns named count"),
        ("A,count\n1,4\n", "one list"),
        ("A,B,count\n1,0,-3\n", "line 2"),
        ("A,B,count\n1,0,2.5\n", "line 2"),
        ("A,B,count\n1,0,many\n", "line 2"),
        ("A,B,count\n1,0,nan\n", "line 2"),
        ("A,B,count\n1,0,inf\n", "line 2"),
        ("A,B,count\n1,0,\n", "line 2"),
        ("A,B,count\n1,,3\n", "Line 2"),
        ("A,B,count\n1,2017-03-04,3\n", "Line 2"),
        ("A,B,count\n1,0\n", "Line 2"),
        ("A,B,count\n1,0,0\n", "Nobody"),
        ("A,B,count\n", "Nobody"),
        (",".join(f"L{i}" for i in range(21)) + ",count\n", "limit is 20"),
        (b"\x00\x01\x02\x00", "not text"),
    ],
)
def test_bad_input_is_answered_with_what_is_wrong(tmp_path, text, said):
    with pytest.raises(TableError, match=said):
        read_table(written(tmp_path, text))


def test_an_error_never_repeats_a_value_of_the_file(tmp_path):
    with pytest.raises(TableError) as caught:
        read_table(written(tmp_path, "A,B,count\n1,Ilya Verenko,3\n"))
    assert "Verenko" not in str(caught.value)


def test_a_folder_and_a_missing_file_are_named_as_such(tmp_path):
    with pytest.raises(TableError, match="folder"):
        read_table(tmp_path)
    with pytest.raises(TableError, match="cannot be opened"):
        read_table(tmp_path / "absent.csv")


def test_linked_rows_become_histories_of_clusters(tmp_path):
    text = "list,row,cluster\nA,1,x\nB,1,x\nA,2,y\nB,2,z\nA,3,y\n"
    table = read_table(written(tmp_path, text))
    assert dict(zip(table.histories, table.counts, strict=True)) == {
        (1, 1): 1, (1, 0): 1, (0, 1): 1,
    }  # fmt: skip


def test_linked_rows_without_a_cluster_are_refused(tmp_path):
    with pytest.raises(TableError, match="Line 2"):
        read_table(written(tmp_path, "list,row,cluster\nA,1,\n"))


def test_strata_are_tables_by_the_value_of_a_column(tmp_path):
    text = "A,B,place,count\n1,0,north,5\n0,1,north,4\n1,0,south,2\n1,1,south,1\n"
    strata = read_strata(written(tmp_path, text), column="place")
    assert {name: table.seen for name, table in strata.items()} == {"north": 9, "south": 3}
    with pytest.raises(TableError, match="no column"):
        read_strata(written(tmp_path, text), column="year")


def test_draws_are_one_table_a_line(tmp_path):
    line = '{"lists": ["A", "B"], "counts": {"10": 4, "11": 2}}\n'
    draws = read_draws(written(tmp_path, line * 3, name="draws.jsonl"))
    assert [table.seen for table in draws] == [6, 6, 6]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json\n",
        '{"lists": ["A", "B"], "counts": {"1x": 4}}\n',
        '{"lists": ["A", "B"], "counts": {"1": 4}}\n',
        '{"lists": ["A", "B"], "counts": {"11": 4}}\n{"lists": ["A", "C"], "counts": {"11": 4}}\n',
    ],
)
def test_draws_that_are_none_are_refused(tmp_path, text):
    with pytest.raises(TableError):
        read_draws(written(tmp_path, text, name="draws.jsonl"))


def test_draws_that_cannot_be_opened_are_said_so(tmp_path):
    with pytest.raises(TableError, match="cannot be opened"):
        read_draws(tmp_path / "draws.jsonl")
