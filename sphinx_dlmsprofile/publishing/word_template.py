"""The committee's own template of Word: its octets, as python-docx opens them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_octets, reading

if TYPE_CHECKING:
    from pathlib import Path

_TYPES = "[Content_Types].xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_TEMPLATE = b"wordprocessingml.template.main+xml"
_LARGEST = 100_000_000
"""Octets of all parts together, beyond which it is not a template."""


class TemplateError(Exception):
    """Why a template cannot be used, for its author."""


def template_octets(source: Path, name: str) -> bytes:
    """The template as a document: python-docx opens no ``.dotx``.

    Raises:
        TemplateError: it cannot be read, or is not a document of Word, or holds macros.
    """
    try:
        with reading(TemplateError):
            return _as_document(read_octets(conf_path(source, name)))
    except UnreadError as error:
        raise TemplateError(str(error)) from None


def _as_document(content: bytes) -> bytes:
    result = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(result, "w") as target:
        if sum(info.file_size for info in source.infolist()) > _LARGEST:
            message = "it is larger than 100 MB"
            raise TemplateError(message)
        types = source.read(_TYPES).replace(_TEMPLATE, _DOCUMENT)
        if _DOCUMENT not in types:
            macros = b"macroEnabled" in types
            message = "it holds macros: save it as .dotx" if macros else "it is not a document or template of Word"
            raise TemplateError(message)
        for name in source.namelist():
            target.writestr(name, types if name == _TYPES else source.read(name))
    return result.getvalue()
