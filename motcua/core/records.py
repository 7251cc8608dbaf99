"""What every row of the house has: a time-ordered UUID and the moment it was made."""

import uuid

import uuid_utils.compat
from django.db import models

from motcua.core import clock


def new_id() -> uuid.UUID:
    """A UUID version 7 (RFC 9562): later rows sort later."""
    return uuid_utils.compat.uuid7()


class Record(models.Model):
    """The abstract row that nouns inherit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
