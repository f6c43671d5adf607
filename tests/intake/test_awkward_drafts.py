"""Drafts that pandoc's own writers, and others, make: forms within forms, pictures of all places, wide letters."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from sphinx_dlmsprofile.intake import pandoc
from tests.builds.building import build
from tests.support import run_command

if TYPE_CHECKING:
    from pathlib import Path

_DRAFT = """\
# Scope

One *two three[^1], $x^2$ and "four" ![five](pic.png) [six](http://six.org/)* **seven***eight*.

[^1]: Footnote nine.

| a   | b   |
| --- | --- |
| c   | d   |

: Caption ten

![](pic.png)

![](sub/pic.png)

![eleven](../outside.png)

![twelve](http://127.0.0.1:9/none.png)
"""
_PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.mark.tool("pandoc")
def test_no_form_hides_another_one_and_no_picture_comes_from_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "draft"
    (folder / "sub").mkdir(parents=True)
    for place in (folder, folder / "sub", tmp_path):
        name = "outside.png" if place == tmp_path else "pic.png"
        (place / name).write_bytes(_PICTURE + str(place).encode())
    (folder / "draft.md").write_text(_DRAFT, "utf-8")
    _, out, _ = run_command("import", str(folder / "draft.md"), "--to", str(tmp_path / "out"))
    assert "words of the draft that are in no file" not in out
    assert "the picture ../outside.png is not beside the draft" in out
    assert "the picture http://127.0.0.1:9/none.png is not beside the draft" in out
    assert sorted(path.name for path in (tmp_path / "out" / "figures").iterdir()) == ["pic-2.png", "pic.png"]
    source = (tmp_path / "out" / "01-scope.rst").read_text("utf-8")
    assert source.splitlines()[3] == (
        'One *two three*\\ [#n1]_\\ *,* :math:`x^2` *and* "four" five `six <http://six.org/>`__ **seven**\\ *eight*.'
    )
    assert ".. list-table:: Caption ten" in source
    assert ".. figure:: figures/pic-2.png" in source


@pytest.mark.tool("pandoc")
def test_wide_letters_in_cells_that_span(tmp_path: Path) -> None:
    draft = "<table><tr><td>中国 one</td><td>two</td></tr><tr><td colspan=2>three 中</td></tr></table>"
    command = [str(shutil.which("pandoc")), "-f", "html", "-o", str(tmp_path / "draft.docx")]
    subprocess.run(command, input=f"<h1>Scope</h1>{draft}".encode(), check=True)
    run_command("import", str(tmp_path / "draft.docx"), "--to", str(tmp_path / "out"))
    page = build(tmp_path / "out", tmp_path / "html").page("01-scope")
    assert "alformed" not in page.text
    assert 'colspan="2"' in str(page)


_OTHERS = """\
---
title: "Electricity metering – Part 8-88: LoRa profile"
author: WG 14
---

# Terms, definitions and abbreviated terms

## Terms and definitions

relay

:   station that forwards

    Note 1 to entry: It sleeps.

## Abbreviated terms

AL

:   application layer

# Identification and addressing schemes

    C0 01 C1 00 08 00 00 01 00 00 FF 02 00

> A quoted rule.

| a | b |
|---|---|
| 1 | 2 |

: Captioned

![Nodes](pic.png)
"""


@pytest.mark.tool("pandoc")
def test_the_styles_of_other_programs(tmp_path: Path) -> None:
    (tmp_path / "pic.png").write_bytes(_PICTURE)
    (tmp_path / "draft.md").write_text(_OTHERS, "utf-8")
    command = [str(shutil.which("pandoc")), "draft.md", "-o", "draft.docx"]
    subprocess.run(command, cwd=tmp_path, check=True)
    _, out, _ = run_command("import", str(tmp_path / "draft.docx"), "--to", str(tmp_path / "out"))
    assert "words of the draft that are in no file" not in out
    assert "pandoc leaves this out" not in out
    index, terms, addressing = (
        (tmp_path / "out" / name).read_text("utf-8")
        for name in ("index.rst", "01-terms-definitions-and-abbrevia.rst", "02-identification-and-addressing.rst")
    )
    assert index.startswith("Electricity metering – Part 8-88: LoRa profile\n====")
    assert ".. profile-title:: Part 8-88: LoRa profile\n" in index
    assert ".. WG 14\n" in index
    assert '.. term:: relay\n\n   definition: "station that forwards"\n   notes:\n     - "It sleeps."' in terms
    assert '.. abbreviations::\n\n   AL: "application layer"' in terms
    assert ":form: octets\n\n   C0 01 C1 00 08 00 00 01 00 00 FF 02 00\n\n..\n\n   A quoted rule.\n" in addressing
    assert ".. list-table:: Captioned\n" in addressing
    assert "   :alt: Nodes\n\n   Nodes\n" in addressing


_FIELD = (
    '<w:p><w:fldSimple w:instr=" REF x "><w:r><w:t>from a field</w:t></w:r></w:fldSimple>'
    '<w:del w:id="1" w:author="A"><w:r><w:delText>struck</w:delText></w:r></w:del></w:p>'
)


@pytest.mark.tool("pandoc")
def test_what_pandoc_leaves_out_is_read(tmp_path: Path) -> None:
    command = [str(shutil.which("pandoc")), "-f", "markdown", "-o", str(tmp_path / "plain.docx")]
    subprocess.run(command, input=b"# Scope\n\nIt is read.\n", check=True)
    with ZipFile(tmp_path / "plain.docx") as old, ZipFile(tmp_path / "draft.docx", "w") as new:
        for name in old.namelist():
            octets = old.read(name)
            new.writestr(name, octets.replace(b"<w:body>", f"<w:body>{_FIELD}".encode()))
    _, out, _ = run_command("import", str(tmp_path / "draft.docx"), "--to", str(tmp_path / "out"))
    assert "pandoc leaves this out" not in out
    assert "from a field\n" in (tmp_path / "out" / "01-scope.rst").read_text("utf-8") + (
        tmp_path / "out" / "index.rst"
    ).read_text("utf-8")


_BOX = """\
<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{}</w:txbxContent>\
</v:textbox></v:shape></w:pict></w:r></w:p>"""
_TEXT = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_DRAWING = """\
<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">\
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData \
uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic \
xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>\
<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rIdNowhere"/>\
</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""
_CHANGES = """\
<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>inserted</w:t></w:r></w:ins><w:del w:id="2" w:author="A"><w:r>\
<w:delText>taken</w:delText></w:r></w:del></w:p>"""
_AWKWARD = """\
# 1 Scope

It is read, and again[^1].

1.  one

    a)  inner *deep* item

        -   innermost

| Key | Meaning^a^ |
|-----|------------|
| K1  | mean       |

^a^ below the table

The sum is $x^2 + y$.

[^1]: at the foot
"""


@pytest.mark.tool("pandoc")
def test_a_draft_with_all_that_is_awkward_loses_no_word(tmp_path: Path) -> None:
    command = [str(shutil.which("pandoc")), "-f", "markdown", "-o", str(tmp_path / "plain.docx")]
    subprocess.run(command, input=_AWKWARD.encode(), check=True)
    added = _BOX.format(_TEXT.format("It is read")) + _BOX.format(_TEXT.format("in a box")) + _DRAWING + _CHANGES
    with ZipFile(tmp_path / "plain.docx") as old, ZipFile(tmp_path / "draft.docx", "w") as new:
        for name in old.namelist():
            octets = old.read(name)
            if name == "word/document.xml":
                place = octets.rindex(b"</w:p>") + len(b"</w:p>")
                octets = octets[:place] + added.encode() + octets[place:]
            new.writestr(name, octets)
    status, out, error = run_command("import", str(tmp_path / "draft.docx"), "--to", str(tmp_path / "out"))
    assert (status, error) == (1, "")
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.rst"))
    for word in (
        "read",
        "one",
        "inner",
        "deep",
        "innermost",
        "K1",
        "mean",
        "below the table",
        "at the foot",
        "x^{2}",
        "inserted",
    ):
        assert word in written, word
    assert "Deleted by A: taken" in written
    # The words of the box stand in the text, too.
    assert written.count("It is read") == 2
    assert "in a box" in written
    assert "the file of the draft lacks 1 of its pictures" in out
    assert "words of the draft that are in no file" not in out


def test_a_draft_that_unpacks_into_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZipFile(tmp_path / "draft.docx", "w", ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * 2_000_000)
    monkeypatch.setattr(pandoc, "_LARGEST", 1_000_000)
    monkeypatch.setattr(shutil, "which", lambda _name: "/nowhere/pandoc")
    status, _, error = run_command("import", str(tmp_path / "draft.docx"), "--to", str(tmp_path / "out"))
    assert status == 2
    assert "unpacks into more than 1 MB" in error
