"""Giving a stored file to a browser so that it can only be saved, never run."""

from urllib.parse import quote

from django.http import FileResponse, HttpResponse

from motcua.core.search import fold
from motcua.documents.inspection.names import split
from motcua.documents.models import File
from motcua.documents.queries import opened

_ONLY_SAVED = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def attachment(file: File) -> FileResponse:
    """The file as a download. Whether the asker may have it is decided before."""
    response = FileResponse(opened(file), content_type=file.media_type)
    headers = {
        "Content-Disposition": disposition(file.name),
        "Content-Length": str(file.size),
        **_ONLY_SAVED,
        "ETag": f'"{file.sha256}"',
        # Compressed already: keeps GZipMiddleware from weakening the ETag and hiding the length.
        "Content-Encoding": "identity",
    }
    for name, value in headers.items():
        response[name] = value
    return response


def download(content: bytes, name: str, media_type: str = "application/pdf") -> HttpResponse:
    """What was made for this answer alone, to be saved likewise."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = disposition(name)
    for header, value in _ONLY_SAVED.items():
        response[header] = value
    return response


def disposition(name: str) -> str:
    """RFC 6266: plain letters for old programs, the real name in RFC 5987 form for all others."""
    stem, extension = split(name)
    plain = "-".join(fold(stem).split()) or "tep"
    tail = f".{extension}" if extension else ""
    return f"attachment; filename=\"{plain}{tail}\"; filename*=UTF-8''{quote(name, safe='')}"
