"""The domain ``dlms``: references to classes, attributes, methods, SAPs, layers and profiles."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sphinx.util.inventory import InventoryFile

from sphinx_dlmsprofile.sphinx.building.domain import DlmsDomain
from sphinx_dlmsprofile.sphinx.links.entries import KINDS
from tests.builds.building import build
from tests.support import EXAMPLE

if TYPE_CHECKING:
    from pathlib import Path

REFERENCES = {
    "dlms:class": ("IEEE 802.11ah setup", "annex-b.html"),
    "dlms:attribute": ("IEEE 802.11ah setup.ssid", "annex-b.html"),
    "dlms:method": ("IEEE 802.11ah setup.leave", "annex-b.html"),
    "dlms:sap": ("client.Public Client", "06-addressing.html"),
    "dlms:layer": ("l2a", "05-layers.html"),
    "dlms:profile": ("IP based profile", "05-layers.html"),
}
ALIASES = {
    "dlms:class": "180",
    "dlms:attribute": "ieee 802.11ah  setup.3",
    "dlms:sap": "tab-wports.client.Public Client",
    "dlms:layer": "L2 adaptation layer",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with one more document that refers to everything, in both markups."""
    base = tmp_path_factory.mktemp("domain")
    source = base / "source"
    shutil.copytree(EXAMPLE, source)
    names = [(role, name) for role, (name, _) in REFERENCES.items()] + list(ALIASES.items())
    rst = "\n\n".join(f":{role}:`{name}`" for role, name in names)
    myst = "\n\n".join(f"{{{role}}}`{name}`" for role, name in names)
    (source / "refs-rst.rst").write_text(
        f":orphan:\n\nReferences\n==========\n\n{rst}\n\n:any:`l2a`\n", encoding="utf-8"
    )
    (source / "refs-myst.md").write_text(f"---\norphan: true\n---\n# References\n\n{myst}\n", encoding="utf-8")
    (source / "dangling.rst").write_text(":orphan:\n\nX\n=\n\n:dlms:class:`Nothing`\n", encoding="utf-8")
    result = build(source, base / "html", "-q")
    (base / "html" / "warnings.txt").write_text(result.warnings, encoding="utf-8")
    return base / "html"


@pytest.mark.parametrize("page", ["refs-rst.html", "refs-myst.html"])
def test_each_reference_reaches_its_target(built: Path, page: str) -> None:
    soup = BeautifulSoup((built / page).read_text(encoding="utf-8"), "html.parser")
    links = [link for link in soup.select("a.reference.internal") if link.find(["em", "span"], class_="xref")]
    wanted = [*REFERENCES.values(), *((name, REFERENCES[role][1]) for role, name in ALIASES.items())]
    assert len(links) >= len(wanted)
    for link, (name, file) in zip(links, wanted, strict=False):
        target, _, anchor = str(link["href"]).partition("#")
        assert target == file, name
        shown = BeautifulSoup((built / file).read_text(encoding="utf-8"), "html.parser")
        assert shown.find(id=anchor) is not None, anchor


def test_a_dangling_reference_is_warned_of(built: Path) -> None:
    warnings = (built / "warnings.txt").read_text(encoding="utf-8").splitlines()
    assert len(warnings) == 1
    assert "dangling.rst:6" in warnings[0]


def test_objects_inv_lists_them(built: Path) -> None:
    inventory = InventoryFile.loads((built / "objects.inv").read_bytes(), uri="").data
    for role, (name, _) in REFERENCES.items():
        assert name in inventory[role], role


def test_the_index_lists_them(built: Path) -> None:
    page = BeautifulSoup((built / "99-index.html").read_text(encoding="utf-8"), "html.parser").get_text(" ")
    for name in ("IEEE 802.11ah setup", "General profile", "Public Client"):
        assert name in page


def test_a_reader_can_jump_to_all_kinds() -> None:
    assert set(DlmsDomain.object_types) <= set(KINDS)
