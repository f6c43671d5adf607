"""Structure is read from the source, not from what is displayed: translated, with footnotes, soft hyphens, markup."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx.locale import translators

from tests.builds.building import Built, build, write
from tests.support import findings_of_command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "index.rst": "Title\n=====\n\n.. toctree::\n\n   foreword\n   scope\n   references\n   terms\n   rules\n   annex\n"
    "   annex-b\n   bibliography\n   idx\n",
    "foreword.rst": "Foreword\n========\n\nText.\n",
    "scope.rst": "Scope\n=====\n\nThis document shall not bind.\n",
    "references.rst": "Normative references\n====================\n\nIEC 62056-5-3, *Application layer*\n",
    "terms.rst": """\
        Terms, definitions and abbreviations
        ====================================

        Terms and definitions
        ---------------------

        metering station
        ~~~~~~~~~~~~~~~~

        meter with a radio

        Note 1 to entry: It stays where it is.
        """,
    "rules.rst": """\
        .. _sec-rules:

        Rules of |technology|
        =====================

        :prov:`join-once` A :index:`station` shall join once, see :numref:`annex-x` and :std:`IEC 62056-5-3`.

        A :term:`metering station <metering station>` should stay [#note]_.

        .. table:: Limits
           :name: tab-limits

           ======= ==================
           Object  Rule
           ======= ==================
           T1      shall be 3 s
           ======= ==================

        .. [#note] A footnote.
        """,
    "annex.rst": """\
        .. _annex-x:

        Annex A (informative) Examples
        ==============================

        Text shall not bind.

        General
        -------

        .. figure:: x.svg
           :name: fig-x

           Example of a figure
        """,
    "annex-b.rst": "Annex (normative) Classes\n=========================\n\nA class shall be new.\n",
    "bibliography.rst": "Bibliography\n============\n\nRFC 8724, *Static context*\n",
    "idx.rst": "Index\n=====\n",
}
CONF = 'rst_prolog = ".. |technology| replace:: XYZ\\n"\nlocale_dirs = ["locales"]\n'
_WORDS = {
    "Annex A (informative) Examples": "Anhang A (informativ) Beispiele",
    "Annex (normative) Classes": "Anhang (normativ) Klassen",
    "Foreword": "Vorwort",
}


@pytest.fixture(autouse=True)
def _forget_catalogues() -> Iterator[None]:
    yield
    translators.clear()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A standard whose texts are all translated into German."""
    source = write(tmp_path / "source", FILES, CONF)
    build(source, tmp_path / "templates", builder="gettext")
    for template in (tmp_path / "templates").glob("*.pot"):
        with template.open("rb") as file:
            catalogue = read_po(file)
        for message in catalogue:
            # What stands before a role stays, so that it belongs to the same sentence.
            translated = re.sub(r"(?<![:`\w|-])\b(shall|should|Note|NOTE)\b", "muss", str(message.id))
            message.string = _WORDS.get(str(message.id), f"Ü {translated}")
        path = source / "locales" / "de" / "LC_MESSAGES" / f"{template.stem}.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, catalogue)
    return source


NAMES = [name.removesuffix(".rst") for name in FILES]
GERMAN = ("-D", "language=de")


def _model(built: Built) -> dict[str, object]:
    model: dict[str, object] = json.loads((built.out / "profile.json").read_text("utf-8"))
    return model


def test_a_translated_edition_has_the_same_numbers_and_the_same_model(source: Path, tmp_path: Path) -> None:
    english = build(source, tmp_path / "english")
    german = build(source, tmp_path / "german", *GERMAN)
    assert german.titles(*NAMES) == [
        "Ü Title",
        "Vorwort",
        "1 Ü Scope",
        "2 Ü Normative references",
        "3 Ü Terms, definitions and abbreviations",
        "3.1 Ü Terms and definitions",
        "3.1.1 Ü metering station",
        "4 Ü Rules of XYZ",
        "Tabelle 1 \u2013 Ü Limits",
        "Anhang A (informativ) Beispiele",
        "A.1 Ü General",
        "Bild A.1 \u2013 Ü Example of a figure",
        "Anhang B (normativ) Klassen",
        "Ü Bibliography",
        "Ü Index",
    ]
    assert german.links("rules")[:2] == ["Anhang A", "IEC 62056-5-3"]
    assert [entry.text for entry in german.page("idx").select("ul.dlms-index-entries > li")] == ["station, 4"]
    model, expected = _model(german), _model(english)
    # The word before a number is that of the page.
    words = {"Anhang ": "Annex ", "Tabelle ": "Table ", "Bild ": "Figure "}
    assert json.loads(re.sub("|".join(words), lambda match: words[match[0]], json.dumps(model))) == expected
    assert [each["identifier"] for each in expected["provisions"]] == [  # type: ignore[attr-defined]
        "join-once",
        "metering-station-should-stay",
        "t1-shall-3-s",
        "class-shall-new",
    ]
    assert german.page("rules").select_one("#prov-join-once") is not None


def test_the_source_is_judged(source: Path) -> None:
    found = [findings_of_command(str(source), *options) for options in ((), GERMAN)]
    assert found[0] == found[1]


def test_serial_and_parallel_are_alike(source: Path, tmp_path: Path) -> None:
    pages = [build(source, tmp_path / str(jobs), *GERMAN, "-j", str(jobs)).pages() for jobs in (1, 2)]
    assert pages[0] == pages[1]


def test_what_a_translator_has_left_out_can_be_linked_to(source: Path, tmp_path: Path) -> None:
    path = source / "locales" / "de" / "LC_MESSAGES" / "rules.mo"
    with (tmp_path / "templates" / "rules.pot").open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        message.string = "Eine Station tritt bei." if "join-once" in str(message.id) else ""
    with path.open("wb") as file:
        write_mo(file, catalogue)
    built = build(source, tmp_path / "out", *GERMAN)
    assert built.page("rules").select_one("#prov-join-once") is not None
    place = built.page("idx").select_one("ul.dlms-index-entries a")
    assert place is not None
    assert built.page("rules").select_one(f"#{str(place['href']).partition('#')[2]}") is not None


def test_notes_and_soft_hyphens_do_not_belong_to_a_title(tmp_path: Path) -> None:
    files = {
        "index.rst": """\
        Title
        =====

        Fore\u00adword [#f]_
        --------------------

        See :ref:`scope`.

        .. _scope:

        Scope [#s]_
        -----------

        Text.

        Annex A (informative) Examples [#e]_
        ------------------------------------

        Text.

        In\u00addex
        -----------

        .. [#f] A footnote.
        .. [#s] A footnote.
        .. [#e] A footnote.
        """
    }
    built = build(write(tmp_path / "source", files), tmp_path / "out")
    assert [title.replace("\u00ad", "") for title in built.titles("index")] == [
        "Title",
        "Foreword [1]",
        "1 Scope [2]",
        "Annex A (informative) Examples [3]",
        "Index",
    ]
    assert built.links("index")[0] == "Scope"
    clauses = _model(built)["clauses"]
    assert [clause["title"] for clause in clauses] == ["Foreword", "Scope", "Examples", "Index"]  # type: ignore[attr-defined]
