"""All that a project is made of, in short: whether it is that of another run is known without putting it together."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx.domains.std import StandardDomain

from sphinx_dlmsprofile.sphinx.building.record_query import documents, harvests_of
from sphinx_dlmsprofile.sphinx.building.source_records import source_records
from sphinx_dlmsprofile.sphinx.building.test_cases import written_cases
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.numbering.store import store_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def project_digest(env: BuildEnvironment) -> bytes:
    """All that comes from documents, in 20 octets; the rest is configuration, and files that are digested with it."""
    return once(env, _digest)


def _digest(env: BuildEnvironment) -> bytes:
    store, std = store_of(env), env.get_domain("std")
    assert isinstance(std, StandardDomain)  # noqa: S101  Sphinx' own
    # Parallel readers give each document an entry, and a look at one without makes one.
    slugs = ((docname, facts["myst_slugs"]) for docname, facts in sorted(env.metadata.items()) if "myst_slugs" in facts)
    # Some titles are words of Sphinx that are translated late: in one run they are a text already, in another not.
    labels = sorted((name, *map(str, label)) for name, label in std.labels.items()), sorted(std.anonlabels.items())
    told = (documents(env), labels, list(slugs), once(env, source_records), once(env, written_cases))
    digest = blake2b(repr(told).encode(), digest_size=20)
    for packed in (harvests_of(env), store.contents, store.printed):
        for key in sorted(packed):  # parallel readers bring them as they are done
            digest.update(packed.octets(key))
    return digest.digest()
