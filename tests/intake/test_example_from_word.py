"""The example goes to Word and comes back: what is printed is read from print alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.builds.building import build
from tests.support import EXAMPLE, run_command

if TYPE_CHECKING:
    from pathlib import Path

_UNPRINTED = frozenset(
    ["source", "clause", "section", "label", "anchor", "file", "digest", "profiles", "scheme", "conformance", "mandatory"]
)
"""Places, labels, and options that no table shows."""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example in Word."""
    (found,) = build(EXAMPLE, tmp_path_factory.mktemp("word") / "out", builder="dlmsdocx").out.glob("*.docx")
    return found


def _said(value: Any) -> Any:
    """A value without what is not printed; a condition in the form in which it is printed."""
    if isinstance(value, dict):
        return {key: _said(each) for key, each in value.items() if key not in _UNPRINTED}
    if isinstance(value, list):
        return [_said(each) for each in value]
    if not isinstance(value, str):
        return value
    return value.removeprefix("C: ").replace("M unless ", "M if not ").removesuffix(" of")


def profile_of(directory: Path) -> dict[str, Any]:
    status, out, error = run_command("export", str(directory))
    assert status == 0, error
    profile: dict[str, Any] = json.loads(out)
    return profile


@pytest.mark.tool("pandoc")
def test_the_records_of_the_example_are_read_from_print(document: Path, tmp_path: Path) -> None:
    status, out, error = run_command("import", str(document), "--to", str(tmp_path / "out"))
    assert status == 1, error
    assert "words of the draft that are in no file" not in out
    written, read = profile_of(EXAMPLE), profile_of(tmp_path / "out")
    for kind in (
        "title", "reference_lists", "terms", "abbreviation_lists", "sap_tables", "service_tables", "interface_classes",
        "obis_tables",
    ):  # fmt: skip
        assert written[kind], kind
        assert _said(read[kind]) == _said(written[kind]), kind
    for key in ("text", "kind", "forms", "clause"):
        assert [each[key] for each in read["provisions"]] == [each[key] for each in written["provisions"]]
