"""Write, check and publish DLMS/COSEM communication profile standards with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the extension: ``extensions = ["sphinx_dlmsprofile"]`` is all that a project needs."""
    # Imported here, so that the model and the command line do not load Sphinx.
    from sphinx_dlmsprofile.sphinx import extension  # noqa: PLC0415
    from sphinx_dlmsprofile.sphinx.common.installed import package_digest  # noqa: PLC0415

    extension.setup(app)
    return {
        "version": __version__,
        # What another state of the package has read is read again, and its pages are written again.
        "env_version": int.from_bytes(package_digest()[:7], "big"),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
