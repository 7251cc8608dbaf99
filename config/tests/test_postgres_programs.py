"""`motcua postgres`: the programs reach this installation's database, and keep its password."""

import subprocess
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection


@pytest.mark.django_db
def test_psql_speaks_to_this_installations_database(capfd: pytest.CaptureFixture[str]) -> None:
    call_command("postgres", "psql", "--tuples-only", "--command", "select current_database()")
    assert capfd.readouterr().out.strip() == connection.settings_dict["NAME"]


@pytest.mark.django_db
def test_a_program_that_fails_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="psql ended with 1"):
        call_command("postgres", "psql", "--command", "select nonsense")
    assert "nonsense" in capfd.readouterr().err


def test_the_password_is_not_an_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def run(arguments: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        seen.append((arguments, options["env"]["PGPASSWORD"]))
        return subprocess.CompletedProcess(arguments, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "mat-khau")
    monkeypatch.setitem(connection.settings_dict, "HOST", "db.example")
    call_command("postgres", "pg_dump", "--format=custom")
    ((arguments, password),) = seen
    assert password == "mat-khau"
    assert "mat-khau" not in " ".join(arguments)
    assert "db.example" in arguments
    assert arguments[-1] == "--format=custom"
