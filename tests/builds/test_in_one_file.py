"""Single HTML and EPUB: one file of many documents, in which all links lead where they should."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from zipfile import ZipFile

from tests.builds.building import build, text, write

if TYPE_CHECKING:
    from pathlib import Path

PART = """
{name}
{line}

.. _{name}-overview:

Overview
--------

Text [#x]_, see :ref:`Overview of one <one-overview>` and :numref:`two-overview`.

.. figure:: /x.svg
   :name: {name}-figure
   :alt: a box

   Figure of {name}

.. index:: word

.. [#x] Note of {name}.
"""
FILES = {
    "index.rst": "Title\n=====\n\n.. toctree::\n\n   one\n   two\n   three/annex\n   idx\n",
    "one.rst": PART.format(name="one", line="=" * 9),
    "two.rst": PART.format(name="two", line="=" * 9),
    "three/annex.rst": PART.format(name="three", line="=" * 9)
    .replace("three\n=", "Annex A\n=", 1)
    .replace("x.svg", "/x.svg"),
    "idx.rst": "Index\n=====\n",
}


def test_each_id_of_a_single_page_is_one_place(tmp_path: Path) -> None:
    page = build(write(tmp_path / "source", FILES), tmp_path / "out", builder="singlehtml").page("index")
    ids = Counter(str(element["id"]) for element in page.select("[id]"))
    assert [identifier for identifier, count in ids.items() if count > 1] == []
    for link in page.select("a[href]"):
        href = str(link["href"])
        assert href == "#" or href.startswith("http") or href.removeprefix("#") in ids, href
    assert page.select('link[rel="index"], link[rel="search"]') == []

    def led_to(link: object) -> str:
        place = page.find(id=str(link["href"]).removeprefix("#"))  # type: ignore[index]
        assert place is not None
        if place.name == "span" and place.parent is not None:
            place = place.parent
        return text(place.select_one("h1, h2, h3, figcaption") or place)

    links = [
        link for link in page.select("section > p a.reference.internal") if text(link) in {"2.1", "Overview of one"}
    ]
    assert [led_to(link) for link in links] == ["1.1 Overview", "2.1 Overview"] * 3
    notes = [led_to(link) for link in page.select("a.footnote-reference")]
    assert [note.rpartition(" ")[2] for note in notes] == ["one.", "two.", "three."]
    assert [text(title) for title in page.select("h3")][:3] == ["1.1 Overview", "2.1 Overview", "A.1 Overview"]
    captions = [text(caption) for caption in page.select("figcaption p")]
    assert [caption.partition(" \u2013")[0] for caption in captions] == ["Figure 1", "Figure 2", "Figure A.1"]
    index = page.select(".dlms-index a")
    assert [(text(link), led_to(link).partition(" ")[0]) for link in index] == [
        ("1.1", "1.1"),
        ("2.1", "2.1"),
        ("A.1", "A.1"),
    ]


STACK = """
.. layer-stack:: Stack

   layers:
     phy: {role: physical, name: Radio, standard: IEEE 802.15.4}
   profiles:
     Fast profile: {kind: general, stack: [ap, al, phy]}
"""


def test_an_epub_declares_its_drawings(tmp_path: Path) -> None:
    files = {**FILES, "two.rst": FILES["two.rst"] + STACK}
    conf = 'project = "Book"\nversion = "1"\n'
    built = build(write(tmp_path / "source", files, conf), tmp_path / "out", builder="epub")
    with ZipFile(next(built.out.glob("*.epub"))) as book:
        assert book.testzip() is None
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", 0)
        listed = book.read("content.opf" if "content.opf" in book.namelist() else "OEBPS/content.opf").decode()
    lines = {line for line in listed.splitlines() if 'properties="svg"' in line}
    assert [line.partition('href="')[2].partition('"')[0] for line in lines] == ["two.xhtml"]
