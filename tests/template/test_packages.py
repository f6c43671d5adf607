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

from sphinx_dlmsprofile.template.fingerprints import SHINGLE, fingerprints, shingle_hash
from sphinx_dlmsprofile.template.words import read_words
from tests.support import ROOT
from tests.template.licensed import COPY, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

NEIGHBOURS = 4
"""Shingles in a row that are a quotation: eight words."""

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


def quotations(text: str, shingles: frozenset[int], salt: str) -> list[str]:
    """Where four shingles in a row are among those given."""
    words = read_words(text).words
    hits = [shingle_hash(salt, words[index : index + SHINGLE]) in shingles for index in range(len(words) - SHINGLE + 1)]
    return [
        " ".join(words[index : index + NEIGHBOURS + SHINGLE - 1])
        for index in range(len(hits) - NEIGHBOURS + 1)
        if all(hits[index : index + NEIGHBOURS])
    ]


def test_the_packages_hold_the_fingerprints(packages: dict[str, str]) -> None:
    assert sum(name.endswith("template/fingerprints.json") for name in packages) == 2


def test_the_source_package_holds_the_changelog(packages: dict[str, str]) -> None:
    assert sum(name.endswith("/CHANGELOG.md") for name in packages) == 1


def test_no_mandated_paragraph_is_distributed(packages: dict[str, str]) -> None:
    prints = fingerprints()
    found = {name: quotations(text, prints.shingles, prints.salt) for name, text in packages.items()}
    assert {name: quoted for name, quoted in found.items() if quoted} == {}


@pytest.mark.skipif(not COPY.is_file(), reason=f"no copy of IEC TS 62056-1-1 at {COPY}")
def test_no_passage_of_the_template_is_distributed(packages: dict[str, str]) -> None:
    salt = "passages"
    words = [read_words(re.sub("<[a-z]+>", ". ", text)).words for text in texts().values()]
    shingles = frozenset(
        shingle_hash(salt, listed[index:]) for listed in words for index in range(len(listed) - SHINGLE + 1)
    )
    found = {name: quotations(text, shingles, salt) for name, text in packages.items()}
    assert {name: quoted for name, quoted in found.items() if quoted} == {}


@pytest.mark.skipif(not COPY.is_file(), reason=f"no copy of IEC TS 62056-1-1 at {COPY}")
def test_a_quotation_would_be_found() -> None:
    prints = fingerprints()
    text = f"Here it says: {texts()['scope-restriction']}"
    assert quotations(text, prints.shingles, prints.salt)


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
