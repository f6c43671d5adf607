"""Lists of references and the role that cites them: targets, links, both markups, plain lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build
from tests.support import Source

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
Scope
=====

:std:`IEC 62056-5-3:2016, 7.2` and :std:`the radio <IEEE 802.11ah>`.

:std:`IEC 62056-53` and :std:`RFC8200` and :dlms:reference:`LoRaWAN 1.0.4` and :std:`IEC 61334-4-32, Clause 5`.

:std:`RFC 9999` and :std:`RFC 791`.

Normative references
====================

.. normative-references::
   :name: refs

   IEC 61334 (all parts): Distribution automation
   IEC 62056-5-3:2016: "Electricity metering data exchange – Part 5-3: *DLMS/COSEM* application layer"
   IEEE Std 802.11ah-2016: {title: Sub 1 GHz License Exempt Operation, lower-layer: yes}
   LoRaWAN 1.0.4: Specification

and

RFC 8200, *Internet Protocol, Version 6 (IPv6) Specification*

Bibliography
============

- RFC 791, *Internet Protocol*
"""
LINKS = {
    "IEC 62056-5-3:2016, 7.2": "ref-IEC-62056-5-3-2016",
    "the radio": "ref-IEEE-Std-802.11ah-2016",
    "IEC 62056-53": "ref-IEC-62056-5-3-2016",
    "RFC8200": "ref-RFC-8200",
    "LoRaWAN 1.0.4": "ref-LoRaWAN-1.0.4",
    "IEC 61334-4-32, Clause 5": "ref-IEC-61334-all-parts",
    "RFC 791": "ref-RFC-791",
}


@pytest.mark.parametrize("markup", ["rst", "myst"])
def test_links(tmp_path: Path, markup: str) -> None:
    source = Source({"index.rst": TEXT})
    source = source.as_myst() if markup == "myst" else source
    built = build(source.write(tmp_path / "source"), tmp_path / "html")
    page = built.page("index")
    links = {link.get_text(): str(link["href"]).removeprefix("#") for link in page.select("p a.reference.internal")}
    assert links == LINKS
    assert all(page.find(id=anchor) for anchor in LINKS.values())
    assert "RFC 9999" in page.get_text()
    assert "reference target not found" not in built.warnings


def test_form(tmp_path: Path) -> None:
    page = build(Source({"index.rst": TEXT}).write(tmp_path / "source"), tmp_path / "html").page("index")
    entries = page.select("#refs p.dlms-reference")
    assert [entry.get_text().partition(",")[0] for entry in entries] == [
        "IEC 61334 (all parts)",
        "IEC 62056-5-3:2016",
        "IEEE Std 802.11ah-2016",
        "LoRaWAN 1.0.4",
    ]
    title = entries[2].find("em")
    assert title is not None
    assert title.get_text() == "Sub 1 GHz License Exempt Operation"


def test_unlisted_is_reported_once(tmp_path: Path) -> None:
    built = build(Source({"index.rst": TEXT}).write(tmp_path / "source"), tmp_path / "html", "-n")
    about = [line for line in built.warnings.splitlines() if "RFC 9999" in line]
    assert len(about) == 1
    assert "[dlms.reference-unlisted]" in about[0]
