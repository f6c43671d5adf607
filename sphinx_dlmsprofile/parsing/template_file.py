"""The author's local file with the mandated wording, as ``dlmsprofile import-template`` makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from sphinx_dlmsprofile.template.fingerprints import fingerprints
from sphinx_dlmsprofile.template.importing import DESCRIPTION
from sphinx_dlmsprofile.template.wording import Stream
from sphinx_dlmsprofile.text.foreign import UnreadError, read_text
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Scalar, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping as Named
    from pathlib import Path

    from sphinx_dlmsprofile.template.fingerprints import Paragraph

_HEAD = """\
# Mandated paragraphs of IEC TS 62056-1-1, taken from your own copy by "dlmsprofile import-template".
# Their wording belongs to its publisher: keep this file to yourself, and do not pass it on to others.
# {description} stands for the :description: of profile-title.
"""


def read_template_file(path: Path) -> dict[str, str]:
    """The paragraphs by id; those that are not the template's wording are left out.

    Raises:
        UnreadError: the file cannot be read, or is not such a file.
    """
    try:
        node = read_yaml(read_text(path), lambda line, column: Location("", line + 1, column + 1))
    except YamlError as error:
        raise UnreadError(error.message, error.at.line) from error
    if not isinstance(node, Mapping):
        message = "it does not contain paragraphs by id"
        raise UnreadError(message)
    known = {paragraph.id: paragraph for paragraph in fingerprints().paragraphs}
    return {
        name.value: text.value.strip()
        for name, text in node.entries
        if name.value in known and isinstance(text, Scalar) and _is_genuine(text.value, known[name.value])
    }


def _is_genuine(text: str, paragraph: Paragraph) -> bool:
    return Stream([text.replace(DESCRIPTION, "technology and interfaces")], fingerprints()).find(paragraph) is not None


def write_template_file(path: Path, paragraphs: Named[str, str]) -> None:
    """Write the paragraphs, with a comment on who owns them.

    Raises:
        OSError: the file cannot be written.
    """
    text = yaml.safe_dump(dict(paragraphs), allow_unicode=True, sort_keys=False, width=100)
    path.write_text(_HEAD + text, encoding="utf-8")
