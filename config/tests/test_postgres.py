"""The embedded PostgreSQL: starts for whoever needs it, outlives accidents, says what is wrong."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from config import postgres
from config.command import start_database
from config.supervisor import require_free_port

ROOT = Path(__file__).resolve().parents[2]
AS_A_COMMAND = """
import sys, time
from pathlib import Path
import psycopg
from config.postgres import ensure_running
url = ensure_running(Path(sys.argv[1]), durable=False)
with psycopg.connect(url) as connection:
    print(connection.execute("select pg_postmaster_start_time()").fetchone()[0], flush=True)
time.sleep(float(sys.argv[2]))
"""
Command = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder that every account can walk to; its server is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-postgres-"))
    folder.chmod(0o755)
    yield folder
    forget(folder)


def forget(home: Path) -> None:
    cluster = postgres._cluster(home)
    if (cluster.data / "postmaster.pid").exists():
        cluster.run("pg_ctl", "stop", "-m", "immediate", "-w", "-D", str(cluster.data))
    for path in (cluster.socket, cluster.data, home):
        shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def command(home: Path) -> Iterator[Command]:
    """`command(seconds)`: a command that uses the database for so long."""
    begun: list[subprocess.Popen[str]] = []

    def begin(seconds: float = 0) -> "subprocess.Popen[str]":
        program = [sys.executable, "-c", AS_A_COMMAND, str(home), str(seconds)]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        begun.append(subprocess.Popen(program, cwd=ROOT, text=True, **pipes))
        return begun[-1]

    yield begin
    for one in begun:
        one.kill()
        one.communicate()


def test_a_new_data_folder_is_closed_to_other_accounts(home: Path) -> None:
    inside = home / "data"
    program = [sys.executable, "-c", AS_A_COMMAND, str(inside), "0"]
    try:
        subprocess.run(program, cwd=ROOT, check=True, capture_output=True)
        assert not inside.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH | stat.S_IRGRP)
        for name in ("postgres.users", "postgres.starting"):
            assert stat.S_IMODE((inside / name).stat().st_mode) == 0o600
    finally:
        forget(inside)


def test_letters_kept_as_files_are_their_owners(tmp_path: Path) -> None:
    data = tmp_path / "data"
    environment = {**os.environ, "MOTCUA_DATA": str(data), "DATABASE_URL": "postgresql:///x"}
    environment.pop("MOTCUA_SMTP_HOST", None)
    program = [sys.executable, "-c", "import config.settings"]
    subprocess.run(program, cwd=ROOT, env=environment, check=True)
    assert stat.S_IMODE((data / "mail").stat().st_mode) == 0o700


def started_at(running: "subprocess.Popen[str]") -> str:
    """When the server was started that this command met."""
    assert running.stdout
    line = running.stdout.readline().strip()
    assert line[:2] == "20", line + running.stdout.read()
    return line


def is_up(home: Path) -> bool:
    cluster = postgres._cluster(home)
    return cluster.run("pg_ctl", "status", "-D", str(cluster.data)).returncode == 0


def test_two_commands_at_once_share_one_server_and_the_last_stops_it(
    home: Path, command: Command
) -> None:
    first, second = command(1), command(2)
    assert started_at(first) == started_at(second)
    assert first.wait(30) == 0
    assert is_up(home)
    assert second.wait(30) == 0
    assert not is_up(home)


def test_a_killed_command_leaves_a_server_that_the_next_takes_over(
    home: Path, command: Command
) -> None:
    killed = command(60)
    before = started_at(killed)
    killed.kill()
    killed.wait()
    assert is_up(home)
    after = command()
    assert started_at(after) == before
    assert after.wait(30) == 0
    assert not is_up(home)


def test_a_killed_server_starts_again_with_the_next_command(home: Path, command: Command) -> None:
    first = command(60)
    before = started_at(first)
    pid = int((postgres._cluster(home).data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.1)
    second = command()
    assert started_at(second) != before
    assert second.wait(30) == 0


def test_nobody_else_can_open_the_socket_and_no_port_is_open(home: Path, command: Command) -> None:
    running = command(30)
    started_at(running)
    cluster = postgres._cluster(home)
    assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700
    told = cluster.run("psql", "-h", str(cluster.socket), "-Atc", "show listen_addresses", "motcua")
    assert told.stdout.strip() == ""


def test_a_moved_data_folder_serves_on_and_its_old_socket_is_gone(
    home: Path, command: Command, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first = command()
    started_at(first)
    assert first.wait(30) == 0
    old = postgres._cluster(home).socket
    assert not old.exists()  # the last one took it away
    old.mkdir()
    (old / ".s.PGSQL.5432.lock").touch()  # as a killed server leaves it
    moved = home.with_name(f"{home.name}-moved")
    home.rename(moved)
    try:
        program = [sys.executable, "-c", AS_A_COMMAND, str(moved), "0"]
        ended = subprocess.run(program, cwd=ROOT, check=True, capture_output=True, text=True)
        assert ended.stdout.startswith("20")
        assert not old.exists()
    finally:
        moved.rename(home)  # and it moves back as well
        forget(home)
        home.mkdir()


def test_a_socket_at_which_a_server_answers_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "motcua-0"
    folder.mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / ".s.PGSQL.5432"))
        server.listen()
        postgres._remove_socket(folder)
        assert folder.exists()
    postgres._remove_socket(folder)
    assert not folder.exists()


def test_folders_outside_are_as_they_were() -> None:
    """Also when the data folder lies where only root may walk."""
    private = Path(tempfile.mkdtemp(prefix="motcua-private-"))
    private.chmod(0o700)
    home = private / "inside"
    outside = [Path("/"), Path("/root"), Path(tempfile.gettempdir()), ROOT, *ROOT.parents, private]
    watched = [path for path in outside if path.exists()]
    before = [path.stat()[:1] + path.stat()[4:6] for path in watched]
    try:
        program = [sys.executable, "-c", AS_A_COMMAND, str(home), "0"]
        subprocess.run(program, cwd=ROOT, check=True, capture_output=True)
        assert [path.stat()[:1] + path.stat()[4:6] for path in watched] == before
    finally:
        place = postgres._cluster(home).data.parent
        forget(home)
        shutil.rmtree(private)
        if place.parent == postgres.ROOT_HOME:
            place.rmdir()


# What cannot be: one clear sentence each


def refusal_of(home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the command says when its database cannot start."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("MOTCUA_DATA", str(home))
    with pytest.raises(SystemExit) as ending:
        start_database()
    said = str(ending.value)
    assert said.startswith("motcua: ")
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1
    return said


def test_a_full_disk_is_told_before_anything_is_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")  # as shutil has it
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**9, 10**9, 10**6))
    said = refusal_of(home, monkeypatch)
    assert "less than 500 MB free" in said
    assert "Make room" in said
    assert not (home / "postgres").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_small_disk_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=50m,mode=755", "tmpfs", str(home)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        assert "less than 500 MB free" in refusal_of(home, monkeypatch)
    finally:
        for users in postgres._joined.values():
            users.close()
        postgres._joined.clear()
        subprocess.run(["umount", "-l", str(home)], check=True)  # noqa: S607


def test_a_folder_that_cannot_be_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").write_text("in the way")
    said = refusal_of(home / "file" / "data", monkeypatch)
    assert str(home / "file" / "data") in said
    assert "MOTCUA_DATA" in said


def test_a_folder_without_permission_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as while_asked:
        while_asked.setattr(Path, "mkdir", refuse)
        said = refusal_of(home / "data", while_asked)
    assert "Permission denied" in said
    assert "MOTCUA_DATA" in said


def test_a_taken_port_is_told_with_another_that_may_be_free() -> None:
    from django.core.management.base import CommandError

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken") as refusal:
            require_free_port("127.0.0.1", port)
    assert "PORT=" in str(refusal.value)
