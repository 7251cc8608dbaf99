"""Wrong answers to the challenge of public tracking, counted so that nobody can guess."""

from django.db import models

from motcua.core import clock


class FailedLookup(models.Model):
    """One wrong answer for one dossier code."""

    code = models.CharField(max_length=60)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = (models.Index(name="failed_lookup_by_code", fields=["code", "at"]),)

    def __str__(self) -> str:
        return f"{self.code} {self.at:%F %T}"
