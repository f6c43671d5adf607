"""``python -m benchmarks.typing SOURCEDIR``: what the language server takes from a keystroke to the diagnostics.

As an editor does it: the server is a process of its own, a document is open, a word is typed into it, and the clock of
the server's CPU is read before, and when it has told what it has found. It reports the median over several documents.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import IO, Any

_DOCUMENTS = 7
_TYPED = "\n\nA client waits for the answer.\n"


class Client:
    """The little of an editor that is needed: it writes messages, and reads until one has come."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sphinx_dlmsprofile.cli", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    @property
    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin
        assert self._process.stdout
        return self._process.stdin, self._process.stdout

    def send(self, method: str, params: object, number: int | None = None) -> None:
        """Send a request with a number, or a notification without one."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        octets = json.dumps(message if number is None else {**message, "id": number}).encode()
        into, _ = self._pipes
        into.write(b"Content-Length: %d\r\n\r\n" % len(octets) + octets)
        into.flush()

    def told_of(self, uri: str) -> None:
        """Read until the server tells of a file."""
        while True:
            message = self._message()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return

    def _message(self) -> dict[str, Any]:
        _, out = self._pipes
        length = 0
        while header := out.readline().strip():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
        message: dict[str, Any] = json.loads(out.read(length))
        return message

    def cpu(self) -> float:
        """Seconds of CPU that the server has taken so far (Linux)."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """End the server."""
        self._process.kill()
        self._process.wait()


def typed(source: Path) -> float:
    """The median CPU of the server from a keystroke to the diagnostics, in seconds."""
    client = Client()
    try:
        folder = {"uri": source.as_uri(), "name": source.name}
        client.send("initialize", {"processId": None, "capabilities": {}, "workspaceFolders": [folder]}, 1)
        client.send("initialized", {})
        taken = []
        documents = sorted(path for path in source.glob("*.*") if path.suffix in {".rst", ".md"})
        for path in documents[:: max(1, len(documents) // _DOCUMENTS)]:
            uri, text = path.as_uri(), path.read_text("utf-8")
            document = {"uri": uri, "languageId": "rst", "version": 1, "text": text}
            client.send("textDocument/didOpen", {"textDocument": document})
            client.told_of(uri)
            before = client.cpu()
            change = {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": text + _TYPED}]}
            client.send("textDocument/didChange", change)
            client.told_of(uri)
            taken.append(client.cpu() - before)
        return median(taken)
    finally:
        client.end()


if __name__ == "__main__":
    print(json.dumps({"cpu": typed(Path(sys.argv[1]).resolve())}))
