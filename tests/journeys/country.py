"""The demo country that the journeys live in: the real `motcua demo`, in a folder of its own."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

PATIENCE = 180
OF_THE_TESTS = ("DATABASE_URL", "MOTCUA_SECRET_KEY", "MOTCUA_TEST_DATABASE")


@dataclass
class Country:
    """One `motcua demo`: where it answers, where its data is, and its process."""

    port: int
    data: Path
    running: "subprocess.Popen[bytes] | None" = None

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """Everything that the command printed."""
        return (self.data / "said.log").read_text()

    def start(self) -> float:
        """Start, and wait for the first page; the seconds that it took."""
        started = time.monotonic()
        given = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
        with (self.data / "said.log").open("w") as log:
            self.running = subprocess.Popen(
                [sys.executable, "-m", "config.command", "demo", "--port", str(self.port)],
                env={**given, "MOTCUA_DATA": str(self.data), "MOTCUA_DEMO": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_the_tests,
            )
        while self.answer("/healthz") != 200 or "is running" not in self.said:
            assert self.running.poll() is None, f"the demo ended:\n{self.said}"
            assert time.monotonic() - started < PATIENCE, f"the demo is not up:\n{self.said}"
            time.sleep(0.2)
        return time.monotonic() - started

    def stop(self, by: signal.Signals = signal.SIGTERM) -> float:
        """Ask it to stop; the seconds until its last process was gone."""
        assert self.running
        started = time.monotonic()
        self.running.send_signal(by)
        self.running.wait(60)
        while self.processes() and time.monotonic() - started < 60:
            time.sleep(0.1)
        return time.monotonic() - started

    def answer(self, path: str) -> int:
        """The status of a page; 0 when nobody answers."""
        try:
            with urlopen(self.site + path, timeout=10) as answer:  # noqa: S310  # our own address
                return int(answer.status)
        except HTTPError as error:
            return error.code
        except OSError:
            return 0

    def processes(self) -> list[str]:
        """Command lines of all processes that work in this country's folder."""
        mark = f"MOTCUA_DATA={self.data}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found.append((folder / "cmdline").read_text().replace("\0", " "))
            except OSError:
                continue
        return [line for line in found if line]


def _end_with_the_tests() -> None:
    """Have the kernel ask this process to stop when the tests are gone, however they ended."""
    if sys.platform == "linux":
        parent_ended = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(parent_ended, signal.SIGTERM)


def founded() -> Country:
    """A country that is not started yet, on two free ports, in an empty folder."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-journeys-"))
    folder.chmod(0o755)  # root hands PostgreSQL to an account that must walk through here
    return Country(_free_port(), folder)


def abandoned(country: Country) -> None:
    """Take away all that it left on the disk."""
    for path in (country.data, *Path(tempfile.gettempdir()).glob(f"motcua-{_name(country)}")):
        shutil.rmtree(path, ignore_errors=True)


def _name(country: Country) -> str:
    from hashlib import sha256

    return sha256(str(country.data.resolve()).encode()).hexdigest()[:10]


def _free_port() -> int:
    """A port that is free, and the next one too: the e-identity listens there."""
    for port in range(8420 + os.getpid() % 500, 9900, 2):
        with socket.socket() as one, socket.socket() as other:
            try:
                one.bind(("127.0.0.1", port))
                other.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise OSError("no two neighbouring ports are free")
