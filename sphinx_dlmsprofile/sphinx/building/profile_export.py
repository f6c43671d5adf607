"""``profile.json`` beside the pages of a standard."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of
from sphinx_dlmsprofile.sphinx.common.builders import output_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "profile.json"


def write_profile(app: Sphinx, exception: Exception | None) -> None:
    """Write the model that this build has judged, if it has changed; remove it where the project is not a standard."""
    if exception is not None or not output_of(app.builder).published:
        return
    path = Path(app.outdir, NAME)
    judgement = judgement_of(app.builder)
    if judgement is None:
        if not app.config.dlms_standard:
            path.unlink(missing_ok=True)
        return
    present = _digest(path.read_bytes()) if path.is_file() else ""
    if present and present == judgement.profile:
        return
    from sphinx_dlmsprofile.exports.profile import profile_json  # noqa: PLC0415  other builds do without

    text = profile_json(judgement.project).encode()
    judgement.profile = _digest(text)
    if present != judgement.profile:
        path.write_bytes(text)


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=20).hexdigest()


def setup(app: Sphinx) -> None:
    """Write when the build has ended: then nobody waits for it who writes pages in parallel."""
    app.connect("build-finished", write_profile)
