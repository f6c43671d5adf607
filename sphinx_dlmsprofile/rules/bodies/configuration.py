"""Rules on ``conf.py``: names that nobody reads, and values of another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.bodies._common import faults
from sphinx_dlmsprofile.rules.rule import ERROR, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.rules.rule import Fault

_CLAUSE = "conf.py"


@rule("conf-option-unknown", _CLAUSE, ERROR, always=True)
def conf_option_unknown(project: Project) -> Iterator[Fault]:
    """conf.py sets an option that does not exist.

    Its value would be lost without a message: a standard that is meant to be final would be judged as a draft.
    Names of your own that begin with ``dlms_`` are reported, too; functions and modules are not.

    Bad:

    .. code-block:: python

        dlms_stagee = "final"

    Good:

    .. code-block:: python

        dlms_stage = "final"
    """
    return faults(project, "conf-option-unknown")


@rule("conf-value", _CLAUSE, ERROR, always=True)
def conf_value(project: Project) -> Iterator[Fault]:
    """An option in conf.py has a value of another kind than it takes.

    A word that is not one of the allowed ones, a rule or a severity that does not exist, a text where a list is
    expected, a number where a text is. That value is left out, and the project is judged without it.

    Bad:

    .. code-block:: python

        dlms_stage = "finl"

    Good:

    .. code-block:: python

        dlms_stage = "final"
    """
    return faults(project, "conf-value")


@rule("conf-file", _CLAUSE, ERROR)
def conf_file(project: Project) -> Iterator[Fault]:
    """A file that conf.py names cannot be used.

    The wording of the template (``dlms_template_file``), or, in a review build, the previous edition
    (``dlms_previous_edition``). Other files have rules of their own: :rule:`registry-file`,
    :rule:`test-results-unread`, and :rule:`body-file-missing` for waivers and the architecture.

    Bad:

    .. code-block:: python

        dlms_template_file = "no-such-file.yaml"

    Good:

    .. code-block:: python

        dlms_template_file = "../template.yaml"
    """
    return faults(project, "conf-file")
