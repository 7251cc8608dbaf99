"""Papers that the desk issues on a dossier, and the applicant's rating."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.core.records import Record
from motcua.documents.models import File
from motcua.dossiers.models.dossier import Dossier


class PaperKind(models.TextChoices):
    """The forms of the one-stop shop, by their number, and the result."""

    RECEIPT = "receipt", _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    SUPPLEMENT = "supplement", _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
    REFUSAL = "refusal", _("Phiếu từ chối tiếp nhận giải quyết hồ sơ")
    RESULT = "result", _("Kết quả giải quyết")
    OUTPUT = "output", _("Văn bản của bước xử lý")


class Paper(Record):
    """A paper that was printed, signed and kept; it is never printed anew."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers")
    kind = models.CharField(_("loại"), max_length=20, choices=PaperKind)
    number = models.PositiveSmallIntegerField(_("lần"), default=1)
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    step = models.ForeignKey(
        "Step", models.PROTECT, null=True, blank=True, related_name="outputs",
        verbose_name=_("bước"),
    )  # fmt: skip
    output = models.CharField(_("văn bản"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("giấy tờ đã cấp")
        verbose_name_plural = _("giấy tờ đã cấp")
        ordering = ("created_at", "id")
        constraints = (
            models.UniqueConstraint(
                name="a_paper_is_issued_once", fields=["dossier", "kind", "number"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.dossier}"


class Rating(Record):
    """How the applicant was served, from 1 (very bad) to 5 (very good)."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField(
        _("mức hài lòng"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField(_("góp ý"), blank=True)

    class Meta:
        verbose_name = _("đánh giá")
        verbose_name_plural = _("đánh giá")
        constraints = (
            models.CheckConstraint(
                name="stars_go_from_one_to_five", condition=Q(stars__gte=1, stars__lte=5)
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier}: {self.stars}"
