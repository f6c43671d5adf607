"""Builds that the tests of several papers look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import Built, build, write
from tests.publishing import awkward
from tests.rendering.random_document import RandomDocument
from tests.support import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Builds = Callable[[str], Built]

RANDOM = [RandomDocument(seed) for seed in range(20, 22)]


def _builds(source: Path, directory: Path) -> Builds:
    """Builds of one project by different builders, which share its doctrees."""
    built: dict[str, Built] = {}

    def once(builder: str) -> Built:
        if builder not in built:
            options = ("-d", str(directory / "doctrees"))
            built[builder] = build(source, directory / builder, *options, builder=builder)
        return built[builder]

    return once


@pytest.fixture(scope="package")
def example(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    return _builds(EXAMPLE, tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="package")
def awkward_standard(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    directory = tmp_path_factory.mktemp("awkward")
    return _builds(write(directory / "source", awkward.FILES, awkward.CONF), directory)


@pytest.fixture(scope="package")
def random_documents(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    directory = tmp_path_factory.mktemp("random")
    files = {f"d{number}.rst": document.text for number, document in enumerate(RANDOM)}
    files["index.rst"] = "All\n===\n\n.. toctree::\n   :glob:\n\n   d*\n"
    return _builds(write(directory / "source", files, 'dlms_standard = False\nproject = "P"\n'), directory)
