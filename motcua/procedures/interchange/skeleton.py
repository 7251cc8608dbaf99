"""What a national record does not hold: the least that works, flagged as still to be written."""

from typing import Any

_HOUR = {"amount": 1, "unit": "working_hours"}

SKELETON: dict[str, Any] = {
    "form": {
        "declaration": {
            "vi": "Tôi cam đoan các nội dung kê khai là đúng sự thật.",
            "en": "I declare that what I have stated is true.",
        },
        "pages": [
            {
                "id": "applicant",
                "title": {"vi": "Người nộp hồ sơ", "en": "Applicant"},
                "questions": [
                    {
                        "id": "full_name",
                        "kind": "name",
                        "label": {"vi": "Họ và tên", "en": "Full name"},
                        "prefill": "citizen.full_name",
                    },
                    {
                        "id": "residence",
                        "kind": "address",
                        "label": {"vi": "Nơi cư trú", "en": "Residence"},
                        "prefill": "citizen.address",
                    },
                ],
            }
        ],
    },
    "reception": {"by": "commune", "question": "residence"},
    "process": {
        "steps": [
            {
                "id": "receive",
                "name": {"vi": "Tiếp nhận", "en": "Reception"},
                "kind": "receive",
                "role": "receiver",
                "duration": _HOUR,
                "outcomes": [
                    {"code": "accept", "name": {"vi": "Tiếp nhận", "en": "Accept"}, "next": "sign"}
                ],
            },
            {
                "id": "sign",
                "name": {"vi": "Ký", "en": "Signature"},
                "kind": "sign",
                "signature": "personal",
                "role": "signer",
                "duration": _HOUR,
                "outcomes": [
                    {"code": "sign", "name": {"vi": "Ký", "en": "Sign"}, "next": "approved"}
                ],
            },
        ]
    },
}
