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


SIGNS = """
Title
=====

.. profile-title:: Part 8-91: Radio |nbsp| communication profile |--| LAN |dots| |wrong| networks

Addressing
==========

.. sap-table:: SAPs

   client:
     0x20: "|>=| 10 |nbsp| clients |(c)|"
     0x21: "|quoted| client"

.. |nbsp| unicode:: U+00A0
   :trim:
.. |--| unicode:: U+2013 .. EN DASH
.. |>=| unicode:: 0x2265
.. |(c)| unicode:: (c) &#xA9;
   :ltrim:
.. |dots| unicode:: U+2026
   :rtrim:
.. |quoted| unicode:: U+0022
.. |wrong| unicode:: U+FFFFFFFF
"""


def test_signs_by_their_codes_are_what_is_printed(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", {"index.rst": SIGNS}), tmp_path / "out")
    model = json.loads((built.out / "profile.json").read_text("utf-8"))
    assert model["title"] == "Part 8-91: Radio\u00a0communication profile – LAN …|wrong| networks"
    names = [row["name"] for row in model["sap_tables"][0]["rows"]]
    assert names == ["≥ 10\u00a0clients(c)©", "|quoted| client"], "a sign of YAML stays as it is written"


MEETING = """
Title
=====

.. sap-table:: SAPs

   client:
     0x20: |nbsp| First |word| |nbsp| client |nbsp| |--| end
     0x21: "Two |lines|"

.. |nbsp| unicode:: U+00A0
   :trim:
.. |--| unicode:: U+2013
   :ltrim:
.. |word| replace:: one
.. |lines| unicode:: A U+000A B
"""


def test_signs_that_meet_and_those_that_are_no_text(tmp_path: Path) -> None:
    """Each takes the blanks beside it away, except one that belongs to a mark of YAML."""
    built = build(write(tmp_path / "source", {"index.rst": MEETING}), tmp_path / "out")
    rows = json.loads((built.out / "profile.json").read_text("utf-8"))["sap_tables"][0]["rows"]
    assert rows[0]["name"].strip("\u00a0") == "First one\u00a0client\u00a0– end"
    assert rows[1]["name"] == "Two |lines|"
