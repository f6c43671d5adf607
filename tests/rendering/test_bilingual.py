"""Both language editions in one PDF: each whole, with pages that are numbered on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from tests.builds.building import write
from tests.support import run_command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "index.rst": "Title\n=====\n\n.. toctree::\n\n   scope\n",
    "scope.rst": "Scope\n=====\n\n.. csv-table:: Limits\n\n   a, b\n\nThe station answers.\n",
    "locale/fr/LC_MESSAGES/scope.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    'msgid "Scope"\nmsgstr "Domaine"\n\nmsgid "The station answers."\nmsgstr "La station répond."\n',
}
CONF = 'locale_dirs = ["locale"]\nproject = "IEC 1"\n'


def test_the_second_edition_follows_the_first(tmp_path: Path) -> None:
    source = write(tmp_path / "source", FILES, CONF)
    target = tmp_path / "both.pdf"
    status, out, err = run_command("bilingual", str(source), "--to", str(target))
    assert status == 0, err
    reader = PdfReader(target)
    texts = [page.extract_text() for page in reader.pages]
    assert out == f"{target}: {len(texts)} pages\n"
    half = len(texts) // 2
    english, french = "\n".join(texts[:half]), "\n".join(texts[half:])
    assert "The station answers." in english
    assert "Table 1" in english
    assert "La station répond." in french
    assert "Tableau 1" in french
    numbers = [re.findall(r"– (\d+) –", text) for text in texts]
    # Neither title page has a number.
    assert numbers == [[] if page in {0, half} else [str(page + 1)] for page in range(len(texts))]
    assert [each.title for each in reader.outline if not isinstance(each, list)] == ["English", "Français"]
    assert str(reader.root_object["/Lang"]) == "en-GB"
    outlines: Any = reader.root_object["/Outlines"]
    for item in _beside(outlines["/First"]):
        below = list(_beside(item["/First"]))
        assert len(below) > 1
        assert all(child["/Parent"] == item for child in below)


def _beside(first: Any) -> Iterator[Any]:
    """A bookmark, and those after it on its level."""
    while first is not None:
        yield first
        following = first.get("/Next")
        first = following.get_object() if following is not None else None


LINKED = {
    "index.rst": "Title\n=====\n\n.. toctree::\n\n   scope\n",
    "scope.rst": "Scope\n=====\n\nSee :numref:`tab`.\n\n"
    ".. csv-table:: Limits\n   :name: tab\n   :header-rows: 1\n\n   a, b\n   1, 2\n",
}


def _elements(root: Any) -> Iterator[Any]:
    """All elements of a structure, with the language of the part in which they are."""
    waiting: list[tuple[Any, str]] = [(root["/K"], "")]
    while waiting:
        found, language = waiting.pop()
        node: Any = found.get_object()
        if isinstance(node, list):
            waiting += [(each, language) for each in reversed(node)]
        elif hasattr(node, "raw_get") and node.get("/S"):
            language = str(node.get("/Lang", language))
            yield node, language
            if "/K" in node:
                waiting.append((node.raw_get("/K"), language))


def test_both_editions_keep_their_tags_and_links(tmp_path: Path) -> None:
    source = write(tmp_path / "source", LINKED, CONF)
    targets = [tmp_path / name for name in ("one.pdf", "two.pdf")]
    for target in targets:
        status, _, err = run_command("bilingual", str(source), "--to", str(target))
        assert status == 0, err
    assert targets[0].read_bytes() == targets[1].read_bytes()
    reader: Any = PdfReader(targets[0])
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    structure = root["/StructTreeRoot"]
    languages = {id(node): language for node, language in _elements(structure)}
    kinds = [(str(node["/S"]), language) for node, language in _elements(structure)]
    assert kinds[0] == ("/Document", "")
    assert [each for each in kinds if each[0] == "/Part"] == [("/Part", "en"), ("/Part", "fr")]
    assert kinds.count(("/TH", "en")) == kinds.count(("/TH", "fr")) == 2
    # What stands on a page is tagged by its own edition, and each number is used once.
    numbers = structure["/ParentTree"]["/Nums"]
    keys = [int(key) for key in numbers[::2]]
    assert keys == sorted(set(keys))
    tree = dict(zip(keys, numbers[1::2], strict=True))
    half = len(reader.pages) // 2
    for place, page in enumerate(reader.pages):
        found = {languages[id(each.get_object())] for each in tree[page["/StructParents"]].get_object()}
        assert found <= {"en" if place < half else "fr"}
    # Links lead to a page of their own edition.
    places = {page.indirect_reference.idnum: place for place, page in enumerate(reader.pages)}
    leads = set()
    for place, page in enumerate(reader.pages):
        for link in (each.get_object() for each in page.get("/Annots", ())):
            assert int(link["/StructParent"]) in tree
            target = link.get("/Dest") or link["/A"]["/D"]
            if isinstance(target, str):
                target = reader.named_destinations[target].dest_array
            leads.add(
                (
                    place < half,
                    places[target[0].idnum if hasattr(target[0], "idnum") else target.raw_get(0).idnum] < half,
                )
            )
    assert leads == {(True, True), (False, False)}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [(("--languages", "en"), "name two languages"), (("--second", "nowhere"), "nowhere, language fr")],
)
def test_it_says_why_it_cannot(tmp_path: Path, arguments: tuple[str, ...], why: str) -> None:
    source = write(tmp_path / "source", FILES, CONF)
    status, _, err = run_command("bilingual", str(source), "--to", str(tmp_path / "both.pdf"), *arguments)
    assert status == 2
    assert why in err


CRASH = """
def setup(app):
    def fail(*_):
        raise ValueError("the cause\\nin two lines")
    app.connect("{}", fail)
"""


@pytest.mark.parametrize(
    ("conf", "cause"),
    [
        (CRASH.format("config-inited"), "the cause in two lines"),
        (CRASH.format("doctree-read"), "the cause in two lines"),
        ("raise KeyError('the cause')\n", "KeyError: 'the cause'"),
        ("x = = 1\n", "invalid syntax"),
        ("extensions = ['no_such_extension']\n", "no_such_extension"),
    ],
)
def test_what_stops_sphinx_is_said_in_one_line(tmp_path: Path, conf: str, cause: str) -> None:
    source = write(tmp_path / "source", FILES, CONF + conf)
    status, _, err = run_command("bilingual", str(source), "--to", str(tmp_path / "both.pdf"))
    assert status == 2
    (line,) = err.splitlines()
    assert line.startswith(f"dlmsprofile: {source}, language en: ")
    assert cause in line
    status, _, err = run_command("compare", str(source), str(source), "-D", "language=fr")
    assert status == 2
    assert err.splitlines()[-1].startswith("dlmsprofile: ")
    assert cause in err.splitlines()[-1]
