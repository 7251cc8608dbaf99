"""Questions about files. Who may see one is decided by what it is attached to, above this app."""

import hashlib
import logging

from django.core.files import File as Content
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from motcua.core.refusals import NotFound
from motcua.documents import storage
from motcua.documents.models import File

log = logging.getLogger(__name__)


def opened(file: File) -> "Content[bytes]":
    """The stored bytes, open for reading. Refuses when the store has lost them."""
    try:
        content = default_storage.open(storage.place(file.sha256), "rb")
    except FileNotFoundError:
        log.error("The content of file %s (%s) is not in the store", file.pk, file.sha256)
        raise NotFound(
            _("Tệp “%(name)s” không còn trong kho lưu trữ. Vui lòng báo cho cơ quan tiếp nhận.")
            % {"name": file.name}
        ) from None
    return content


def content(file: File) -> bytes:
    """All bytes of the file, proved to be the ones once stored."""
    with opened(file) as stream:
        data: bytes = stream.read()
    if hashlib.sha256(data).hexdigest() != file.sha256:
        log.error("The content of file %s was changed in the store", file.pk)
        raise NotFound(
            _(
                "Nội dung tệp “%(name)s” đã bị thay đổi trong kho nên không dùng được nữa. "
                "Vui lòng báo cho cơ quan tiếp nhận."
            )
            % {"name": file.name}
        )
    return data
