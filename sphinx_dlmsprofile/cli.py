"""The command ``dlmsprofile``: a table of commands, of which a run loads the one that is chosen."""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from sphinx_dlmsprofile.commands.status import BROKEN_PIPE, CANNOT_RUN, CannotRunError
from sphinx_dlmsprofile.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence


class Command(NamedTuple):
    """A command.

    ``module`` is one of ``commands/``, with ``add_arguments(parser)`` and ``run(arguments)``, which returns the exit
    status; ``help`` is its text in the list of commands.
    """

    module: str
    help: str


COMMANDS = {
    "check": Command("check", "read and judge a profile, without writing pages"),
    "fix": Command("fix", "make the changes that rules know, in the source"),
    "watch": Command("watch", "report findings as they come and go, and reload the pages in a browser"),
    "lsp": Command("lsp", "serve an editor, as a language server: findings while typing, fixes, names"),
    "rules": Command("rules", "list all rules"),
    "explain": Command("explain", "explain what a rule finds and why"),
    "explain-conformance": Command("explain_conformance", "explain what support a profile demands, in words"),
    "ics": Command("ics", "judge a filled-in implementation conformance statement"),
    "new": Command("new.command", "write the scaffold of a profile standard, with guidance in each clause"),
    "report": Command("report", "report how a profile answers each demand of the template"),
    "export": Command("export", "write what other programs read: profile.json, object lists, constants, statements"),
    "decode": Command("decode", "decode APDUs, in whatever form they are pasted, and show their fields"),
    "encode": Command("encode", "encode a described APDU"),
    "label": Command("label", "write an identifier before each provision that has none"),
    "confirm": Command("confirm", "write down who has looked at provisions with what shows and verifies them"),
    "diff": Command("diff", "report what has changed between two editions"),
    "compare": Command("compare", "report where two language editions differ, and what is not translated"),
    "bilingual": Command("bilingual", "write one PDF with two language editions, one after the other"),
    "impact": Command("impact", "report what rests on the changes since an edition"),
    "import": Command("import_draft", "write the sources of a project from a draft in Word or Markdown"),
    "import-template": Command("import_template", "extract the mandated wording from your own copy of the template"),
}


class _Parser(argparse.ArgumentParser):
    """Reports in one line what is wrong with the arguments."""

    def error(self, message: str) -> NoReturn:
        raise CannotRunError(self._meant(message) or message)

    def _meant(self, message: str) -> str | None:
        """Of an option that does not exist, the one that is meant."""
        said, _, rest = message.partition(": ")
        options = [word for word in rest.split() if word.startswith("--")] if said == "unrecognized arguments" else []
        if not options:
            return None
        from sphinx_dlmsprofile.text.names import closest_word  # noqa: PLC0415  it loads what reads bodies

        name = options[0].partition("=")[0]
        known = [option for action in self._actions for option in action.option_strings if option.startswith("--")]
        close = closest_word(name, known)
        advice = f"did you mean {close}?" if close else f"the options are {', '.join(known)}"
        return f"{name} is not an option: {advice}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status (0 nothing to report, 1 something, 2 cannot run)."""
    try:
        chosen = _parser().parse_args(argv)
        command = COMMANDS[chosen.command]
        module = import_module(f"sphinx_dlmsprofile.commands.{command.module}")
        description = f"{command.help[0].upper()}{command.help[1:]}."
        parser = _Parser(prog=f"dlmsprofile {chosen.command}", description=description)
        module.add_arguments(parser)
        status: int = module.run(parser.parse_args(chosen.arguments))
    except CannotRunError as error:
        from sphinx_dlmsprofile.text.bounded import bounded  # noqa: PLC0415  where something is wrong

        print(f"dlmsprofile: {bounded(str(error))}", file=sys.stderr)  # noqa: T201
        return CANNOT_RUN
    return status


def run() -> NoReturn:
    """Run as the shell's command: end the process with the exit status."""
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads has seen enough, as "head" has; Python would complain when it closes what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = BROKEN_PIPE
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EIO}:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"dlmsprofile: the output cannot be written: {error.strerror}", file=sys.stderr)  # noqa: T201
        status = CANNOT_RUN
    # Looking for garbage a last time, in all that Sphinx has loaded, takes a fifth of a check.
    gc.freeze()
    sys.exit(status)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="dlmsprofile",
        usage="%(prog)s [-h] [--version] COMMAND ...",
        description="Write, check and publish DLMS/COSEM communication profiles.",
        epilog="commands:\n" + "\n".join(f"  {name:19}  {command.help}" for name, command in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("command", type=_known, metavar="COMMAND", help="one of those below, see also COMMAND --help")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...", help=argparse.SUPPRESS)
    return parser


def _known(name: str) -> str:
    if name not in COMMANDS:
        from sphinx_dlmsprofile.text.names import closest_word  # noqa: PLC0415  it loads what reads bodies

        close = closest_word(name, COMMANDS)
        advice = f"did you mean {close}?" if close else f"the commands are {', '.join(COMMANDS)}"
        message = f"{name!r} is not a command: {advice}"
        raise CannotRunError(message)
    return name


if __name__ == "__main__":
    run()
