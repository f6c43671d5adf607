"""The type of a parameter is printed, also where Sphinx would drop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builds.building import build, text, write

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = """
T
=

Scope
-----

.. py:function:: read(name, times)

   :param name: The name.
   :type name: str
   :type name: second
   :param int times: How often.
   :type times: third
   :type other: *fourth* or more
   :param listed: The list.
   :type listed: - fifth
   :rtype: sixth

.. describe:: things

   :type thing: seventh
"""

SHOWN = {
    "Parameters": "name (str) – The name. times (int) – How often. listed – The list.",
    "Type name": "second",
    "Type times": "third",
    "Type other": "fourth or more",
    "Type listed": "fifth",
    "Return type": "sixth",
    "Type thing": "seventh",
}


def _fields(tmp_path: Path, conf: str) -> dict[str, str]:
    page = build(write(tmp_path / "source", {"index.rst": FIELDS}, conf), tmp_path / "out").page("index")
    names = page.select("dl.field-list > dt")
    return {text(name).rstrip(":"): text(name.find_next_sibling("dd")) for name in names}


def test_types_without_their_parameter_are_fields(tmp_path: Path) -> None:
    assert _fields(tmp_path, "") == SHOWN


def test_a_project_that_is_no_standard_has_what_sphinx_makes(tmp_path: Path) -> None:
    shown = _fields(tmp_path, "dlms_standard = False\n")
    assert list(shown) == ["Parameters", "Return type", "Type thing"]
