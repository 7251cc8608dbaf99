"""The shape of LayThuTuc and LayDanhSachTTHC, with the national database's own upper-case keys."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _text(value: Any) -> Any:
    """Absent is empty; a number stands for its figures; nothing else becomes a text."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def _listed(value: Any) -> Any:
    return [] if value is None else value


Words = Annotated[str, BeforeValidator(_text), Field(max_length=20_000)]
Rows = BeforeValidator(_listed)
Short = Field(max_length=300)
"""No list of a real record comes near this."""


class Part(BaseModel):
    """Any part of a national record: nothing unknown, so that nothing is lost in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Level(Part):
    CAPTHUCHIEN: Words = ""


class FieldOfRecord(Part):
    MALINHVUC: Words = ""
    TENLINHVUC: Words = ""
    MANGANH: Words = ""


class Subject(Part):
    TENDOITUONG: Words = ""


class Step(Part):
    TENTRINHTU: Words = ""


class Steps(Part):
    TRUONGHOP: Words = ""
    TRINHTU: Annotated[list[Step], Rows, Short] = []


class Charge(Part):
    MAPHILEPHI: Words = ""
    SOTIEN: float | int | str | None = None
    DONVI: Words = ""
    MOTA: Words = ""
    URL: Words = ""


class Limit(Part):
    THOIGIANGIAIQUYET: float | int | str | None = None
    DONVITINH: Words = ""
    MOTA: Words = ""
    PHILEPHI: Annotated[list[Charge], Rows, Short] = []


class Channel(Part):
    KENH: Words = ""
    THOIGIAN: Annotated[list[Limit], Rows, Short] = []


class Paper(Part):
    MAGIAYTO: Words = ""
    TENGIAYTO: Words = ""
    TENMAUDON: Words = ""
    SOBANCHINH: float | int | str | None = None
    SOBANSAO: float | int | str | None = None
    URL: Words = ""


class Papers(Part):
    TRUONGHOP: Words = ""
    GIAYTO: Annotated[list[Paper], Rows, Short] = []


class Result(Part):
    MAKETQUA: Words = ""
    TENKETQUA: Words = ""


class Basis(Part):
    SOVANBAN: Words = ""
    TENVANBAN: Words = ""


class Body(Part):
    MADONVI: Words = ""
    TENDONVI: Words = ""
    CAPDONVI: Words = ""


class Other(Part):
    MATTHC: Words = ""
    TENTTHC: Words = ""


class NationalRecord(Part):
    """One procedure, as LayThuTuc answers."""

    ID: Words = ""
    MATTHC: Words
    TENTTHC: Words
    MACOQUANCONGBO: Words = ""
    LOAITTHC: Words = ""
    IDQUYETDINHCONGBO: Words = ""
    TRANGTHAI: Words = ""
    TUKHOA: Words = ""
    MOTA: Words = ""
    YEUCAU: Words = ""
    MOTADOITUONGTHUCHIEN: Words = ""
    MOTACOQUANTHUCHIEN: Words = ""
    MOTACOQUANTHAMQUYEN: Words = ""
    DIACHITIEPNHAN: Words = ""
    CAPTHUCHIEN: Annotated[list[Level], Rows, Short] = []
    LINHVUCTHUCHIEN: Annotated[list[FieldOfRecord], Rows, Short] = []
    DOITUONGTHUCHIEN: Annotated[list[Subject], Rows, Short] = []
    TRINHTUTHUCHIEN: Annotated[list[Steps], Rows, Short] = []
    CACHTHUCTHUCHIEN: Annotated[list[Channel], Rows, Short] = []
    THANHPHANHOSO: Annotated[list[Papers], Rows, Short] = []
    KETQUATHUCHIEN: Annotated[list[Result], Rows, Short] = []
    CANCUPHAPLY: Annotated[list[Basis], Rows, Short] = []
    COQUANTHUCHIEN: Annotated[list[Body], Rows, Short] = []
    COQUANCOTHAMQUYEN: Annotated[list[Body], Rows, Short] = []
    COQUANDUOCUYQUYEN: Annotated[list[Body], Rows, Short] = []
    COQUANPHOIHOP: Annotated[list[Body], Rows, Short] = []
    TTHCLIENQUAN: Annotated[list[Other], Rows, Short] = []
    TTHCLIENTHONG: Annotated[list[Other], Rows, Short] = []
