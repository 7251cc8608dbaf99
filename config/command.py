"""The project's command, `motcua`: Django's, with the embedded database started when needed."""

import os
import sys
from pathlib import Path

from motcua import __version__

BASE = Path(__file__).resolve().parent.parent
NEEDS_NO_DATABASE = {
    "assets", "build", "collectstatic", "events", "help", "makemessages", "openapi", "sizes",
    "states", "--help",
}  # fmt: skip


def main() -> None:
    if sys.argv[1:] in (["version"], ["--version"]):
        sys.stdout.write(f"{__version__}\n")  # Django would name its own
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ.setdefault("MOTCUA_DEMO", "1")
    if len(sys.argv) > 1 and sys.argv[1] not in NEEDS_NO_DATABASE:
        start_database()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def start_database(*, durable: bool = True) -> None:
    """Give the settings a DATABASE_URL: the one that is set, or the embedded server's."""
    if address := os.environ.get("DATABASE_URL"):
        _require_answer(address)
        return
    from config.postgres import CannotStart, ensure_running

    try:
        os.environ["DATABASE_URL"] = ensure_running(data_folder(), durable=durable)
    except CannotStart as error:
        sys.exit(f"motcua: {error}")
    except OSError as error:
        sys.exit(
            f"motcua: The data folder {data_folder()} cannot be used ({error.strerror}). "
            "Let this account write there, or set MOTCUA_DATA to another folder."
        )


def _require_answer(address: str) -> None:
    import psycopg

    try:
        psycopg.connect(address, connect_timeout=5).close()
    except psycopg.Error as error:
        why = str(error).strip().splitlines()[-1].strip()
        sys.exit(f"motcua: the PostgreSQL of DATABASE_URL does not answer: {why}")


def data_folder() -> Path:
    """Where this installation keeps its data: MOTCUA_DATA, or .data beside the code."""
    return Path(os.environ.get("MOTCUA_DATA") or BASE / ".data")


if __name__ == "__main__":
    main()
