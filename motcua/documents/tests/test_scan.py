"""Virus scan: a real ClamAV daemon with one signature of our own (its public database is not
needed). Skipped where Debian's `clamav-daemon` is not installed."""

import io
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from motcua.core.refusals import Invalid
from motcua.documents.inspection import Finding, inspect, policy
from motcua.documents.tests import specimens

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
# The test file of the anti-virus industry, in two halves so that no scanner minds this source.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
INFECTED = specimens.pdf(b"(" + EICAR.replace(b"(", b"\\(") + b")") + b"%" + EICAR + b"\n"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if CLAMD is None:
        pytest.skip("clamd is not installed (apt-get install clamav-daemon)")
    home = tmp_path_factory.mktemp("clamd")
    (home / "trial.ndb").write_text(f"Trial-EICAR:0:*:{EICAR.hex()}\n")
    address = home / "s"
    (home / "clamd.conf").write_text(
        f"LocalSocket {address}\nDatabaseDirectory {home}\nForeground yes\nUser root\n"
        "StreamMaxLength 1M\nConcurrentDatabaseReload no\n"
    )
    if len(str(address)) > 100:
        pytest.skip("the temporary folder's name is too long for a socket")
    with subprocess.Popen(
        [CLAMD, "--config-file", str(home / "clamd.conf")], stdout=subprocess.DEVNULL
    ) as running:
        try:
            _wait_for(address, running)
            yield str(address)
        finally:
            running.terminate()


def _wait_for(address: Path, running: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and running.poll() is None:
        with socket.socket(socket.AF_UNIX) as probe:
            if probe.connect_ex(str(address)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("clamd is installed but does not start")


def inspected(content: bytes) -> Finding:
    return inspect(io.BytesIO(content), "đơn.pdf", policy.Policy())


def test_a_known_virus_is_refused_and_a_clean_file_comes_in(
    daemon: str, settings: Settings
) -> None:
    settings.CLAMD = daemon
    assert inspected(specimens.pdf()).kind is policy.PDF
    with pytest.raises(Invalid, match="mã độc"):
        inspected(INFECTED)


def test_what_the_scanner_cannot_take_does_not_come_in(daemon: str, settings: Settings) -> None:
    settings.CLAMD = daemon
    large = specimens.pdf(b"<< /Length 3000000 >>\nstream\n" + bytes(3_000_000) + b"\nendstream")
    with pytest.raises(Invalid, match="gửi lại sau ít phút"):
        inspected(large)


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:9", "127.0.0.1", "no:port"])
def test_a_scanner_that_does_not_answer_lets_nothing_in(address: str, settings: Settings) -> None:
    settings.CLAMD = address
    with pytest.raises(Invalid, match="hệ thống quét vi-rút đang tạm nghỉ"):
        inspected(specimens.pdf())


def test_without_a_scanner_files_come_in_unscanned(settings: Settings) -> None:
    settings.CLAMD = ""
    assert inspected(INFECTED).kind is policy.PDF
