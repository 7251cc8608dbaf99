"""Reading answers of the test client to their end."""

from typing import Any


def whole(answer: Any) -> bytes:
    """The content, streamed or not. Not `answer.close()`: that would end the test's transaction."""
    try:
        return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
    finally:
        for close in getattr(answer, "_resource_closers", []):
            close()
