"""The demo country's people, and what the provider says of them."""

import functools
import hashlib
import hmac
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent.parent / "data" / "citizens.yaml"
LEVELS = {1: "LoA1", 2: "LoA2"}


@dataclass(frozen=True)
class Citizen:
    """One invented person. The PIN is shown on the sign-in page."""

    number: str
    pin: str
    full_name: str
    born_on: date
    sex: str
    level: int
    address: str
    commune: str
    phone: str = ""
    email: str = ""

    @property
    def sub(self) -> str:
        """Opaque, and the same after a restart."""
        return hashlib.sha256(f"demo e-identity {self.number}".encode()).hexdigest()[:32]

    @property
    def acr(self) -> str:
        return LEVELS[self.level]

    def knows(self, pin: str) -> bool:
        return hmac.compare_digest(self.pin.encode(), pin.encode(errors="replace"))

    def claims(self, scopes: set[str]) -> dict[str, Any]:
        """What the person's consent lets a site learn."""
        said: dict[str, Any] = {"sub": self.sub}
        if "profile" in scopes:
            said |= {
                "name": self.full_name,
                "so_dinh_danh": self.number,
                "birthdate": self.born_on.isoformat(),
                "gender": self.sex,
            }
        if "address" in scopes:
            said |= {"address": {"formatted": self.address, "country": "VN"}, "ma_xa": self.commune}
        if "email" in scopes and self.email:
            said |= {"email": self.email, "email_verified": True}
        if "phone" in scopes and self.phone:
            said |= {"phone_number": self.phone, "phone_number_verified": True}
        return said


@functools.cache
def everyone() -> dict[str, Citizen]:
    """The people by their number."""
    rows = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return {row["number"]: Citizen(**row) for row in rows}
