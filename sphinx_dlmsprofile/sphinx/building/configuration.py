"""What is wrong in ``conf.py``: names that nobody reads, values of another kind.

Such a value is left out before anybody reads it, so that nobody else has to ask what it is.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.config import ENUM
from sphinx.util import logging

from sphinx_dlmsprofile.config import OPTIONS
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_dlmsprofile.config import Option
    from sphinx_dlmsprofile.model.body import BodyFault
    from sphinx_dlmsprofile.model.source import ConfiguredName
    from sphinx_dlmsprofile.text.conf_lines import ConfLines, NamedAt
    from sphinx_dlmsprofile.text.location import Location

logger = logging.getLogger(__name__)

VALUE, UNKNOWN, FILE = "conf-value", "conf-option-unknown", "conf-file"
"""The rules that report it."""

_PREFIX = "dlms_"
_LIKE_AN_OPTION = 0.88
"""So much like an option has to be what does not even begin like one."""
_QUOTED = regex(r"[`'\"](\w+)['\"`]")


class Wrong(NamedTuple):
    """A fault: the rule that reports it, the name in ``conf.py``, what the author reads, and the part of the value."""

    rule: str
    name: str
    message: str
    value: str = ""


_VALUES: KeptOn[tuple[Wrong, ...]] = KeptOn("wrong_values")


def setup(app: Sphinx) -> None:
    """Leave out wrong values at once: what is set up next reads the others."""
    _VALUES.set(app, tuple(wrong for option in OPTIONS for wrong in _leave_out(option, app.config)))


def wrong_in_conf(app: Sphinx) -> tuple[Wrong, ...]:
    """What is wrong in ``conf.py`` whatever rules there are."""
    return (*(_VALUES.get(app) or ()), *_unknown(app.config))


def conf_faults(app: Sphinx) -> tuple[BodyFault, ...]:
    """What is wrong in ``conf.py``, as records, but for the names of rules: see :func:`unknown_rules`."""
    return placed_in_conf(app, *wrong_in_conf(app), *_files(app), *_languages(app), *_fonts(app), *_logo(app))


def unknown_rules(app: Sphinx) -> tuple[BodyFault, ...]:
    """Where ``conf.py`` names rules that do not exist, as records. It loads the rules, as judging does."""
    return placed_in_conf(app, *_unknown_rules(app.config))


def configured_name(app: Sphinx) -> tuple[ConfiguredName, ...]:
    """What ``project`` is, where ``conf.py`` says it."""
    at = _Places(app).known("project")
    if at is None:
        return ()
    from sphinx_dlmsprofile.model.source import ConfiguredName  # noqa: PLC0415  only a project that is judged needs it

    return (ConfiguredName(at=at, name=app.config.project),)


def named_in_conf(app: Sphinx, option: str) -> NamedAt:
    """Where an option names a file, asked of the file."""
    return lambda value: _Places(app)(option, value)


def placed_in_conf(app: Sphinx, *wrongs: Wrong) -> tuple[BodyFault, ...]:
    """Faults at the lines where ``conf.py`` sets the options; at its first line where it does not."""
    if not wrongs:
        return ()
    from sphinx_dlmsprofile.model.body import BodyFault  # noqa: PLC0415  there seldom is one
    from sphinx_dlmsprofile.text.bounded import bounded  # noqa: PLC0415

    places = _Places(app)
    found = ((places(wrong.name, wrong.value), wrong) for wrong in wrongs)
    return tuple(BodyFault(at=at, kind=wrong.rule, message=bounded(wrong.message)) for at, wrong in found)


class _Places:
    """The places of options in ``conf.py``, and of what their values hold."""

    def __init__(self, app: Sphinx) -> None:
        self._lines = conf_lines(Path(app.confdir, "conf.py"))
        self._source = Path(os.path.relpath(Path(app.confdir, "conf.py"), app.srcdir)).as_posix()

    def __call__(self, name: str, value: str = "") -> Location:
        """Where it is set; the first line where that is not known."""
        return self.known(name, value) or self._at(1)

    def known(self, name: str, value: str = "") -> Location | None:
        """Where it is set, if that is known."""
        line = self._lines.line(name, value)
        return self._at(line) if line else None

    def _at(self, line: int) -> Location:
        from sphinx_dlmsprofile.text.location import Location  # noqa: PLC0415  where something is wrong

        return Location(self._source, line)


def place_of_quoted(app: Sphinx, message: str) -> Location:
    """The place of the option that a message of Sphinx quotes: "The config value `language' has …"."""
    places = _Places(app)
    return next((at for name in quoted(message) if (at := places.known(name))), places(""))


def quoted(message: str) -> list[str]:
    """The words in quotation marks, as Sphinx writes them around options."""
    return _QUOTED.findall(message)


def conf_lines(path: Path) -> ConfLines:
    """The lines of options in ``conf.py``."""
    from sphinx_dlmsprofile.text.conf_lines import ConfLines  # noqa: PLC0415  where something is wrong

    try:
        return ConfLines(path.read_bytes())
    except OSError:
        return ConfLines(b"")


def warn_of_conf(app: Sphinx) -> None:
    """Report it in a project that is not a standard, and has no findings."""
    for fault in (*conf_faults(app), *unknown_rules(app)):
        location = f"{Path(app.srcdir, fault.at.source)}:{fault.at.line}"
        logger.warning("%s", fault.message, type="dlms", subtype=fault.kind, location=location)


def _leave_out(option: Option, config: Config) -> Iterator[Wrong]:
    """What is wrong in a value; the configuration then has what is left of it."""
    value = config[option.name]
    if value == option.default and type(value) is type(option.default):
        return
    said: list[str] = []
    left = _usable(option, value, said)
    if said:
        config[option.name] = left
    yield from (Wrong(VALUE, option.name, message) for message in said)


def _usable(option: Option, value: Any, said: list[str]) -> Any:
    """The value as far as it can be used; ``said`` takes what is wrong with the rest."""
    name, types = option.name, option.types
    is_number = type(option.default) is int
    if is_number or isinstance(types, ENUM):
        return (_number if is_number else _word)(option, value, said)
    if isinstance(option.default, bool):
        if isinstance(value, int):
            return value
        said.append(f"{name} is True or False, not {_shown(value)}")
    elif isinstance(option.default, dict):
        read, form = _MAPPINGS[name]
        if isinstance(value, dict):
            return read(name, value, said)
        said.append(f"{name} is written as {form}, not as {_shown(value)}")
    elif isinstance(value, types):
        return _text(name, value, said) if isinstance(value, str | None) else _texts(name, value, said)
    elif list in types:
        said.append(f"{name} is a list of texts: write it in square brackets, not as {_shown(value)}")
        return [value] if isinstance(value, str) else option.default
    else:
        said.append(f"{name} is a text in quotation marks, not {_shown(value)}")
    return option.default


def _number(option: Option, value: Any, said: list[str]) -> Any:
    if str(value).isdecimal() and int(value):
        return int(value)
    said.append(f"{option.name} is a number from 1 on, not {_shown(value)}")
    return option.default


def _word(option: Option, value: Any, said: list[str]) -> Any:
    words = sorted(getattr(option.types, "_candidates", ()))
    if value in words:
        return value
    from sphinx_dlmsprofile.text.names import closest_word, suggest  # noqa: PLC0415  few are wrong

    close = closest_word(value, words) if isinstance(value, str) else None
    advice = suggest(close, f"write one of {', '.join(words)}")
    said.append(f"{option.name} cannot be {_shown(value)}: {advice}")
    return option.default


def _texts(name: str, values: Any, said: list[str]) -> list[str]:
    said += [
        f"{name}: {_shown(value)} is not a text, write it in quotation marks"
        for value in values
        if not isinstance(value, str)
    ]
    left = [value for value in values if isinstance(value, str)]
    said += [f"{name}: an entry is empty, write what is meant, or take it out" for text in left if not text.strip()]
    return [text for text in left if text.strip()]


def _text(name: str, value: str | None, said: list[str]) -> str | None:
    """The text; a regular expression has to be one."""
    if name != "dlms_test_pattern" or not value:
        return value
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        said.append(f"{name} is not a regular expression: {error}")
        return ""
    return value


def _severities(name: str, values: dict[Any, Any], said: list[str]) -> dict[str, str]:
    from sphinx_dlmsprofile.model.finding import Severity  # noqa: PLC0415  few projects change one
    from sphinx_dlmsprofile.text.names import closest_word, suggest  # noqa: PLC0415

    words = [severity.value for severity in Severity]
    good: dict[str, str] = {}
    for rule, word in values.items():
        if not isinstance(rule, str):
            said.append(f"{name}: {_shown(rule)} is not the name of a rule")
        elif word not in words:
            close = closest_word(word, words) if isinstance(word, str) else None
            advice = suggest(close, f"write one of {', '.join(words)}")
            said.append(f"{name}: {_shown(word)} is not a severity of {rule}: {advice}")
        else:
            good[rule] = word
    return good


def _sts_metadata(name: str, values: dict[Any, Any], said: list[str]) -> dict[str, Any]:
    """What the metadata of STS may say, each a text or a list of texts."""
    from sphinx_dlmsprofile.publishing.sts.metadata import GIVEN  # noqa: PLC0415  few projects say any
    from sphinx_dlmsprofile.text.names import closest_word, suggest  # noqa: PLC0415

    good: dict[str, Any] = {}
    for key, value in values.items():
        texts = value if isinstance(value, list | tuple) else [value]
        if key not in GIVEN:
            close = closest_word(key, GIVEN) if isinstance(key, str) else None
            advice = suggest(close, f"write one of {', '.join(GIVEN)}")
            said.append(f"{name}: {_shown(key)} is not known, {advice}")
        elif not all(isinstance(text, str) for text in texts):
            said.append(f"{name}: {_shown(value)} is not a text: write {key} in quotation marks")
        else:
            good[key] = value
    return good


_MAPPINGS: dict[str, tuple[Callable[[str, dict[Any, Any], list[str]], dict[str, Any]], str]] = {
    "dlms_severity": (_severities, '{"rule": "severity"}'),
    "dlms_sts": (_sts_metadata, '{"committee": "TC 13"}'),
}
"""How each option that is a mapping is read, and what it looks like."""


def _shown(value: object) -> str:
    """A value as Python writes it, a text in our quotation marks."""
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _unknown(config: Config) -> Iterator[Wrong]:
    """Names that look like our options and are none."""
    known = [option.name for option in OPTIONS]
    # All names of conf.py; Sphinx gives them to nobody.
    for name, value in getattr(config, "_raw_config", {}).items():
        if name in config or name.startswith("_") or callable(value) or isinstance(value, ModuleType):
            continue
        from sphinx_dlmsprofile.text.names import closest, closest_word, suggest  # noqa: PLC0415  few have others

        if name.casefold().startswith(_PREFIX):
            bare = {option.removeprefix(_PREFIX): option for option in known}
            word = closest_word(name[len(_PREFIX) :], bare)
            close = bare[word] if word else None
        elif not (close := closest(name, known, _LIKE_AN_OPTION)):
            continue
        advice = suggest(close, f"the options are {', '.join(known)}")
        yield Wrong(UNKNOWN, name, f'the option "{name}" does not exist: {advice}')


def _files(app: Sphinx) -> Iterator[Wrong]:
    """Files that cannot be used and are not reported by a rule of their own."""
    if app.config.dlms_template_file:
        from sphinx_dlmsprofile.sphinx.building.template_values import why_not_used  # noqa: PLC0415  few have it

        if reason := why_not_used(app.config, Path(app.srcdir)):
            message = f'dlms_template_file: "{app.config.dlms_template_file}" cannot be used: {reason}'
            yield Wrong(FILE, "dlms_template_file", message, app.config.dlms_template_file)
    if app.config.dlms_words:
        from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_text  # noqa: PLC0415  few have it

        try:
            read_text(conf_path(Path(app.srcdir), app.config.dlms_words))
        except UnreadError as error:
            name = app.config.dlms_words
            yield Wrong(FILE, "dlms_words", f'dlms_words: "{name}" cannot be used: {error}', name)
    if app.config.dlms_docx_template:
        from sphinx_dlmsprofile.publishing.word_template import TemplateError, template_octets  # noqa: PLC0415  few

        name = app.config.dlms_docx_template
        try:
            template_octets(Path(app.srcdir), name)
        except TemplateError as error:
            yield Wrong(FILE, "dlms_docx_template", f'dlms_docx_template: "{name}" cannot be used: {error}', name)
    if app.config.dlms_review and app.config.dlms_standard and app.config.dlms_previous_edition:
        from sphinx_dlmsprofile.sphinx.building.previous_edition import previous_edition  # noqa: PLC0415  few compare

        previous = previous_edition(app.env)
        if isinstance(previous, Exception):
            message = f"dlms_previous_edition: {previous}"
            yield Wrong(FILE, "dlms_previous_edition", message, app.config.dlms_previous_edition)


def _languages(app: Sphinx) -> Iterator[Wrong]:
    if app.config.dlms_language_files:
        from sphinx_dlmsprofile.sphinx.common.language_files import faults_of  # noqa: PLC0415  few have one

        for name, reason in faults_of(app.config, Path(app.srcdir)):
            yield Wrong(FILE, "dlms_language_files", f'dlms_language_files: "{name}" cannot be used: {reason}', name)


def _logo(app: Sphinx) -> Iterator[Wrong]:
    if app.config.dlms_logo:
        from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_octets  # noqa: PLC0415  few have it
        from sphinx_dlmsprofile.text.pictures import picture_fault  # noqa: PLC0415

        name = app.config.dlms_logo
        try:
            fault = picture_fault(read_octets(conf_path(Path(app.srcdir), name)), Path(name).suffix.lower())
        except UnreadError as error:
            fault = str(error)
        if fault:
            yield Wrong(FILE, "dlms_logo", f'dlms_logo: "{name}" cannot be used: {fault}', name)


def _fonts(app: Sphinx) -> Iterator[Wrong]:
    if app.config.dlms_pdf_fonts:
        from sphinx_dlmsprofile.sphinx.building.fonts import unread_fonts  # noqa: PLC0415  few add one

        yield from (Wrong(FILE, "dlms_pdf_fonts", message, name) for name, message in unread_fonts(app))


def _unknown_rules(config: Config) -> Iterator[Wrong]:
    """Rules that are named and do not exist."""
    options = [name for name in ("dlms_severity", "dlms_select", "dlms_ignore") if config[name]]
    if not options:
        return
    from sphinx_dlmsprofile.judging.catalogue import BY_NAME  # noqa: PLC0415  a manual does without them
    from sphinx_dlmsprofile.text.names import closest_word, suggest  # noqa: PLC0415

    for option in options:
        for name in config[option]:
            if name not in BY_NAME:
                advice = suggest(closest_word(name, BY_NAME), '"dlmsprofile rules" lists all')
                yield Wrong(VALUE, option, f'{option}: the rule "{name}" does not exist, {advice}')
