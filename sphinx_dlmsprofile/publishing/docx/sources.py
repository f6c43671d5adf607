"""The sources that a document carries, so that what is not printed comes back with it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.matching import get_matching_files

from sphinx_dlmsprofile.model.apdu_example import KEY_FILES
from sphinx_dlmsprofile.text.carried import Carried, beside_of, pack
from sphinx_dlmsprofile.text.printed import WordFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_OWN = frozenset({"dlms_template_file"})
"""Settings that name what is not to be passed on: the copy of the template belongs to its publisher."""
_MADE = frozenset({"dlms_given_words"})
"""Settings that follow from files that travel."""

_BROUGHT = frozenset({"sphinx_dlmsprofile", "myst_parser"})
"""Extensions that a project has without naming them."""

_SETTINGS = (
    "project", "author", "copyright", "version", "release", "language", "root_doc", "rst_prolog", "rst_epilog",
    "locale_dirs", "gettext_compact",
)  # fmt: skip
_READING = (
    "smartquotes", "smartquotes_action", "highlight_language", "numfig_format", "math_eqref_format",
    "trim_footnote_reference_space", "myst_enable_extensions", "myst_heading_anchors", "myst_dmath_allow_labels",
    "myst_dmath_allow_space", "myst_dmath_allow_digits", "myst_dmath_double_inline",
)  # fmt: skip
"""Settings of others that say how the sources are read and printed, and run no code; as ``conf.py`` has them."""

_CODE = frozenset({"substitution"})
"""Extensions of MyST that run what is written in a text: Jinja."""

_NOT_TOLD = frozenset({"extensions", "exclude_patterns", "dlms_template_file"})
"""Settings that are told by what they name, or whose documents do not travel either."""

_LARGEST = 20_000_000
"""Octets of a file beyond which it does not travel."""


def carried_part(env: BuildEnvironment, document: bytes) -> bytes:
    """The part with the documents, the files that they use, and the settings, but for code; ``document`` is printed."""
    word = WordFile(BytesIO(document))
    root = Path(env.srcdir)
    secret = _secret(env)
    files, absent = {}, [path.name for path in secret]
    for path in _paths(env):
        name = path.relative_to(root).as_posix()
        if path.resolve() in secret or path.name == "conf.py":
            continue
        if path.stat().st_size <= _LARGEST:
            files[name] = path.read_bytes()
        else:
            absent.append(name)
    settings = dict(_settings(env.config))
    absent += [name for name in _review_pages(env) if name not in files]
    absent += [f"{name} in conf.py" for name in _other_settings(env.config) if name not in settings]
    return pack(Carried(files, settings, word.blocks(), beside_of(word, absent)))


def _secret(env: BuildEnvironment) -> list[Path]:
    """The files of keys, and the copy of the template."""
    root = Path(env.srcdir).resolve()
    named = [
        (root / name).resolve()
        for docname, known in env.metadata.items()
        for written in known.get(KEY_FILES, ())
        for name in (written, env.relfn2path(written, docname)[0])
    ]
    named += [(root / env.config[name]).resolve() for name in sorted(_OWN) if env.config[name]]
    return sorted({path for path in named if path.is_file()})


def _paths(env: BuildEnvironment) -> Iterator[Path]:
    """The documents of the project, what they depend on, catalogues, and the files that settings name.

    All are below its directory.
    """
    root = Path(env.srcdir).resolve()
    named = [str(env.doc2path(docname)) for docname in sorted(env.all_docs)]
    named += sorted({str(name) for names in env.dependencies.values() for name in names})
    named += sorted(env.images)
    named += [text for _, value in _settings(env.config) for text in _texts(value)]
    named += [env.config.dlms_confirmations] if env.config.dlms_confirmations else []
    catalogues = (path for each in env.config.locale_dirs for path in (root / each).glob("*/LC_MESSAGES/**/*.po"))
    named += sorted(map(str, catalogues))
    for name in dict.fromkeys(named):
        try:
            path = (root / name).resolve()
            if path.is_relative_to(root) and path.is_file():
                yield Path(env.srcdir, path.relative_to(root))
        except (OSError, ValueError):
            continue  # no name of a file


def _review_pages(env: BuildEnvironment) -> list[str]:
    """The pages of the review, which no document has."""
    return sorted(get_matching_files(env.srcdir, env.config.dlms_review_pages)) if env.config.dlms_review_pages else []


def _other_settings(config: Config) -> list[str]:
    """What ``conf.py`` sets beside what travels, extensions of others among it."""
    given = getattr(config, "_raw_config", {})
    others = [name for name in given.get("extensions", ()) if name not in _BROUGHT]
    named = (name for name in given if name in config.values and config[name] != config.values[name].default)
    return [*sorted(name for name in named if name not in _NOT_TOLD), *others]


def _settings(config: Config) -> Iterator[tuple[str, Any]]:
    for name in (*_SETTINGS, *sorted(each for each in config.values if each.startswith("dlms_"))):
        value = config[name]
        if name not in _OWN | _MADE and value != config.values[name].default and _is_data(value):
            yield name, value
    given = getattr(config, "_raw_config", {})
    for name in _READING:
        value = given.get(name)
        if isinstance(value, (set, frozenset, list, tuple)):
            value = sorted(str(each) for each in value if each not in _CODE)
        if value is not None and name in config.values and _is_data(value):
            yield name, value


def _is_data(value: Any) -> bool:
    """Whether a value is of texts, numbers, and lists and mappings of these."""
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return False
    return True


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
