"""Why Sphinx could not read a project: one line for who has to correct it, in place of a traceback."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.config import ENUM
from sphinx.errors import ConfigError, ExtensionError, SphinxError

from sphinx_dlmsprofile.sphinx.building.configuration import conf_lines, quoted
from sphinx_dlmsprofile.text.bounded import bounded

if TYPE_CHECKING:
    from sphinx.config import Config

_PACKAGE = "sphinx_dlmsprofile"

_OLD_NAMES = {"root_doc": "master_doc"}
"""By these Sphinx declares what a value is."""


def why_stopped(error: Exception, confdir: Path) -> str:
    """What stopped Sphinx; with the line of ``conf.py`` where that is the reason."""
    conf = confdir / "conf.py"
    lines = conf_lines(conf)
    cause = _cause(error)
    if isinstance(error, ConfigError) and isinstance(cause, SyntaxError):
        return f"{cause.filename or conf}:{cause.lineno or 1}: {cause.msg}"
    frames = traceback.extract_tb(cause.__traceback__)
    own = [frame.lineno for frame in frames if frame.filename == str(conf.resolve())]
    if own and not isinstance(cause, SphinxError):
        return f"{conf}:{own[-1]}: {_said(cause)}"
    if isinstance(error, ExtensionError) and isinstance(cause, ImportError):
        return f"{conf}:{lines.line('extensions') or 1}: {_words(error)}"
    if cause is error and isinstance(error, SphinxError):
        said = _words(error)
        named = [line for name in quoted(said) if (line := lines.line(name))]
        return f"{conf}:{named[0]}: {said}" if named else said
    if (config := _config_of(error)) and (wrong := _wrong_value(config)):
        name, value = wrong
        return f"{conf}:{lines.line(name) or 1}: {name} cannot be {bounded(repr(value))} ({_said(cause)})"
    last = frames[-1]
    return _not_utf_8(cause) or f"Sphinx stopped at {last.filename}:{last.lineno}: {_said(cause)}"


def not_loaded(app: Sphinx, confdir: Path) -> str | None:
    """A line where ``conf.py`` does not load this package: a check brings it along, and sphinx-build does not.

    Whoever judges loads it after those of ``conf.py``: one that loads it follows it, and ``setup`` may do so too.
    """
    loaded = list(app.extensions)
    behind = loaded[loaded.index(_PACKAGE) :]
    if app.config.setup or any(name in behind for name in app.config.extensions):
        return None
    conf = confdir / "conf.py"
    line = conf_lines(conf).line("extensions") or 1
    return (
        f'{conf}:{line}: warning: "{_PACKAGE}" is not in extensions: sphinx-build knows neither its directives nor its '
        "findings until you add it"
    )


def _cause(error: Exception) -> BaseException:
    """What Sphinx wraps: an error of ``conf.py``, or of what is called at an event."""
    if isinstance(error, ExtensionError) and error.orig_exc:
        return _cause(error.orig_exc)
    return error.__cause__ if isinstance(error, ConfigError) and error.__cause__ else error


def _not_utf_8(error: BaseException) -> str | None:
    """The line of a document in another encoding, with which Sphinx stops from 9.0 on; None where it is not that."""
    if not isinstance(error, UnicodeDecodeError):
        return None
    owners = [frame.f_locals.get("self") for frame, _ in traceback.walk_tb(error.__traceback__)]
    path = next((owner for owner in reversed(owners) if isinstance(owner, Path)), None)
    line = error.object.count(b"\n", 0, error.start) + 1
    return f"{path}:{line}: this is not text in UTF-8: save the file as UTF-8" if path else None


def _said(cause: BaseException) -> str:
    return f"{type(cause).__name__}: {_words(cause)}".removesuffix(": ")


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())


def _config_of(error: Exception) -> Config | None:
    """The configuration that Sphinx had when it stopped, even while it started."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if isinstance(app := frame.f_locals.get("self"), Sphinx):
            return getattr(app, "config", None)
    return None


def _wrong_value(config: Config) -> tuple[str, Any] | None:
    """The first value in ``conf.py`` of a kind that its option does not take: Sphinx warns of it and goes on."""
    given = getattr(config, "_raw_config", {})
    if not _is_usable(config.extensions, [], frozenset()):
        return "extensions", config.extensions
    for name in given:
        option = config.values.get(_OLD_NAMES.get(name, name))
        if option and not _is_usable(given[name], option.default, option.valid_types):
            return name, given[name]
    return None


def _is_usable(value: Any, default: Any, types: Any) -> bool:
    if isinstance(types, ENUM):
        return types.match(value)
    if isinstance(value, list | tuple) and any(each is None or isinstance(each, int) for each in value):
        return False
    if Any in types or callable(default) or (default is None and not types):
        return True
    return isinstance(value, (type(default), *types))
