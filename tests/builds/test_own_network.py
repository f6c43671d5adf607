"""A figure of a network that its own file describes, as an annex has one of its examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.rendering.svg.environment import CAPTION
from tests.builds.building import build

if TYPE_CHECKING:
    from pathlib import Path

NETWORK = """\
entities:
  - {id: NNAP, row: 0}
  - {id: MED 1, row: 1}
  - {id: MED 2, name: "MED 2, relay", row: 1, abbreviated: no}
interfaces:
  - {id: C1, name: C, between: [NNAP, MED 1]}
  - {id: C2, name: C, between: [NNAP, MED 2]}
"""
TEXT = """
Targeted communication environments
===================================

Text.

Annex A (informative) Examples
==============================

.. communication-environment:: Network of the examples
   :architecture: network.yaml

   entities: [NNAP, MED 1]
   interfaces: [C1, {interface}]
"""


def built(directory: Path, network: str = NETWORK, interface: str = "C2") -> tuple[str, str]:
    """The page and the findings of a standard with such a figure."""
    (directory / "conf.py").write_text('extensions = ["sphinx_dlmsprofile"]\nproject = "P"\nnumfig = True\n')
    (directory / "index.rst").write_text("Title\n=====\n" + TEXT.replace("=", "-").format(interface=interface))
    (directory / "network.yaml").write_text(network)
    found = build(directory, directory / "out")
    return str(found.page("index")), found.warnings


def test_it_is_drawn_with_what_is_printed_at_its_interfaces(tmp_path: Path) -> None:
    page, warnings = built(tmp_path)
    assert page.count(">C</text>") == 2
    assert "C between NNAP and MED 1; C between NNAP and MED 2, relay" in page
    assert "Network of the examples" in page
    assert say(CAPTION) not in page
    assert "the architecture has no" not in warnings
    assert "network.yaml" not in warnings


def test_it_is_no_figure_of_clause_4(tmp_path: Path) -> None:
    _, warnings = built(tmp_path)
    assert "no figure of the architecture" in warnings
    assert "does not name it" not in warnings


def test_its_marks_are_of_its_own_network(tmp_path: Path) -> None:
    _, warnings = built(tmp_path, interface="L")
    assert 'the architecture has no interface "L"' in warnings


def test_what_is_described_twice_is_reported_and_drawn_once(tmp_path: Path) -> None:
    network = f"{NETWORK}  - {{id: C2, between: [MED 1, MED 2]}}\n"
    _, warnings = built(tmp_path, network)
    assert "network.yaml:8: ERROR: the interface C2 is described twice" in warnings
    _, warnings = built(tmp_path, network.replace("interfaces:", "  - {id: NNAP}\ninterfaces:"))
    assert "network.yaml:5: ERROR: the entity NNAP is described twice" in warnings


def test_a_file_that_is_not_there_is_reported_at_the_option(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "network.yaml").unlink()
    found = build(tmp_path, tmp_path / "again")
    assert 'the file "network.yaml" cannot be read' in found.warnings
