"""What is wrong with the files of pictures."""

from __future__ import annotations

import zlib

import pytest

from sphinx_dlmsprofile.text.pictures import kind_of, picture_fault

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>a</text></svg>'


def part(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


PNG = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", bytes(13)) + part(b"IDAT", b"pixels") + part(b"IEND", b"")
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xdb\x00\x03q\xff\xda\x00\x02scan\xff\x00more\xff\xd9"
GIF = b"GIF89a" + bytes(7) + b",\x00;"
WEBP = b"RIFF" + (8).to_bytes(4, "little") + b"WEBPVP8 "
WHOLE = {".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".gif": GIF, ".webp": WEBP, ".svg": SVG}


@pytest.mark.parametrize("suffix", WHOLE)
def test_a_whole_picture(suffix: str) -> None:
    assert picture_fault(WHOLE[suffix], suffix) == ""
    assert kind_of(WHOLE[suffix]) in {suffix, {".jpeg": ".jpg", ".svg": ""}.get(suffix, suffix)}


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".gif", ".webp", ".svg"])
def test_each_shorter_one_is_cut_off(suffix: str) -> None:
    whole = WHOLE[suffix]
    assert [length for length in range(len(whole)) if not picture_fault(whole[:length], suffix)] == []


@pytest.mark.parametrize("suffix", WHOLE)
@pytest.mark.parametrize("content", [b"", b"\0" * 9, b"\n \n"])
def test_nothing_in_it(content: bytes, suffix: str) -> None:
    assert picture_fault(content, suffix) == "it is empty"


@pytest.mark.parametrize(
    ("content", "suffix", "fault"),
    [
        (PNG, ".jpg", "it is a PNG picture: let its name end in .png"),
        (JPEG, ".svg", "it is a JPEG picture: let its name end in .jpg"),
        (SVG, ".png", "it is not a PNG picture"),
        (b"<html/>", ".svg", "it is not an SVG drawing"),
        (b"<svg/>", ".svg", 'it has no namespace: write <svg xmlns="http://www.w3.org/2000/svg" \u2026>'),
        (SVG.replace(b"a", b"&nbsp;"), ".svg", "it is not well-formed XML: undefined entity: line 1, column 67"),
        (
            b'<?xml version="1.0" encoding="none"?>' + SVG,
            ".svg",
            "it is not well-formed XML: unknown encoding: none",
        ),
        (PNG.replace(b"pixels", b"pixals"), ".png", "it is damaged at octet 33"),
        (JPEG.replace(b"ab\xff\xff", b"abzz"), ".jpg", "it is damaged at octet 8"),
        (SVG, ".eps", ""),
    ],
)
def test_faults(content: bytes, suffix: str, fault: str) -> None:
    assert picture_fault(content, suffix) == fault


def test_entities_that_grow_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "aaaaaaaaaa">{entities}]><svg xmlns="http://www.w3.org/2000/svg">&e11;</svg>'
    assert picture_fault(bomb.encode(), ".svg").startswith("it is not well-formed XML")
