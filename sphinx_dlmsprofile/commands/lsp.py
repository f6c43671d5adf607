"""``dlmsprofile lsp``: the language server, on standard input and output."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.status import OK, CannotRunError

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments; editors like to say how they talk."""
    parser.add_argument("--stdio", action="store_true", help="talk on standard input and output, as it always does")


def run(_arguments: argparse.Namespace) -> int:
    """Serve until the editor ends it; returns the exit status.

    Raises:
        CannotRunError: pygls is not installed.
    """
    try:
        from sphinx_dlmsprofile.server.features import make_server  # noqa: PLC0415  an extra
    except ImportError as error:
        message = f'the language server needs pygls: pip install "sphinx-dlmsprofile[lsp]" ({error})'
        raise CannotRunError(message) from error
    # Little of what is read is garbage soon.
    gc.set_threshold(200_000, 50, 100)
    # What anything else prints, a conf.py or a library, would be taken for a message: it goes to standard error.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        sys.stdout = sys.stderr
        make_server().start_io(sys.stdin.buffer, out)
    return OK
