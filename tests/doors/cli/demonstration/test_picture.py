import zlib

from holdfast.doors.cli.demonstration.picture import small_picture


def test_the_picture_is_a_whole_png_and_the_same_each_time():
    picture = small_picture()
    assert picture == small_picture()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    data = picture[8 + 25 :]
    size = int.from_bytes(data[:4], "big")
    assert data[4:8] == b"IDAT"
    assert len(zlib.decompress(data[8 : 8 + size])) == 48 * 49
