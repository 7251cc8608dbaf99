"""Virus scan by a ClamAV daemon over its INSTREAM command, where one is configured."""

import contextlib
import logging
import socket
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.documents.inspection.policy import Unfit
from motcua.documents.storage import chunks

log = logging.getLogger(__name__)

_SECONDS = 20


def check(stream: IO[bytes]) -> None:
    """Nothing to say where no scanner is configured. A scanner that fails lets nothing in."""
    address = settings.CLAMD
    if not address:
        return
    try:
        answer = _ask(address, stream)
    except (OSError, ValueError) as error:
        log.error("clamd at %s does not answer: %s", address, error)
        raise Unfit(_unscanned()) from None
    if answer.endswith(" FOUND"):
        log.warning("A virus was refused: %s", answer)
        raise Unfit(
            _("tệp có mã độc. Hãy quét vi-rút máy của bạn, rồi chụp hoặc quét lại giấy tờ.")
        )
    if answer != "stream: OK":
        log.error("clamd at %s: %s", address, answer)
        raise Unfit(_unscanned())


def _unscanned() -> str:
    return _("hệ thống quét vi-rút đang tạm nghỉ. Tệp của bạn không sao; hãy gửi lại sau ít phút.")


def _ask(address: str, stream: IO[bytes]) -> str:
    with _connected(address) as scanner:
        # clamd may answer and hang up in mid-stream (its own size limit): the answer still counts.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            scanner.sendall(b"zINSTREAM\0")
            for chunk in chunks(stream):
                scanner.sendall(len(chunk).to_bytes(4) + chunk)
            scanner.sendall(bytes(4))
        answer = b""
        while piece := scanner.recv(4096):
            answer += piece
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connected(address: str) -> socket.socket:
    """`/run/clamav/clamd.ctl` or `host:port`."""
    if address.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(_SECONDS)
        try:
            scanner.connect(address)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)
