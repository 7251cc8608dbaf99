"""The programs of one installation: none is left behind, however the one that began them ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BEGINS_TWO = """
import sys
from config import supervisor
lasting = [sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(60)"]
two = [supervisor.Process("one", lasting), supervisor.Process("two", lasting)]
supervisor.run(two, when_up=lambda: False, announce=lambda: None)
"""


def lives(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's promise is Linux's own")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_the_children_end_with_who_began_them(how: signal.Signals) -> None:
    begins = [sys.executable, "-c", BEGINS_TWO]
    with subprocess.Popen(begins, cwd=ROOT, text=True, stdout=subprocess.PIPE) as begun:
        assert begun.stdout
        children = [int(begun.stdout.readline()) for _child in range(2)]
        assert all(map(lives, children))
        os.kill(begun.pid, how)
        begun.wait(30)
    for _wait in range(100):
        if not any(map(lives, children)):
            return
        time.sleep(0.1)
    for child in children:
        os.kill(child, signal.SIGKILL)
    pytest.fail("a program outlived the one that began it")
