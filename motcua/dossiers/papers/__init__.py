"""The papers of the one-stop shop: what each must say, printed as PDF. Nothing is stored here."""

from motcua.dossiers.papers.facts import (
    Applicant,
    AskedPaper,
    DigitalStamp,
    HandedPaper,
    Issuer,
    PaperFile,
    ReceiptData,
    RefusalData,
    ResultData,
    Subject,
    SupplementData,
)
from motcua.dossiers.papers.printed import receipt_pdf, refusal_pdf, result_pdf, supplement_pdf

__all__ = [
    "Applicant",
    "AskedPaper",
    "DigitalStamp",
    "HandedPaper",
    "Issuer",
    "PaperFile",
    "ReceiptData",
    "RefusalData",
    "ResultData",
    "Subject",
    "SupplementData",
    "receipt_pdf",
    "refusal_pdf",
    "result_pdf",
    "supplement_pdf",
]
