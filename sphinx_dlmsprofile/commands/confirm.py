"""``dlmsprofile confirm``: write down who has looked at provisions with what shows and verifies them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_reading_arguments, reading_options
from sphinx_dlmsprofile.commands.standard import judge_standard
from sphinx_dlmsprofile.commands.status import OK, CannotRunError

if TYPE_CHECKING:
    import argparse

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.provision import Provision


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "names",
        nargs="+",
        metavar="ID",
        help="the identifiers of provisions; before them the directory with conf.py, if it is not the current one",
    )
    parser.add_argument("--by", required=True, metavar="NAME", help="who has looked at them")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="what was found")
    parser.add_argument(
        "--date", type=_day, default=None, metavar="YYYY-MM-DD", help="the day on which it was (default: today)"
    )
    add_reading_arguments(parser)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a date: write year, month and day, as in 2026-03-31"
        raise CannotRunError(message) from None


def run(arguments: argparse.Namespace) -> int:
    """Add the confirmations to the file, and say what they are of; returns the exit status, 0."""
    from sphinx_dlmsprofile.analysis.suspects import linked_to  # noqa: PLC0415  for this command alone
    from sphinx_dlmsprofile.model.confirmation import Confirmation  # noqa: PLC0415
    from sphinx_dlmsprofile.model.review_records import ChangedProvision  # noqa: PLC0415
    from sphinx_dlmsprofile.parsing.confirmations import confirmation_text  # noqa: PLC0415
    from sphinx_dlmsprofile.text.location import Location, Text  # noqa: PLC0415

    sourcedir, names = _split(arguments.names)
    for option in ("by", "reason"):
        if not getattr(arguments, option).strip():
            message = f"--{option} is empty: say {'who has looked' if option == 'by' else 'what was found'}"
            raise CannotRunError(message)
    options = reading_options(arguments)
    options["overrides"] = {**options["overrides"], "dlms_review": True}
    judgement = judge_standard(sourcedir, **options)
    at = Location("", 1)
    by, reason = (Text(" ".join(text.split()), at) for text in (arguments.by, arguments.reason))
    day = arguments.date or datetime.now(UTC).astimezone().date()
    grounds = {record.identifier: record.grounds for record in judgement.project.of(ChangedProvision)}
    written = []
    for provision in _provisions(judgement.project, names):
        items = linked_to(judgement.project, provision.identifier)
        confirmed = Confirmation(
            at=at,
            provision=Text(provision.identifier, at),
            text=provision.digest,
            grounds=grounds.get(provision.identifier, ""),
            links={item.identifier: item.facts["digest"] for item in items},
            by=by,
            date=day,
            reason=reason,
        )
        written.append(confirmation_text(confirmed))
        print(f"{provision.identifier}: {provision.alone}")  # noqa: T201
        for item in items:
            print(f"  {item.kind.value} {item.identifier}: {item.title}")  # noqa: T201
    _append(Path(sourcedir, judgement.confirmations), written)
    return OK


def _split(names: list[str]) -> tuple[Path, list[str]]:
    """The directory, if the first name is one, and the identifiers."""
    first = Path(names[0])
    if (first / "conf.py").is_file() or (len(names) > 1 and first.is_dir()):
        if len(names) == 1:
            message = "name the provisions that were looked at, by their identifiers"
            raise CannotRunError(message)
        return first, names[1:]
    return Path(), names


def _provisions(project: Project, names: list[str]) -> list[Provision]:
    from sphinx_dlmsprofile.model.provision import Provision  # noqa: PLC0415
    from sphinx_dlmsprofile.text.names import closest  # noqa: PLC0415

    known = {provision.identifier: provision for provision in project.of(Provision)}
    for name in names:
        if name not in known:
            close = closest(name, list(known))
            advice = f', did you mean "{close}"?' if close else ""
            message = f'there is no provision "{name}"{advice}'
            raise CannotRunError(message)
    return [known[name] for name in dict.fromkeys(names)]


def _append(path: Path, written: list[str]) -> None:
    try:
        before = path.read_text("utf-8") if path.exists() else "# Who has looked at which provision, and when.\n"
        between = "" if before.endswith("\n") or not before else "\n"
        path.write_text(before + between + "\n" + "\n".join(written), "utf-8", newline="\n")
    except (OSError, UnicodeError) as error:
        message = f"{path} cannot be written: {error}"
        raise CannotRunError(message) from error
    print(f"written to {path}")  # noqa: T201
