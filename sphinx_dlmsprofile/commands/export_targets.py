"""What ``dlmsprofile export --to`` can write: one table."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.commands.given_project import given_project
from sphinx_dlmsprofile.commands.project_arguments import reading_options
from sphinx_dlmsprofile.commands.status import CannotRunError
from sphinx_dlmsprofile.source_date import source_date

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


class Target(NamedTuple):
    """A target.

    ``help`` says what is written. ``module`` is one of ``exports/targets`` with ``export(project, date)`` and, where it
    leaves something out, ``left_out(project)``; empty where ``make`` writes it from the arguments. ``extra`` is the
    extra of the package whose library it needs.
    """

    help: str
    module: str = ""
    make: Callable[[argparse.Namespace], str | bytes] | None = None
    is_binary: bool = False
    extra: str = ""

    def write(self, arguments: argparse.Namespace) -> str | bytes:
        """The text, or the octets.

        Raises:
            CannotRunError: the project cannot be read, or a library is not installed.
        """
        if self.make:
            return self.make(arguments)
        from sphinx_dlmsprofile.exports.identifiers import comment  # noqa: PLC0415  not needed for help

        try:
            target = import_module(f"sphinx_dlmsprofile.exports.targets.{self.module}")
        except ModuleNotFoundError as error:
            message = f'this needs a library: pip install "sphinx-dlmsprofile[{self.extra}]"'
            raise CannotRunError(message) from error
        project = given_project(arguments.sourcedir, **reading_options(arguments))
        written: str | bytes = target.export(project, source_date())
        for text in target.left_out(project) if hasattr(target, "left_out") else ():
            print(f"left out: {comment(text)}", file=sys.stderr)  # noqa: T201
        return written


def _reqif(arguments: argparse.Namespace) -> str:
    from sphinx_dlmsprofile.commands.reqif_sources import read_for_reqif  # noqa: PLC0415  the library is an extra
    from sphinx_dlmsprofile.exports.reqif import reqif_xml  # noqa: PLC0415

    return reqif_xml(*read_for_reqif(arguments.sourcedir, **reading_options(arguments)))


def _reqifz(arguments: argparse.Namespace) -> bytes:
    text = _reqif(arguments)
    from sphinx_dlmsprofile.exports.reqif import reqifz  # noqa: PLC0415  the library is an extra

    return reqifz(text, source_date())


def _provisions(arguments: argparse.Namespace) -> str:
    from sphinx_dlmsprofile.exports.editions import EditionError, open_edition  # noqa: PLC0415
    from sphinx_dlmsprofile.exports.provisions import provisions_json  # noqa: PLC0415

    given: Path = arguments.sourcedir
    project = given_project(given, **reading_options(arguments))
    if arguments.since is None:
        return provisions_json(project)
    try:
        former = open_edition(arguments.since, Path(), given.parent if given.is_file() else given)
    except EditionError as error:
        raise CannotRunError(str(error)) from error
    return provisions_json(project, (arguments.since, former))


def _needs_config(_arguments: argparse.Namespace) -> str:
    from sphinx_dlmsprofile.exports.need_types import needs_config  # noqa: PLC0415  no project is read

    return needs_config()


TARGETS = {
    "profile": Target("the whole model, profile.json", "profile_json"),
    "provisions": Target("the provisions with lasting identifiers; with --since, old to new; JSON", make=_provisions),
    "reqif": Target("ReqIF 1.2", make=_reqif),
    "reqifz": Target("ReqIF 1.2 as an archive", make=_reqifz, is_binary=True),
    "needs-config": Target("types, links and fields of needs, as TOML; no project is read", make=_needs_config),
    "ics-csv": Target("the proforma of an implementation conformance statement as CSV", "ics_csv"),
    "ics-yaml": Target("the same as YAML", "ics_yaml"),
    "ics-xlsx": Target("the same as a workbook", "ics_xlsx", is_binary=True, extra="xlsx"),
    "objects-csv": Target("the objects of a device as CSV", "objects_csv"),
    "objects-xlsx": Target("the objects of a device as a workbook", "objects_xlsx", is_binary=True, extra="xlsx"),
    "gxf": Target("the objects as a profile of the GXF platform (OSGP), JSON", "gxf"),
    "gurux": Target("a conformance template of Gurux for the new classes, XML", "gurux"),
    "cosempdu": Target("the APDUs of the examples as COSEMpdu XML", "cosempdu"),
    "lua": Target("a dissector of Wireshark for the envelopes of the profile", "lua"),
    "c": Target("constants as a header of C", "c"),
    "rust": Target("constants as a module of Rust", "rust"),
    "python": Target("constants as a module of Python", "python"),
    "python-classes": Target("the new classes for the client library DLMS-SPODES", "python_classes"),
}
"""The targets by their names. A new one is a module, and a line here."""
