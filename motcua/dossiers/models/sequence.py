"""The numbers of a day's dossiers at one agency, without gaps."""

from datetime import date

from django.db import connection, models


class CodeSequence(models.Model):
    """The last number that an agency gave on a day."""

    agency = models.CharField(max_length=40)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="an_agency_counts_each_day_once", fields=["agency", "day"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.day}: {self.last}"

    @classmethod
    def next(cls, agency: str, day: date) -> int:
        """The next number; its row stays locked until the caller's transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO dossiers_codesequence (agency, day, last) VALUES (%s, %s, 1) "
                "ON CONFLICT (agency, day) DO UPDATE SET last = dossiers_codesequence.last + 1 "
                "RETURNING last",
                [agency, day],
            )
            row: tuple[int] = cursor.fetchone()
        return row[0]
