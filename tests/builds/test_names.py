"""A name is the words that are printed: in the index, as a target, in the model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, write

if TYPE_CHECKING:
    from pathlib import Path

RST = r"""
Addressing
==========

.. sap-table:: SAPs

   client:
     0x20: "|field|"
     0x21: The *local* client
     0x22: |late| client
     0x23: "|unknown| client"

.. layer-stack:: Stack

   layers:
     phy: {role: physical, name: "``Radio``", standard: IEEE 802.15.4}
   profiles:
     "*Fast* profile": {kind: general, stack: [ap, al, phy]}

.. cosem-class:: |tech| setup
   :class-id: 7000
   :version: 0

   attributes:
     1: {name: logical_name, type: octet-string, static: yes, short-name: x}

:dlms:sap:`Field client`, :dlms:sap:`The local client`, :dlms:sap:`Late client`, :dlms:profile:`Fast profile`,
:dlms:layer:`Radio`, :dlms:class:`XYZ setup`, :dlms:attribute:`XYZ setup.logical_name`.

.. |late| replace:: Late
"""
MYST = """
# Addressing

```{sap-table} SAPs
client:
  0x20: "{{ field }}"
  0x21: The *local* client
  0x22: "{{late}} client"
  0x23: "{{unknown}} client"
  0x24: $E=mc^2$ client
```

```{layer-stack} Stack
layers:
  phy: {role: physical, name: "``Radio``", standard: IEEE 802.15.4}
profiles:
  "*Fast* profile": {kind: general, stack: [ap, al, phy]}
```

```{cosem-class} {{tech}} setup
:class-id: 7000
:version: 0

attributes:
  1: {name: logical_name, type: octet-string, static: yes, short-name: x}
```

{dlms:sap}`Field client`, {dlms:sap}`The local client`, {dlms:sap}`Late client`, {dlms:profile}`Fast profile`,
{dlms:layer}`Radio`, {dlms:class}`XYZ setup`, {dlms:attribute}`XYZ setup.logical_name`, {dlms:sap}`E = mc^2 client`.
"""
CONF = """
rst_prolog = ".. |field| replace:: Field client\\n.. |tech| replace:: XYZ\\n"
myst_enable_extensions = ["substitution", "dollarmath"]
myst_substitutions = {"field": "Field client", "tech": "XYZ", "late": "Late"}
"""


@pytest.mark.parametrize(("ending", "text"), [("rst", RST), ("md", MYST)])
def test_names_are_the_words_that_are_printed(tmp_path: Path, ending: str, text: str) -> None:
    root = "Title\n=====\n\n.. toctree::\n\n   body\n   idx\n"
    files = {"index.rst": root, f"body.{ending}": text, "idx.rst": "Index\n=====\n"}
    built = build(write(tmp_path / "source", files, CONF), tmp_path / "out")
    wanted = ["Field client", "The local client", "Late client", "Fast profile", "Radio", "XYZ setup"]
    assert built.links("body")[:6] == wanted
    assert len(built.links("body")) == (7 if ending == "rst" else 8)
    entries = {entry.text.partition(",")[0].partition("\n")[0] for entry in built.page("idx").select(".dlms-index li")}
    assert {*wanted, "interface class"} - {"Radio"} <= entries
    model = (built.out / "profile.json").read_text("utf-8")
    rows = [row["name"] for row in json.loads(model)["sap_tables"][0]["rows"]]
    assert rows[:3] == ["Field client", "The local client", "Late client"]
    assert "unknown" in rows[3], "what nobody defines stays as it is"
