"""The list of layers: made from stacks in other documents, in every build and output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, edit, text, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds.building import Built

FILES = {
    "index.rst": """\
        A standard
        ==========

        .. toctree::

           lower
           stack
        """,
    "lower.md": """\
        # Use of the communication layers for this profile

        ## Lower protocol layers and their use

        ### Overview

        ```{layer-list}
        ```

        ### Physical layer

        Text.

        ### PLC MAC sublayer

        Text.

        ## Service mapping and adaptation layers

        ### Convergence

        Text.
        """,
    "stack.rst": """\
        Identification and addressing schemes
        =====================================

        .. layer-stack:: The communication profiles

           layers:
             conv: {role: adaptation, name: Convergence layer, clause: 1.2.1}
             mac: {role: mac, name: MAC layer, standard: IEC 61334-5-1}
             phy: {role: physical, name: Physical layer, standard: IEC 61334-5-1}
           profiles:
             General profile: {kind: general, stack: [ap, al, conv, mac, phy]}
             IP based profile: {kind: ip, stack: [ap, al, tl, ipv6, mac, phy]}
        """,
}


def listed(built: Built, page: str = "lower") -> list[str]:
    return [text(item) for item in built.page(page).select("ul.dlms-layer-list > li")]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", FILES)


def test_layers_of_a_stack_in_another_document(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "out")
    assert listed(built) == [
        "Convergence layer of the General profile, see 1.2.1",
        "DLMS/COSEM transport layer of the IP based profile, IEC 62056-4-7",
        "IPv6 of the IP based profile, RFC 8200",
        "MAC layer, IEC 61334-5-1, see 1.1.3",
        "Physical layer, IEC 61334-5-1, see 1.1.2",
    ]
    assert built.links("lower") == ["1.2.1", "1.1.3", "1.1.2"]


def test_a_changed_stack_and_a_changed_number_reach_the_page(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out")
    edit(source / "stack.rst", "MAC layer, standard", "Channel access, standard")
    assert any(line.startswith("Channel access, ") for line in listed(build(source, tmp_path / "out")))
    edit(source / "stack.rst", ", clause: 1.2.1", ", clause: 1.1.1")
    changed = build(source, tmp_path / "out")
    assert changed.pages() == build(source, tmp_path / "clean").pages()


def test_for_some_profiles(source: Path, tmp_path: Path) -> None:
    edit(source / "lower.md", "```{layer-list}\n", "```{layer-list}\n:profile: ip based profile\n")
    found = listed(build(source, tmp_path / "out"))
    assert found[0] == "DLMS/COSEM transport layer, IEC 62056-4-7"
    assert not any("Convergence" in line for line in found)


@pytest.mark.parametrize("builder", ["text", "singlehtml", "latex", "man"])
def test_in_other_outputs(source: Path, tmp_path: Path, builder: str) -> None:
    built = build(source, tmp_path / "out", builder=builder)
    assert built.status in {0, 1}, "1 comes from findings"
    pages = (path for path in (tmp_path / "out").rglob("*") if path.suffix in {".txt", ".html", ".tex", ".1"})
    written = " ".join(" ".join(path.read_text("utf-8").split()) for path in pages)
    # Each output has its own way with hyphens.
    assert re.search(r"MAC layer, IEC 61334.{0,40}5.{0,20}1, see", written)


def test_nothing_to_list(source: Path, tmp_path: Path) -> None:
    edit(source / "stack.rst", ".. layer-stack::", ".. note::")
    assert listed(build(source, tmp_path / "out")) == []


def test_where_documents_are_no_standard(source: Path, tmp_path: Path) -> None:
    (source / "conf.py").write_text((source / "conf.py").read_text() + "dlms_standard = False\n")
    (source / "other.rst").write_text(
        ":orphan:\n\nOther\n=====\n\n.. layer-list::\n\n.. layer-stack:: One\n\n   layers:\n"
        "     phy: {role: physical, name: Wire, standard: EIA-485}\n   profiles:\n"
        "     One: {kind: general, stack: [ap, al, phy]}\n"
    )
    built = build(source, tmp_path / "out")
    assert listed(built, "other") == ["Wire, EIA-485"]
    assert listed(built) == []
