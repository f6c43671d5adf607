"""Our own words are said in each language of the room ``locale``, and French is whole."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinx_dlmsprofile
from sphinx_dlmsprofile.locale import languages, say, speak, vocabulary
from sphinx_dlmsprofile.registry.architecture import default_architecture
from sphinx_dlmsprofile.sphinx.links.register import SCRIPT_WORDS
from sphinx_dlmsprofile.sphinx.pages.context import FIXED_FURNITURE, FURNITURE
from tests.builds.building import build, write

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(sphinx_dlmsprofile.__file__).parent
_SAID = re.compile(r'(?<![\w.])say\("((?:[^"\\]|\\.)*)"')
_DATA = ("and", "or", "excluded")
"""What is said of the model: the joints of a stack, and what support is in a word."""


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts in an expression: of a mapping its values, or its keys where values are none."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            yield from list(_texts(value)) or (_texts(key) if key else ())
    elif isinstance(node, ast.IfExp):
        for part in (node.body, node.orelse):
            yield from _texts(part)
    elif isinstance(node, ast.Subscript):
        return
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for child in ast.iter_child_nodes(node):
            yield from _texts(child)


def _marked() -> set[str]:
    """All words that are said, in the code and of data."""
    found = set(_DATA)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"say", "mark"}:
                found.update(text for argument in node.args[:1] for text in _texts(argument))
    architecture = default_architecture()
    found.update(entity.name for entity in architecture.entities)
    found.update(name for _, name in architecture.sections)
    return {words for words in found if any(character.isalpha() for character in words) or words in {": ", "; "}}


def test_french_has_each_of_our_words_and_no_other() -> None:
    marked, french = _marked(), set(vocabulary("fr"))
    assert sorted(marked - french) == []
    assert sorted(french - marked) == []


@pytest.mark.parametrize("language", languages()[1:])
def test_a_language_keeps_the_gaps_of_our_words(language: str) -> None:
    words = vocabulary(language)
    assert set(words) <= set(vocabulary("fr"))
    assert [word for word, said in words.items() if re.findall(r"\{\w*\}", word) != re.findall(r"\{\w*\}", said)] == []
    assert [
        word for word, said in words.items() if word[:1].isspace() != said[:1].isspace() and word not in {": ", "; "}
    ] == []


@pytest.mark.parametrize("language", languages()[1:])
def test_a_language_has_what_stands_around_pages(language: str) -> None:
    # Sphinx has words of its own for the rest.
    assert {*FURNITURE, *FIXED_FURNITURE, *SCRIPT_WORDS} <= set(vocabulary(language))


def test_scripts_say_what_pages_give_them() -> None:
    scripts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("static/dlms-*.js")]
    assert {words for script in scripts if "window.dlms" in script for words in _SAID.findall(script)} <= set(
        SCRIPT_WORDS
    ) | {"Copied: {}"}


def test_french_words_are_set_as_french_ones() -> None:
    for said in vocabulary("fr").values():
        assert not re.search(r"(?<![\u00a0\d])[:!?](?!\d)|«(?!\u00a0)|(?<!\u00a0)»|'", said), said


def test_a_language_without_a_file_is_english() -> None:
    try:
        speak("xx")
        assert say("Edition {}", "1.0") == "Edition 1.0"
        speak("fr_CA")
        assert say("Edition {}", "1.0") == "Édition 1.0"
    finally:
        speak(None)


_POLISH = {"Table": "Tabela", "Foreword": "Przedmowa", "Annex": "Załącznik", "Edition {}": "Wydanie {}"}
_OF_POLAND = {
    "index.rst": "T\n=\n\n.. toctree::\n\n   przedmowa\n   zakres\n   a\n",
    "przedmowa.rst": "Przedmowa\n=========\n\nSlowo.\n",
    "zakres.rst": "Zakres\n======\n\n:numref:`t` i :numref:`a`\n\n.. csv-table:: Liczby\n   :name: t\n\n   1, 2\n",
    "a.rst": ".. _a:\n\nZałącznik A (informative) Reszta\n================================\n\nSlowo.\n",
}


def test_a_project_brings_a_language_and_its_words_are_its_own(tmp_path: Path) -> None:
    source = write(tmp_path / "pl", _OF_POLAND, 'language = "pl"\ndlms_language_files = "pl.json"\n')
    (source / "pl.json").write_text(json.dumps(_POLISH), "utf-8")
    page = build(source, tmp_path / "out").out / "zakres.html"
    assert "Tabela 1" in page.read_text("utf-8")
    assert "Załącznik A" in page.read_text("utf-8")
    # The Foreword is no clause: it is known by its title in that language.
    assert 'class="section-number">1' in page.read_text("utf-8")
    # Another word in the file makes the pages anew.
    (source / "pl.json").write_text(json.dumps(_POLISH | {"Table": "Tablica"}), "utf-8")
    build(source, tmp_path / "out")
    assert "Tablica 1" in page.read_text("utf-8")
    # The next project of the process has its own language, and no word of this one.
    other = write(tmp_path / "other", _OF_POLAND, 'language = "pl"\n')
    page = build(other, tmp_path / "other-out").out / "zakres.html"
    assert not {"Tabela", "Tablica"} & {*page.read_text("utf-8").replace(">", " ").split()}
    assert "Table 1" in page.read_text("utf-8")


def test_sts_says_by_its_elements_what_french_labels_say(tmp_path: Path) -> None:
    term = "relay\n-----\n\n.. term::\n\n   definition: device\n   notes: [It waits.]\n   source: IEC 1\n"
    files = {
        "index.rst": "Title\n=====\n\n.. toctree::\n\n   terms\n",
        "terms.rst": f"Terms and definitions\n=====================\n\n{term}",
    }
    source = write(tmp_path / "source", files, 'language = "fr"\n')
    build(source, tmp_path / "out", builder="dlmssts")
    written = next((tmp_path / "out").glob("*.xml")).read_text("utf-8")
    assert "It waits." in written
    assert "Note 1" not in written
    assert "SOURCE" not in written
