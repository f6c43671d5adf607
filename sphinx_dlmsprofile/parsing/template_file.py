"""The author's local file with the mandated wording, as ``dlmsprofile import-template`` makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from sphinx_dlmsprofile.template.fingerprints import fingerprints
from sphinx_dlmsprofile.template.importing import DESCRIPTION
from sphinx_dlmsprofile.template.wording import Stream

if TYPE_CHECKING:
    from collections.abc import Mapping
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
        OSError: the file cannot be read.
        ValueError: it is not such a file.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except yaml.YAMLError as error:
        message = "it is not YAML"
        raise ValueError(message) from error
    if not isinstance(data, dict):
        message = "it does not contain paragraphs by id"
        raise ValueError(message)  # noqa: TRY004  the value of the file, not a type of ours
    known = {paragraph.id: paragraph for paragraph in fingerprints().paragraphs}
    return {
        name: text.strip()
        for name, text in data.items()
        if name in known and isinstance(text, str) and _is_genuine(text, known[name])
    }


def _is_genuine(text: str, paragraph: Paragraph) -> bool:
    return Stream([text.replace(DESCRIPTION, "technology and interfaces")], fingerprints()).find(paragraph) is not None


def write_template_file(path: Path, paragraphs: Mapping[str, str]) -> None:
    """Write the paragraphs, with a comment on who owns them.

    Raises:
        OSError: the file cannot be written.
    """
    text = yaml.safe_dump(dict(paragraphs), allow_unicode=True, sort_keys=False, width=100)
    path.write_text(_HEAD + text, encoding="utf-8")
