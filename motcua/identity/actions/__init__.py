"""Everything that can be done to people, businesses, accounts and posts."""

from motcua.identity.actions.businesses import end_mandate, grant_mandate, register_business
from motcua.identity.actions.citizens import (
    Said,
    change_contact,
    confirm_citizen,
    recognize_citizen,
    register_citizen,
)
from motcua.identity.actions.languages import choose_language
from motcua.identity.actions.officials import (
    appoint,
    deactivate,
    end_appointment,
    register_official,
    substitute,
)

__all__ = [
    "Said",
    "appoint",
    "change_contact",
    "choose_language",
    "confirm_citizen",
    "deactivate",
    "end_appointment",
    "end_mandate",
    "grant_mandate",
    "recognize_citizen",
    "register_business",
    "register_citizen",
    "register_official",
    "substitute",
]
