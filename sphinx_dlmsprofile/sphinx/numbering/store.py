"""What numbering and the index keep with Sphinx' environment from one run to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.common.packed import Packed
from sphinx_dlmsprofile.sphinx.numbering.counting import Contents

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.reading.outline import Outline, Printed


@dataclass
class Store:
    """All of ours that Sphinx keeps with the environment.

    ``outlines`` by docname; ``printed`` the numbers by docname and id; ``contents`` all sections in order, under the
    key ""; ``pages`` a fingerprint of what each page shows of other documents, made when pages are written; ``fresh``
    the documents read since the numbers were last given; ``stale`` is true if numbers have to be given again.
    """

    outlines: Packed[Outline] = field(default_factory=Packed)
    printed: Packed[dict[str, Printed]] = field(default_factory=Packed)
    contents: Packed[Contents] = field(default_factory=Packed)
    pages: dict[str, str] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    stale: bool = True


def store_of(env: BuildEnvironment) -> Store:
    """What is kept with this environment, empty at first."""
    store = getattr(env, "dlms_store", None)
    if not isinstance(store, Store):
        store = Store()
        env.dlms_store = store  # type: ignore[attr-defined]
    return store


def contents_of(env: BuildEnvironment) -> Contents:
    """The documents that the toctrees reach, and all sections with their numbers, in document order.

    Known from the event ``env-get-updated`` on, empty before.
    """
    return store_of(env).contents.get("") or Contents((), ())
