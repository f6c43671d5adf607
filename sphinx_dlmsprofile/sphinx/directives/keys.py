"""The option ``keys`` of directives that show messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.apdu.keys import KeyFileError, Keys, read_keys
from sphinx_dlmsprofile.model.apdu_example import KEY_FILES
from sphinx_dlmsprofile.sphinx.building.described_examples import file_digest

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective


def keys_of(
    directive: RecordDirective[Any], source: DirectiveSource, reader: BodyReader
) -> tuple[Keys | None, tuple[str, str]]:
    """The keys of the file that the option names, None without it or where it is bad; the file and its digest."""
    option = next((value for name, value in source.options if name.value == "keys"), None)
    if option is None:
        return None, ("", "")
    directive.env.metadata[directive.env.docname].setdefault(KEY_FILES, []).append(option.value)
    read = directive.read_file(option, reader, "body-value-type")
    if not read:
        return None, ("", "")
    keys = None
    try:
        keys = read_keys(read[1], read[0])
    except KeyFileError as error:
        reader.fault(error.kind, error.at, error.message)
    return keys, (read[0], file_digest(read[1]))
