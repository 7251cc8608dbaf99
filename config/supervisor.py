"""Runs the processes of one installation side by side, and stops them together.

Even a `kill -9` of this program leaves no server behind: on Linux the kernel tells its children.
The embedded database goes on, and whoever starts next takes it over.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.request import urlopen

from django.core.management.base import CommandError

PATIENCE = 20
"""Seconds that a process has to stop when asked, before it is killed."""
TELL_ME_WHEN_MY_PARENT_DIES = 1
"""PR_SET_PDEATHSIG of <linux/prctl.h>."""
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass
class Process:
    """One program, started again if it falls over."""

    name: str
    arguments: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    running: subprocess.Popen[bytes] | None = None
    falls: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.running = subprocess.Popen(
            self.arguments,
            env={**os.environ, **self.environment},
            start_new_session=True,
            preexec_fn=_ends_with(os.getpid()),
        )

    def has_fallen(self) -> bool:
        return self.running is not None and self.running.poll() is not None

    def stop(self) -> None:
        if self.running and self.running.poll() is None:
            self.running.terminate()
            try:
                self.running.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.running.kill()


def _ends_with(parent: int) -> Callable[[], None]:
    """What a child does before it becomes its program: ask to be stopped with its parent."""

    def ask() -> None:
        if _libc is None:
            return
        _libc.prctl(TELL_ME_WHEN_MY_PARENT_DIES, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it died before it was asked
            os.kill(os.getpid(), signal.SIGTERM)

    return ask


def web(host: str, port: int) -> Process:
    """The web server: WSGI, two processes with four threads each."""
    options = ["--host", host, "--port", str(port), "--workers", "2", "--blocking-threads", "4"]
    quiet = ["--log-level", "warning", "--no-ws"]
    program = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    return Process("web", [*program, *options, *quiet, "config.wsgi:application"])


def worker() -> Process:
    """The job worker."""
    options = ["--concurrency", "2", "--shutdown-graceful-timeout", "10"]
    return Process(
        "worker", [sys.executable, "-m", "config.command", "procrastinate", "worker", *options]
    )


def require_free_port(host: str, port: int) -> None:
    """Refuse, with what to do, when another program already listens."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(
                f"Port {port} is taken by another program. Stop that program, or choose another "
                f"port: make demo PORT={port + 1000}"
            ) from None


def answers(address: str) -> bool:
    """Whether the site answers 200 at this address."""
    try:
        with urlopen(address, timeout=2) as answer:  # noqa: S310  # our own address
            return bool(answer.status == 200)
    except OSError:
        return False


def run(
    processes: list[Process], when_up: Callable[[], bool], announce: Callable[[], None]
) -> None:
    """Start all, announce once `when_up` holds, and go on until Ctrl-C or SIGTERM."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may start us ignoring it
    announced = False
    try:
        for process in processes:
            process.start()
        while True:
            if not announced and when_up():
                announce()
                announced = True
            for process in filter(Process.has_fallen, processes):
                _start_again(process)
            time.sleep(0.2)
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
    finally:
        for process in reversed(processes):
            process.stop()


def _start_again(process: Process) -> None:
    now = time.monotonic()
    process.falls = [fall for fall in process.falls if now - fall < 60] + [now]
    if len(process.falls) > 3:
        raise CommandError(f"The {process.name} process fell over four times in a minute.")
    print(f"The {process.name} process ended; starting it again.", file=sys.stderr, flush=True)
    process.start()
