"""Hostile pictures are refused by their structure, without being opened."""

import io
import struct
import time

import pytest

from motcua.core.refusals import Invalid
from motcua.documents.inspection import inspect, policy
from motcua.documents.tests import specimens
from motcua.documents.tests.specimens import jpeg, png, png_chunk


def refused(content: bytes, name: str) -> str:
    begun = time.process_time()
    with pytest.raises(Invalid) as refusal:
        inspect(io.BytesIO(content), name, policy.Policy())
    assert time.process_time() - begun < 1
    return refusal.value.message


def test_a_picture_that_would_fill_the_memory_when_opened_is_refused() -> None:
    assert "50000 × 50000" in refused(png(50_000, 50_000), "a.png")
    assert "65000 × 65000" in refused(jpeg(65_000, 65_000), "a.jpg")
    assert "ảnh quá lớn" in refused(png(40_000, 1), "a.png")


def test_the_photographs_of_telephones_come_in() -> None:
    for wide, high in ((4032, 3024), (8160, 6120), (12_000, 8_000)):
        inspect(io.BytesIO(jpeg(wide, high)), "IMG_1.jpeg", policy.Policy())


@pytest.mark.parametrize(
    "broken",
    [
        png()[:-1],
        png()[:30],
        png() + b"x",
        png().replace(b"IDAT", b"IDAX"),
        b"\x89PNG\r\n\x1a\n",
        png(0, 5),
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IEND", b""),
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 0xFFFFFFFF) + b"IHDR",
        png()[:33] + png_chunk(b"tEXt", b"") * 700_000 + png()[33:],
    ],
)
def test_a_broken_png_is_refused(broken: bytes) -> None:
    assert "bị hỏng" in refused(broken, "a.png")


@pytest.mark.parametrize(
    "broken",
    [
        jpeg()[:-2],
        jpeg()[:40],
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\x00\x01",
        b"\xff\xd8\xff\xe0\xff\xff" + bytes(100),
        jpeg(0, 8),
        b"\xff\xd8" + b"\xff" * 9_000_000,
        jpeg()[:2] + b"\xff\xfe\x00\x02" * 2_000_000 + jpeg()[2:],
    ],
)
def test_a_broken_jpeg_is_refused(broken: bytes) -> None:
    assert "bị hỏng" in refused(broken, "a.jpg")


def test_previews_that_telephones_append_are_no_harm() -> None:
    inspect(io.BytesIO(jpeg() + jpeg() + bytes(100)), "IMG.jpg", policy.Policy())


@pytest.mark.parametrize(
    "tail", [specimens.archive({"a.exe": b"MZ"}), specimens.pdf(), b"<script>alert(1)</script>"]
)
def test_a_picture_with_another_file_behind_it_is_refused(tail: bytes) -> None:
    assert "giấu một tệp khác" in refused(jpeg() + tail, "a.jpg")


def test_a_picture_that_a_browser_would_take_for_a_page_is_refused() -> None:
    head = png_chunk(b"tEXt", b"<html><script>alert(1)</script>")
    assert "giấu một tệp khác" in refused(png()[:33] + head + png()[33:], "a.png")
