"""The sources that a document carries, so that what is not printed comes back with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.model.apdu_example import KEY_FILES
from sphinx_dlmsprofile.text.carried import Carried, footnotes_in, pack, printed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml

_OWN = frozenset({"dlms_template_file"})
"""Settings that name what is not to be passed on: the copy of the template belongs to its publisher."""
_SETTINGS = ("project", "author", "copyright", "version", "release", "language")
_LARGEST = 20_000_000
"""Octets of a file beyond which it does not travel."""


def carried_part(env: BuildEnvironment, body: Oxml, footnotes: Oxml) -> bytes:
    """The part with the documents, the files that they use, and the settings, but for code."""
    root = Path(env.srcdir)
    files = {}
    for path in _paths(env):
        name = path.relative_to(root).as_posix()
        if path.name != "conf.py" and path.stat().st_size <= _LARGEST:
            files[name] = path.read_bytes()
    return pack(Carried(files, dict(_settings(env.config)), printed_in(body), list(footnotes_in(footnotes).values())))


def _paths(env: BuildEnvironment) -> Iterator[Path]:
    """The documents of the project, what they depend on but for keys, and the files that settings name.

    All are below its directory.
    """
    root = Path(env.srcdir).resolve()
    secret = {
        (root / name).resolve()
        for docname, known in env.metadata.items()
        for written in known.get(KEY_FILES, ())
        for name in (written, env.relfn2path(written, docname)[0])
    }
    named = [str(env.doc2path(docname)) for docname in sorted(env.all_docs)]
    named += sorted({str(name) for names in env.dependencies.values() for name in names})
    named += sorted(env.images)
    named += [text for _, value in _settings(env.config) for text in _texts(value)]
    for name in dict.fromkeys(named):
        try:
            path = (root / name).resolve()
            if path.is_relative_to(root) and path.is_file() and path not in secret:
                yield Path(env.srcdir, path.relative_to(root))
        except (OSError, ValueError):
            continue  # no name of a file


def _settings(config: Config) -> Iterator[tuple[str, Any]]:
    for name in (*_SETTINGS, *sorted(each for each in config.values if each.startswith("dlms_"))):
        value = config[name]
        if name in _OWN or value == config.values[name].default:
            continue
        try:
            json.dumps(value)
        except (TypeError, ValueError):
            continue
        yield name, value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
