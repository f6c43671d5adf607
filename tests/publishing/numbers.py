"""The numbers that Sphinx' environment has given: what each output has to print."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.environment import BuildEnvironment


def environment(doctrees: Path) -> BuildEnvironment:
    """What a build has stored."""
    found: BuildEnvironment = pickle.loads((doctrees / "environment.pickle").read_bytes())
    return found


def clause_numbers(env: BuildEnvironment) -> list[str]:
    """The numbers of clauses and annexes: "5.2", "Annex A"."""
    given = (numbers for sections in env.toc_secnumbers.values() for numbers in sections.values())
    return sorted(".".join(map(str, numbers)) for numbers in given if numbers)


def caption_numbers(env: BuildEnvironment, kind: str) -> list[str]:
    """The numbers of figures, tables or listings: "7", "A.1"."""
    given = (numbers for kinds in env.toc_fignumbers.values() for numbers in kinds.get(kind, {}).values())
    return sorted({".".join(map(str, numbers)) for numbers in given})
