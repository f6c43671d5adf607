"""Sessions that end with their test."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Sessions = Callable[..., Session]


@pytest.fixture
def make_session() -> Iterator[Sessions]:
    """A function that opens a session on a directory."""
    opened: list[Session] = []

    def make(directory: Path) -> Session:
        opened.append(Session(directory))
        return opened[-1]

    yield make
    for session in opened:
        session.close()
