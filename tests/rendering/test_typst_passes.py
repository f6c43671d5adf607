"""How often Typst sets a standard until its pages stay: five times at most, and each takes its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.publishing.typst import compiler
from tests.builds.building import build
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

ALL = 5
"""How often Typst sets a text at most, before it says that its pages do not stay."""

BEGIN = "#show: standard.with(..facts)\n"
GATE = """\
#let gate = state("gate", 0)
#context gate.update(calc.min(gate.final() + 1, {0}))
#show: body => context if gate.final() >= {0} {{ standard(..facts, body) }}
"""
"""Leaves the first so many times to an empty text: fewer are left for that of the standard."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What Typst gets of the example."""
    kept: dict[str, bytes] = {}
    compile_pdf = compiler.compile_pdf

    def keep(
        given: Mapping[str, bytes],
        standards: Sequence[str] = (),
        warn: Callable[[str], object] | None = None,
        added_fonts: Sequence[bytes] = (),
    ) -> bytes:
        kept.update(given)
        return compile_pdf(given, standards, warn, added_fonts)

    out: Path = tmp_path_factory.mktemp("passes") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiler, "compile_pdf", keep)
        build(ROOT / "example_profile", out, builder="dlmspdf")
    return kept


def warnings_with(files: Mapping[str, bytes], times: int) -> list[str]:
    """What Typst warns of where it may set the text only so many times."""
    source = files["main.typ"].decode()
    assert BEGIN in source
    gated = source.replace(BEGIN, GATE.format(ALL - times), 1).encode()
    found: list[str] = []
    compiler.compile_pdf({**files, "main.typ": gated}, (), found.append)
    return [message for message in found if "converge" in message or "stabilize" in message]


def test_the_example_is_set_three_times(files: Mapping[str, bytes]) -> None:
    assert warnings_with(files, 3) == []


def test_two_times_are_too_few(files: Mapping[str, bytes]) -> None:
    """So the test above can fail; if this one does, the text is set less often, and both may say so."""
    assert warnings_with(files, 2)
