"""A file that is not text in UTF-8 stops no build: its words are in the output, and one finding says where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.text.encodings import guessed
from tests.builds.building import build, edit, write
from tests.support import findings_of_command

if TYPE_CHECKING:
    from pathlib import Path

CONF = 'dlms_select = ["source-warning"]\n'
ROOT = """\
    Profile
    =======

    .. toctree::

       latin
       wide
       includes
       plain
    """
OTHERS = {
    "latin.rst": "Scope\n=====\n\nPlain.\n\nDer Zähler misst – 3 µs.\n".encode("cp1252"),
    "wide.md": "# Wide\n\nDer Zähler 計 misst.\n".encode("utf-16"),
    "includes.rst": b"Parts\n=====\n\n.. include:: part.txt\n\n.. csv-table:: Sizes\n   :file: sizes.csv\n\n"
    b".. include:: part.txt\n",
    "part.txt": "Plain.\n\nEin Wert für jeden.\n".encode("latin-1"),
    "sizes.csv": "one,Größe\n".encode("latin-1"),
    "plain.rst": "Plain\n=====\n\nÜblich.\n".encode(),
}
PLACES = [("latin.rst", 6), ("part.txt", 3), ("sizes.csv", 1), ("wide.md", 1)]
SAID = "this is not text in UTF-8, its letters are guessed: save the file as UTF-8"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    directory = write(tmp_path / "source", {"index.rst": ROOT}, CONF)
    for name, octets in OTHERS.items():
        (directory / name).write_bytes(octets)
    return directory


@pytest.mark.parametrize("options", [(), ("-j", "2")], ids=["serial", "parallel"])
def test_a_build_goes_on_and_says_where(source: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    built = build(source, tmp_path / "out", *options, builder="text")
    said = sorted(line for line in built.warnings.splitlines() if SAID in line)
    assert said == [f"{source / name}:{line}: WARNING: {SAID} [source.encoding]" for name, line in PLACES]
    texts = "".join(page.read_text("utf-8") for page in (tmp_path / "out").glob("*.txt"))
    assert all(words in texts for words in ("Der Zähler misst", "3 µs", "Der Zähler 計 misst", "Größe", "Üblich"))
    assert texts.count("Ein Wert für jeden.") == 2


def test_a_build_that_reads_one_document_again_says_the_same(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out", builder="text")
    edit(source / "plain.rst", "Üblich", "Gewöhnlich")
    again = build(source, tmp_path / "out", builder="text")
    assert again.warnings.count("this is not text in UTF-8") == len(PLACES)


def test_a_check_has_a_finding_for_each_file(source: Path) -> None:
    found = findings_of_command(str(source))
    assert sorted((each["file"], each["line"]) for each in found) == PLACES
    assert {each["rule"] for each in found} == {"source-warning"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_shows_without_its_mark(tmp_path: Path, encoding: str) -> None:
    source = write(tmp_path / "source", {"index.rst": "Profile\n=======\n\n.. toctree::\n\n   wide\n"}, CONF)
    (source / "wide.rst").write_bytes("Wide\n====\n\nPlain words.\n".encode(encoding))
    assert f"wide.rst:1: WARNING: {SAID}" in build(source, tmp_path / "out", builder="text").warnings
    assert (tmp_path / "out" / "wide.txt").read_text("utf-8").endswith("Plain words.\n")


def test_an_encoding_of_the_project_is_left_alone(source: Path, tmp_path: Path) -> None:
    (source / "wide.md").write_bytes(b"# Wide\n")
    with (source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('source_encoding = "cp1252"\n')
    assert "this is not text" not in build(source, tmp_path / "out", builder="text").warnings
    assert "Der Zähler misst" in (tmp_path / "out" / "latin.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        ("Zähler".encode(), "Zähler"),
        ("\ufeffZähler".encode(), "Zähler"),
        ("Zähler – µ".encode("cp1252"), "Zähler – µ"),
        ("Zähler".encode("utf-16"), "Zähler"),
        (b"\xfe\xff" + "Zähler".encode("utf-16-be"), "Zähler"),
        ("Zähler ".encode() + b"\xe4\x81", "Zähler ä\x81"),  # one wrong octet does not make the rest wrong
        ("Zähler, 計 und α\r\n".encode("utf-16-le"), "Zähler, 計 und α\r\n"),
        ("Zähler, 計 und α\n".encode("utf-16-be"), "Zähler, 計 und α\n"),
        (b"a\0b, and no other zero", "a\0b, and no other zero"),
        (b"", ""),
        (b"\xff\xfe\x00", "ÿþ\x00"),  # the mark of UTF-16, and an octet too few
    ],
)
def test_letters_are_guessed(octets: bytes, text: str) -> None:
    assert guessed(octets) == text
