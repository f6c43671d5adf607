"""The text in ``profile.json``: every block with all of its words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.exports.profile import profile_data, project_of
from tests.support import Source

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

TEXT = r"""
A profile
=========

Before the clauses.

Ports
-----

The port is ``4059``, 10\ :sup:`6` octets of CO\ :sub:`2`, :math:`a+b`, see :numref:`tab` and :ref:`below <more>`. [#f]_

a) alpha

   continued

b) beta

.. code-block:: none

   first line
   second line

.. math:: c = 3

.. table:: Values
   :name: tab

   ===== =====
   Name  Value
   ===== =====
   T1    3 s
   ===== =====

.. note:: It counts.

.. figure:: picture.png

   A picture

.. raw:: html

   <b>raw</b>

.. [#f] Foot.

.. _more:

More
~~~~

After.
"""

REFERENCES = """\
A profile
=========

Scope
-----

See {math:numref}`sum`, {eq}`sum`, [](#sum), [](#other-words), [](#named), [](index.md), {doc}`index`, [own](#named).

$$
a = b
$$ (sum)

(named)=

Other words
-----------

The server shall use {eq}`sum`[^note] and ``code``.

[^note]: A note.
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    directory: Path = tmp_path_factory.mktemp("text")
    Source({"index.rst": TEXT}).write(directory)
    (directory / "picture.png").write_bytes(b"no picture")
    judgement = judge_project(directory, log=io.StringIO())
    assert judgement is not None
    return profile_data(judgement.project)


def test_each_clause_has_its_blocks_in_order(data: dict[str, Any]) -> None:
    found = [[(each["kind"], each["text"], each["label"]) for each in clause["blocks"]] for clause in data["text"]]
    assert found == [
        [("title", "A profile", None), ("paragraph", "Before the clauses.", None)],
        [
            ("title", "Ports", "1"),
            ("paragraph", "The port is 4059, 10^6 octets of CO_2, a + b, see Table 1 and below. [*]", None),
            ("paragraph", "alpha", "a)"),
            ("paragraph", "continued", None),
            ("paragraph", "beta", "b)"),
            ("code", "first line\nsecond line", None),
            ("formula", "c = 3", None),
            ("caption", "Values", "Table 1"),
            ("cell", "Name", None),
            ("cell", "Value", None),
            ("cell", "T1", None),
            ("cell", "3 s", None),
            ("note", "It counts.", "NOTE"),
            ("picture", "picture.png c2508535", None),
            ("caption", "A picture", "Figure 1"),
            ("raw", "<b>raw</b>", None),
            ("footnote", "Foot.", None),
        ],
        [("title", "More", "1.1"), ("paragraph", "After.", None)],
    ]
    assert [clause["clause"] for clause in data["text"]] == [None, "1", "1.1"]
    assert data["text"][1]["blocks"][0]["source"] == "index.rst:7"


def test_it_is_read_back(data: dict[str, Any]) -> None:
    project = project_of(data)
    assert project.texts.is_printed
    assert profile_data(project)["text"] == data["text"]


def test_an_older_file_has_none(data: dict[str, Any]) -> None:
    older = {key: value for key, value in data.items() if key != "text"}
    assert not project_of(older).texts.is_printed


def test_references_read_as_they_are_printed(tmp_path: Path) -> None:
    Source({"index.md": REFERENCES}, {"myst_heading_anchors": 2}).write(tmp_path)
    judgement = judge_project(tmp_path, log=io.StringIO())
    assert judgement is not None
    data = profile_data(judgement.project)
    blocks = {each["kind"]: (each["text"], each["label"]) for clause in data["text"] for each in clause["blocks"]}
    assert blocks["formula"] == ("a = b", "(1)")
    texts = [each["text"] for each in data["text"][1]["blocks"] if each["kind"] == "paragraph"]
    assert texts[0] == "See (1), (1), (1), Other words, Other words, A profile, A profile, own."
    (provision,) = data["provisions"]
    assert provision["text"] == "The server shall use (1) and code."
    assert provision["written"] == "The server shall use … and code."
