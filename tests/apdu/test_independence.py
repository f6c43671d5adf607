"""The decoder can be used without Sphinx, and does not load what it may not need."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import sys
sys.modules["sphinx"] = sys.modules["docutils"] = sys.modules["cryptography"] = None
from sphinx_dlmsprofile.apdu.describe import as_yaml, describe
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import encode_text
from sphinx_dlmsprofile.apdu.wrap import wrap
from sphinx_dlmsprofile.apdu.xml import as_xml
found = dissect(bytes.fromhex("C001C100080000010000FF0200"))
assert encode_text(as_yaml(describe(found.element))).octets == found.octets
assert as_xml(found.element, found.octets)
assert wrap(found.octets, ["hdlc"], client=16, server=1)
"""


def test_without_sphinx() -> None:
    subprocess.run([sys.executable, "-c", _PROGRAM], check=True)
