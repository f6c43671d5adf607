"""The baseline: findings that are known, as ``dlmsprofile check --format json`` has written them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.model.waiver import KnownFinding
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.text.conf_lines import place_of_unread, somewhere
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, from_json, read_text, reading
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.conf_lines import NamedAt


class BaselineError(Exception):
    """A baseline cannot be read; its text says why, in one line."""


def read_baseline(directory: Path, name: str, named_at: NamedAt = somewhere) -> tuple[Record, ...]:
    """The findings that the file ``name`` in ``directory``, named there, holds, or the fault that it cannot be read."""
    try:
        entries = load_baseline(conf_path(directory, name))
    except (BaselineError, UnreadError) as error:
        reader = BodyReader()
        at = place_of_unread(directory, name, named_at)
        reader.fault("body-file-missing", at, f'the baseline "{name}" {error}: correct dlms_baseline')
        return tuple(reader.faults)
    at = Location(name, 1)
    return tuple(KnownFinding(at=at, rule=rule, source=source, message=message) for rule, source, message in entries)


def load_baseline(path: Path) -> list[tuple[str, str, str]]:
    """Rule, file and message of each finding that a baseline holds; those that were waived have a waiver.

    Raises:
        BaselineError: it is not a file that ``check --format json`` has written.
    """
    try:
        text = read_text(path)
    except UnreadError:
        message = "cannot be read"
        raise BaselineError(message) from None
    try:
        with reading():
            content = from_json(text)
    except UnreadError:
        message = "is not JSON, as dlmsprofile check --format json writes it"
        raise BaselineError(message) from None
    found = content.get("findings") if isinstance(content, dict) else None
    if not isinstance(found, list) or not all(map(_is_finding, found)):
        message = "holds no findings, as dlmsprofile check --format json writes them"
        raise BaselineError(message)
    return [(each["rule"], each["file"], each["message"]) for each in found if each.get("waived") is None]


def _is_finding(each: Any) -> bool:
    return isinstance(each, dict) and all(isinstance(each.get(key), str) for key in ("rule", "file", "message"))
