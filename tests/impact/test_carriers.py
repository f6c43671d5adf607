"""What a change reaches beside provisions: items of the conformance statement, examples; and by way of a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.impact.impact import Carrier
from sphinx_dlmsprofile.impact.report import impact_report
from sphinx_dlmsprofile.impact.walk import impact_of
from tests.impact.test_walk import read

if TYPE_CHECKING:
    from pathlib import Path

STANDARD = """
Profile
=======

Layers
------

.. layer-stack::

   layers:
     mac: {role: mac, name: MAC layer}
   profiles:
     Sound profile: {kind: general, stack: [ap, al, mac]}

.. _saps:

Addresses
---------

.. sap-table::

   client:
     0x10: Public Client

:prov:`pub` The Public Client shall read.

Services
--------

.. xdlms-services::

   GET: {confirmed: unicast, support: M}
   SET, ACTION: {confirmed: unicast, support: O}

:prov:`by-clause` A unit shall use the addresses of :numref:`saps`.

:prov:`see` A unit shall have an address, see :numref:`saps`.

.. cosem-class:: Pit setup
   :class-id: 8192
   :version: 0

   attributes:
     1: {name: logical_name, type: octet-string, static: yes}
     2: {name: echo_gain, type: unsigned, static: yes, default: 3}
     3: {name: depth, type: unsigned, static: yes, default: 7, mandatory: yes}
     4: {name: chirp_rate, type: unsigned, static: yes, default: 7}
   methods:
     1: {name: reset, type: integer, mandatory: no}

.. lower-layer-configuration::
   :name: tab-conf

   "*echo_gain*": 3
   "*depth*": 7

.. exchange:: Reading
   :name: ex-read
   :client: 0x10
   :server: 0x01

   - client: C0 01 C1 20 00 00 00 27 01 00 FF 04 00
"""
NO_TESTS = "<testsuites/>"
CASES = {
    "a service": (
        "GET: {confirmed: unicast, support: M}",
        "GET: {confirmed: unicast, support: O}",
        {"service GET", "ex-read"},
    ),
    "services of one row": (
        "ACTION: {confirmed: unicast, support: O}",
        "ACTION: {confirmed: unicast, support: M}",
        {"service SET", "service ACTION"},
    ),
    "a new service": ("   SET,", "   ACCESS: {confirmed: unicast, support: M}\n   SET,", {"service ACCESS"}),
    "an attribute of which nobody is asked": ("default: 3", "default: 4", {"class 8192", "tab-conf"}),
    "an attribute with a demand": ("default: 7, m", "default: 8, m", {"class 8192 attribute 3", "tab-conf"}),
    "an attribute that messages show": (
        "chirp_rate, type: unsigned",
        "chirp_rate, type: long-unsigned",
        {"class 8192", "ex-read"},
    ),
    "a method": ("reset, type: integer", "reset, type: long", {"class 8192 method 1"}),
    "a SAP": ("0x10: Public Client", "0x10: Public User", {"pub", "by-clause", "ex-read"}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_change_reaches(name: str, tmp_path: Path) -> None:
    before, after, expected = CASES[name]
    assert STANDARD.count(before) == 1
    texts = {"old": STANDARD, "new": STANDARD.replace(before, after)}
    old, new = ((each, read(tmp_path / each, text, NO_TESTS)) for each, text in texts.items())
    reaches = impact_of(old, new).reaches
    found = {each.identifier.removeprefix("example-") for reach in reaches for each in reach.reached}
    assert found == expected
    items = [each for reach in reaches for each in reach.kind(Carrier.ICS_ITEM)]
    assert all(each.title.isdecimal() for each in items)


def test_what_identifiers_have_become(tmp_path: Path) -> None:
    before = """
Profile
=======

Rules
-----

:prov:`wake` A unit shall wake each hour. :prov:`note` A unit shall log each wake.

:prov:`both` A client shall set the clock daily and shall write a report of each failure.

:prov:`old` A key shall be kept in the meter for ten years. :prov:`gone` A lamp shall blink.
"""
    after = """
Profile
=======

Rules
-----

:prov:`rise` A unit shall wake each hour and shall log each wake.

:prov:`both` A client shall set the clock daily. :prov:`more` A client shall write a report of each failure.

:prov:`young` A key shall be kept in the meter for ten years.
"""
    old, new = ((name, read(tmp_path / name, text, NO_TESTS)) for name, text in (("old", before), ("new", after)))
    told = {row[0].text: (row[1].text, row[2].text) for row in impact_report(impact_of(old, new)).groups[0].rows}
    assert told == {
        "wake": ("merged", "rise"),
        "note": ("merged", "rise"),
        "both": ("split", "both, more"),
        "old": ("renamed", "young"),
        "gone": ("removed", ""),
    }
