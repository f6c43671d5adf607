"""Nothing of the template's wording stands in what is distributed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.template.fingerprints import fingerprints
from sphinx_dlmsprofile.template.wording import Stream, passages_in
from sphinx_dlmsprofile.template.words import read_words
from tests.support import ROOT
from tests.template.licensed import needs_copy, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

QUOTED = 8
"""Words in a row that are a quotation."""

_SKIPPED = {".ttf", ".png", ".pdf"}
_ESCAPES = re.compile(r"[*_`]+|\\n")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The texts of all files in the wheel and the sdist, built from a copy of the repository."""
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    directory = tmp_path_factory.mktemp("packages")
    names = ("sphinx_dlmsprofile", "docs", "example_profile", "tests", "tools", "benchmarks", ".ci")
    source = directory / "source"
    for name in names:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "build"))
    for path in ROOT.glob("*.*"):
        if path.is_file():
            shutil.copy(path, source)
    for name in ("LICENSE", "Makefile"):
        shutil.copy(ROOT / name, source)
    if not (source / "README.md").is_file():
        (source / "README.md").write_text("", encoding="utf-8")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(directory / "dist"), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(_contents(directory / "dist"))


def _contents(directory: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(directory.iterdir()):
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                yield from ((f"{path.name}:{name}", _text(name, wheel.read(name))) for name in wheel.namelist())
        else:
            with tarfile.open(path) as sdist:
                for member in sdist.getmembers():
                    if file := sdist.extractfile(member):
                        yield f"{path.name}:{member.name}", _text(member.name, file.read())


def _text(name: str, content: bytes) -> str:
    if Path(name).suffix in _SKIPPED:
        return ""
    return _ESCAPES.sub(" ", content.decode("utf-8", errors="replace"))


def recognised(text: str) -> list[str]:
    """The paragraphs and passages that the fingerprints recognise, word for word."""
    prints = fingerprints()
    stream = Stream([text], prints)
    paragraphs = [each.id for each in prints.paragraphs if stream.find(each)]
    return [*paragraphs, *(passage.id for passage in passages_in(text, prints))]


def quotations(text: str, runs: AbstractSet[tuple[str, ...]]) -> list[str]:
    """Where so many words in a row are among those given."""
    return [" ".join(run) for run in _runs(text) if run in runs]


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = read_words(text).words
    return (tuple(words[index : index + QUOTED]) for index in range(len(words) - QUOTED + 1))


def _runs_of_the_template() -> AbstractSet[tuple[str, ...]]:
    return {run for text in texts().values() for run in _runs(re.sub("<[a-z]+>", ". ", text))}


def test_the_packages_hold_the_fingerprints(packages: dict[str, str]) -> None:
    assert sum(name.endswith("template/fingerprints.json") for name in packages) == 2


def test_the_source_package_holds_the_changelog(packages: dict[str, str]) -> None:
    assert sum(name.endswith("/CHANGELOG.md") for name in packages) == 1


def test_no_mandated_paragraph_is_distributed(packages: dict[str, str]) -> None:
    found = {name: recognised(text) for name, text in packages.items()}
    assert {name: known for name, known in found.items() if known} == {}


@needs_copy
def test_no_passage_of_the_template_is_distributed(packages: dict[str, str]) -> None:
    runs = _runs_of_the_template()
    found = {name: quotations(text, runs) for name, text in packages.items()}
    assert {name: quoted for name, quoted in found.items() if quoted} == {}


@needs_copy
def test_a_quotation_would_be_found() -> None:
    text = f"Here it says: {texts()['scope-restriction']}"
    assert recognised(text) == ["scope-restriction"]
    assert quotations(text, _runs_of_the_template())


def test_the_sdist_has_what_its_tests_read(packages: dict[str, str]) -> None:
    inside = {name.partition(":")[2].partition("/")[2] for name in packages if ".tar.gz:" in name}
    assert {"Makefile", "LICENSE", "CHANGELOG.md", "tools/new_rule.py", "benchmarks/__init__.py", ".ci/run"} <= inside
    assert {"docs/conf.py", "example_profile/conf.py", "tests/support.py"} <= inside


def test_the_wheel_names_its_licences(packages: dict[str, str]) -> None:
    (metadata,) = (text for name, text in packages.items() if ".whl:" in name and name.endswith("METADATA"))
    assert "License-Expression: MIT AND OFL-1.1" in metadata
    assert metadata.count("License-File: ") == 2
    assert any(
        name.endswith("licenses/sphinx_dlmsprofile/publishing/typst/fonts/LICENSE-Arimo.txt") for name in packages
    )
