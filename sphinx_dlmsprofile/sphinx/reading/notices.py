"""What is warned of while documents are read, kept by document: a build that reads nothing says the same again.

Parallel readers log through the process that started them, so each listens for itself; what they have heard comes
back with the environment.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.util.logging import NAMESPACE, get_node_location

from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.text.names import fold_case
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.common.packed import Packed
    from sphinx_dlmsprofile.text.location import Location

_ABOUT = {
    "directive": regex(r"Unknown directive type:? [\"'](.+?)[\"']"),
    "role": regex(r"Unknown interpreted text role [\"'](.+?)[\"']"),
    "label": regex(r"Duplicate explicit target name: \"(.+?)\""),
    "reference": regex(r"Unknown target name: \"(.+?)\""),
}
"""What docutils and MyST say where a rule of ours knows more; they say it in English alone."""

_NOT_SO = {("myst", "strikethrough")}
"""What is warned of for other outputs than ours: struck text is struck out in all of them."""

_OPTIONS_OF_MYST = f"{NAMESPACE}.myst_parser.sphinx_ext.main"
"""Who reads the options of MyST, when others open already what lies outside of the project."""

_of_sphinx = get_translation("sphinx", "console")
_NUMBERLESS = "Failed to create a cross reference. Any number is not assigned: %s"
_LONGEST = 300

CONFIGURATION = "conf.py"
"""Where a warning belongs that is about no document."""


class Notice(NamedTuple):
    """A warning: its place, its words in one line, its type as ``suppress_warnings`` names it.

    ``about`` is a key of the kinds that rules know ("directive", "role", "label", "reference", "number"), then ``name``
    is what it is about; or "code", and ``name`` says it better; "" for all else.
    """

    source: str
    line: int
    message: str
    type: str | None
    subtype: str | None
    about: str = ""
    name: str = ""

    @property
    def echo(self) -> str:
        """What distinguishes it from all others in a log; two documents with one label are reported in any order."""
        if self.about == "label":
            return f"label {self.name}"
        return f"{self.source}: {'no number of ' + self.name if self.about == 'number' else self.message}"


class Pending(NamedTuple):
    """A reference that is resolved when pages are written: where it stands, and the attributes of its node."""

    at: Location
    attributes: dict[str, Any]


@dataclass
class SourceFacts:
    """What is known of the source of one document.

    ``labels`` are those that an author can refer to, with their places; ``pending`` the references in its text,
    ``languages`` those that its code blocks name. ``lost`` are labels of what could not be shown.
    ``conflicts`` and ``fences`` are what is left open in its text: the file, the first line, the last one, the mark.
    ``cells`` are what stands beyond the columns of its tables: the file, the line, the words.
    """

    notices: list[Notice] = field(default_factory=list)
    labels: dict[str, Location] = field(default_factory=dict)
    pending: list[Pending] = field(default_factory=list)
    languages: list[tuple[Location, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    conflicts: list[tuple[str, int, int, str]] = field(default_factory=list)
    fences: list[tuple[str, int, int, str, bool, bool]] = field(default_factory=list)
    cells: list[tuple[str, int, str]] = field(default_factory=list)


def facts_of(env: BuildEnvironment) -> Packed[SourceFacts]:
    """What is known of the sources, by docname; a document without any is not in it."""
    facts: Packed[SourceFacts] = env.domaindata["dlms"]["sources"]
    return facts


def facts_on(env: BuildEnvironment, docname: str) -> SourceFacts:
    """What is known of a document, to be added to."""
    facts = facts_of(env)
    if docname not in facts:
        facts[docname] = SourceFacts()
    return facts[docname]


def note_lost_label(env: BuildEnvironment, label: str) -> None:
    """Keep that the document that is read would have a label if a directive in it could be read."""
    if env.config.dlms_standard:
        facts_on(env, env.current_document.docname).lost.append(fold_case(label))


def notice_of(record: logging.LogRecord, env: BuildEnvironment | None, docname: str) -> Notice | None:
    """A log record as a notice; None for what is said again in other words, and for what this package says."""
    kind, subtype = getattr(record, "type", None), getattr(record, "subtype", None)
    pattern = str(record.msg)
    if record.levelno < logging.WARNING or kind == "dlms" or (kind, subtype) in _NOT_SO or pattern in _repeated():
        return None
    arguments = record.args if isinstance(record.args, tuple) else ()
    try:
        words = record.msg % record.args if record.args else pattern
    except (TypeError, ValueError, KeyError):
        words = pattern
    message = " ".join(str(words).partition("\n\n")[0].split())
    # As the translator of Sphinx appends it, where another handler has seen the record before.
    message = message.removesuffix(f"[{kind}.{subtype}]").removesuffix(f"[{kind}]").rstrip(". ")
    message = message if len(message) <= _LONGEST else f"{message[: _LONGEST - 1]}…"
    if message.startswith(_SAID_BY_SPHINX):
        return None
    source, line = _place(getattr(record, "location", None), env, docname) if env else (CONFIGURATION, 1)
    if pattern.removesuffix(f" [{kind}]") == str(_of_sphinx("duplicate label %s, other instance in %s")):
        return Notice(source, line, message, kind, subtype, "label", str(arguments[0]) if arguments else "")
    if (kind, subtype) == ("ref", "numref") or pattern == str(_of_sphinx(_NUMBERLESS)):
        # It names the label, or the id where what has it could have a number.
        return Notice(source, line, message, kind, subtype, "number", nodes.make_id(message.rpartition(":")[2]))
    for about, expression in _ABOUT.items():
        if match := expression.match(message):
            return Notice(source, line, message, kind, subtype, about, match[1])
    return Notice(source, line, message, kind, subtype)


def _repeated() -> tuple[str, ...]:
    """What Sphinx says before docutils says the same with a place."""
    return str(_of_sphinx("unknown directive name: %s")), str(_of_sphinx("unknown role name: %s"))


_SAID_BY_SPHINX = 'Duplicate ID: "equation-'
"""What docutils says of two formulae of one label, which Sphinx reports, too."""


def _place(location: object, env: BuildEnvironment, docname: str) -> tuple[str, int]:
    """The file and line of the place that a log record gives, in all forms that Sphinx takes."""
    from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source  # noqa: PLC0415  where there is a warning

    if isinstance(location, nodes.Node):
        location = get_node_location(location)
    path, line = None, None
    if isinstance(location, tuple):
        path, line = location
    elif isinstance(location, str):
        path, _, number = location.rpartition(":")
        line = int(number) if path and number.isdecimal() else None
        path = path or number
    if not path or path == "<unknown>":
        path = docname
    if path in env.found_docs:
        path = str(env.doc2path(path))
    fallback = relative_source(str(env.doc2path(docname)), Path(env.srcdir), docname) if docname else CONFIGURATION
    return relative_source(path, Path(env.srcdir), fallback), line if isinstance(line, int) and line > 0 else 1


class Listener(logging.Handler):
    """Hears what is logged: keeps it with the document that is read, and knows all that was said in this run."""

    def __init__(self, app: Sphinx) -> None:
        """Listen to a build."""
        super().__init__(logging.WARNING)
        self._app = app
        self.reading = ""
        self.said: set[str] = set()
        self.on_configuration: list[Notice] = []
        self.is_configured = False

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record; Sphinx passes those of parallel workers and those that it held back on again."""
        env = getattr(self._app, "env", None)
        docname = env.current_document.docname if env else ""
        notice = notice_of(record, env, docname)
        if notice is None:
            return
        self.said.add(notice.echo)
        if not self.is_configured or record.name == _OPTIONS_OF_MYST:
            self.on_configuration.append(notice)
        if env and docname and docname == self.reading:
            facts_on(env, docname).notices.append(notice)


_LISTENER: KeptOn[Listener] = KeptOn("listener")


def said_in(app: Sphinx) -> set[str]:
    """What was logged in this run: the echoes of notices."""
    listener = _LISTENER.get(app)
    return listener.said if listener else set()


def _listen(app: Sphinx, docname: str, _source: list[str]) -> None:
    listener = _LISTENER.get(app)
    if listener is None:
        return
    listener.reading = docname
    handlers = logging.getLogger(NAMESPACE).handlers
    if listener not in handlers:
        handlers.append(listener)


def _all_read(app: Sphinx, _env: BuildEnvironment) -> None:
    if listener := _LISTENER.get(app):
        listener.reading = ""


def heard_of_configuration(app: Sphinx) -> list[Notice]:
    """What was warned of before documents were read; values of this package are looked at elsewhere."""
    listener = _LISTENER.get(app)
    return [each for each in listener.on_configuration if "dlms_" not in each.message] if listener else []


def _start(app: Sphinx) -> None:
    listener = _LISTENER.get(app)
    if listener is None:
        return
    listener.is_configured = True
    if not app.config.dlms_standard:
        logging.getLogger(NAMESPACE).removeHandler(listener)
        _LISTENER.drop(app)


def setup(app: Sphinx) -> None:
    """Listen from the start on; in a parallel reader, from its first document on."""
    logging.getLogger(NAMESPACE).addHandler(_LISTENER.set(app, Listener(app)))
    app.connect("builder-inited", _start, priority=1)
    app.connect("source-read", _listen, priority=1)
    app.connect("env-updated", _all_read, priority=1)
