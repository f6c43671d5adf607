"""Names of another project, found by intersphinx however they are written, and its printed numbers."""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.commands.standard import check_project
from tests.builds.building import build
from tests.support import Source

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import BeautifulSoup

_PART = """\
=======
Profile
=======

Terms
-----

.. term:: gateway

   definition: device between two networks

Addressing
----------

.. _sec-saps:

SAPs
~~~~

.. sap-table:: SAPs
   :name: tab-saps

   client:
     0x10: Public Client
     0x11: Reader
   server:
     0x11: Reader

.. cosem-class:: Mesh radio setup
   :class-id: 8192

   attributes:
     1: {name: logical_name, type: octet-string}

.. obis-codes::

   0-b:25.17.1.255: {class: Data, name: Identifier of the device}
"""

_REFERENCES = {
    "case": (":dlms:class:`mesh RADIO setup`", "mesh RADIO setup"),
    "attribute": (":dlms:attribute:`Mesh radio setup.LOGICAL_NAME`", "Mesh radio setup.LOGICAL_NAME"),
    "unqualified": (":dlms:sap:`Public client`", "Public client"),
    "plural": (":dlms:term:`Gateways`", "Gateways"),
    "obis": (":obis:`0-b:25.17.1.255`", "0-b:25.17.1.255"),
    "cosem": (":cosem:`Mesh radio setup`", "Mesh radio setup"),
    "table": (":numref:`one:tab-saps`", "8-31, Table 1"),
    "clause": (":numref:`sec-saps`", "8-31, 2.1"),
    "titled": (":numref:`the table <tab-saps>`", "the table"),
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    directory = tmp_path_factory.mktemp("projects")
    one = Source({"index.rst": _PART}, {"project": "IEC 62056-8-31"}).write(directory / "one")
    assert build(one, directory / "html").status in {0, 1}
    lines = "\n\n".join(f"{name} {written}" for name, (written, _) in _REFERENCES.items())
    other = Source({"index.rst": f"Companion\n=========\n\n{lines}\n\nboth :dlms:sap:`Reader`\n"}).write(
        directory / "other"
    )
    mapping = {"one": ("https://example.org/", str(directory / "html" / "objects.inv"))}
    conf = f"intersphinx_mapping = {mapping!r}\ndlms_standard = False\n"
    (other / "conf.py").write_text(f'extensions = ["sphinx_dlmsprofile", "sphinx.ext.intersphinx"]\n{conf}', "utf-8")
    built = build(other, directory / "other-html")
    assert "Reader" in built.warnings, "two SAPs have this name"
    assert built.warnings.count("WARNING") == 1, built.warnings
    return built.page("index")


@pytest.mark.parametrize("name", _REFERENCES)
def test_it_is_linked(page: BeautifulSoup, name: str) -> None:
    paragraph = next(each for each in page.select("p") if each.text.startswith(f"{name} "))
    link = paragraph.select_one("a.external")
    assert link is not None, paragraph
    assert str(link["href"]).startswith("https://example.org/index.html#")
    assert link.text.replace("\u00a0", " ") == _REFERENCES[name][1]


def test_a_check_knows_them(tmp_path: Path) -> None:
    one = Source({"index.rst": _PART}, {"project": "IEC 62056-8-31"}).write(tmp_path / "one")
    build(one, tmp_path / "html")
    other = Source(
        {"index.rst": "Other\n=====\n\nScope\n-----\n\nSee :dlms:term:`gateways` and :dlms:term:`gatways`.\n"}
    )
    other.write(tmp_path / "other")
    mapping = {"one": ("https://example.org/", str(tmp_path / "html" / "objects.inv"))}
    conf = f'extensions = ["sphinx_dlmsprofile", "sphinx.ext.intersphinx"]\nintersphinx_mapping = {mapping!r}\n'
    (tmp_path / "other" / "conf.py").write_text(conf, "utf-8")
    found = [
        each for each in check_project(tmp_path / "other", log=io.StringIO()) if each.rule == "reference-undefined"
    ]
    assert [each.message.split('"')[1] for each in found] == ["gatways"]


TEN: dict[str, dict[str, object]] = {
    "sphinx.ext.autodoc": {},
    "sphinx.ext.autosectionlabel": {"autosectionlabel_prefix_document": True},
    "sphinx.ext.extlinks": {},
    "sphinx.ext.graphviz": {},
    "sphinx.ext.ifconfig": {},
    "sphinx.ext.mathjax": {},
    "sphinx.ext.todo": {},
    "sphinx_copybutton": {},
    "sphinx_design": {},
    "sphinx_sitemap": {"html_baseurl": "https://example.org/"},
}
"""Popular extensions, with what they have to be told; those that are not installed are left out."""


def test_beside_popular_extensions(tmp_path: Path) -> None:
    """They change neither what is found nor a number."""
    alone = Source({"index.rst": _PART}).write(tmp_path / "alone")
    installed = [name for name in TEN if name.startswith("sphinx.") or find_spec(name)]
    settings = {key: value for name in installed for key, value in TEN[name].items()}
    conf = {**settings, "extensions": ["sphinx_dlmsprofile", *installed]}
    both = Source({"index.rst": _PART}, conf).write(tmp_path / "both")
    found = [[(each.rule, each.at) for each in check_project(path, log=io.StringIO())] for path in (alone, both)]
    assert found[0] == found[1]
    pages = [build(path, tmp_path / f"{path.name}-html").page("index") for path in (alone, both)]
    numbers = [[each.text for each in page.select(".section-number, .caption-number")] for page in pages]
    assert numbers[0] == numbers[1] != []
