"""Documents that are not text in UTF-8 are read as what they seem to be, and reported: Sphinx would stop at them."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

_NAME = "dlms-utf-8"
_USUAL = {"utf-8", "utf-8-sig", "utf8"}

_misread: list[UnicodeDecodeError] = []
"""What was no UTF-8 in the document that is read, and in what it includes; a codec cannot give more than a text."""


class _Decoder(codecs.BufferedIncrementalDecoder):
    """Takes the whole of a file, since one octet tells how all are read."""

    def _buffer_decode(self, input: Buffer, errors: str, final: bool) -> tuple[str, int]:  # noqa: A002, FBT001
        return _decode(input, errors) if final else ("", 0)


def _decode(read: Buffer, _errors: str = "strict", /) -> tuple[str, int]:
    octets = bytes(read)
    try:
        text = octets.decode("utf-8-sig")
        if "\0" not in text:
            return text, len(octets)
        first = octets.index(0)
        error = UnicodeDecodeError("utf-8", octets, first, first + 1, "no letter")
    except UnicodeDecodeError as found:
        text, error = "", found
    from sphinx_dlmsprofile.text.encodings import guessed, wide_encoding  # noqa: PLC0415  for the few that need it

    if text and not wide_encoding(octets):
        return text, len(octets)
    _misread.append(error)
    return guessed(octets), len(octets)


def _codec(name: str) -> codecs.CodecInfo | None:
    if name != _NAME.replace("-", "_"):
        return None
    utf_8 = codecs.lookup("utf-8")
    return codecs.CodecInfo(
        utf_8.encode,
        _decode,
        # A text that an editor shows is a stream that could also be written.
        incrementalencoder=utf_8.incrementalencoder,
        incrementaldecoder=_Decoder,
        name=_NAME,
    )


def _before_reading(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    if app.config.dlms_standard and str(app.config.source_encoding).lower() in _USUAL:
        env.settings["input_encoding"] = _NAME


def _report(app: Sphinx, document: nodes.document) -> None:
    """Say which of the files that a document is made of are meant, and where the first such octet stands."""
    if not _misread:
        return
    octets = {error.object: error for error in _misread}
    _misread.clear()
    files: list[str | Path] = [
        app.env.doc2path(app.env.current_document.docname),
        *document.settings.record_dependencies.list,
    ]
    for path in dict.fromkeys(map(Path, files)):
        try:
            error = octets.pop(path.read_bytes(), None)
        except OSError:
            continue
        if error:
            line = error.object.count(b"\n", 0, error.start) + 1
            message = "this is not text in UTF-8, its letters are guessed: save the file as UTF-8"
            logger.warning(message, location=f"{path.resolve()}:{line}", type="source", subtype="encoding")


def setup(app: Sphinx) -> None:
    """Read with a codec that never fails."""
    codecs.register(_codec)
    app.connect("env-before-read-docs", _before_reading)
    app.connect("doctree-read", _report)
