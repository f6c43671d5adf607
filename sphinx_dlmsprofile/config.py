"""The configuration values, each once: name, default, what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sphinx.config import ENUM
from sphinx.util import logging

from sphinx_dlmsprofile.model.finding import Severity
from sphinx_dlmsprofile.rules.catalogue import BY_NAME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Option:
    """A value of ``conf.py``; ``rebuild`` says what a change makes stale, as Sphinx defines it."""

    name: str
    default: Any
    types: Any
    rebuild: Literal["", "env", "html"]
    help: str


OPTIONS = (
    Option(
        "dlms_standard",
        True,  # noqa: FBT003
        (bool,),
        "env",
        "Whether the project is a standard. ``False`` for a project that only shows the directives, such as a manual "
        "of its own: then nothing is numbered as a standard and nothing is judged.",
    ),
    Option(
        "dlms_stage",
        "draft",
        ENUM("draft", "final"),
        "env",
        'The stage of the document: in a ``"draft"`` the rules on left-overs give advice only, and bodies that cannot '
        "be read are shown as marked boxes.",
    ),
    Option(
        "dlms_severity",
        {},
        (dict,),
        "",
        'The severity of single rules: rule name → ``"error"``, ``"warning"`` or ``"advice"``.',
    ),
    Option(
        "dlms_waivers",
        None,
        (str, type(None)),
        "env",
        "A YAML file, relative to the source directory, with the accepted departures from rules.",
    ),
    Option(
        "dlms_pdf_name",
        None,
        (str, type(None)),
        "",
        "The name of the PDF. Without it, the name of the project; all but letters, digits and ``.+-_`` becomes ``-``.",
    ),
    Option(
        "dlms_pdf_standards",
        [],
        (list, tuple),
        "",
        'Standards that the PDF must meet, for instance ``["a-2a", "ua-1"]``: what breaks them, such as a character '
        "that no font has, is then an error at its line.",
    ),
)


def setup(app: Sphinx) -> None:
    """Register all values with Sphinx."""
    for option in OPTIONS:
        app.add_config_value(option.name, option.default, option.rebuild, option.types, option.help)
    app.connect("config-inited", _check)


def _check(_app: Sphinx, config: Config) -> None:
    """Warn of severities that would have no effect."""
    words = [severity.value for severity in Severity]
    for name, word in config.dlms_severity.items():
        if name not in BY_NAME:
            logger.warning("dlms_severity: there is no rule %r", name, type="dlms", subtype="config")
        elif word not in words:
            message = "dlms_severity: %r is no severity, write one of %s"
            logger.warning(message, word, ", ".join(words), type="dlms", subtype="config")


def severities(configured: dict[str, str]) -> dict[str, Severity]:
    """What ``dlms_severity`` says; entries that are no severity are left out."""
    words = {severity.value: severity for severity in Severity}
    return {rule: words[word] for rule, word in configured.items() if word in words}
