"""What Mai answers when she registers her daughter's birth, and the scan that she attaches."""

from typing import Any

BIRTH: dict[str, Any] = {
    "declarant_phone": "0912345001",
    "relation": "mother",
    "residence_of": "mother",
    "residence": {"province": "01", "commune": "00070", "detail": "Số 12 phố Hàng Trống"},
    "child_name": "Trần Nguyễn Bảo An",
    "child_born_on": "2026-11-02",
    "child_sex": "female",
    "child_ethnic_group": "01",
    "child_nationality": "VN",
    "born_in": "facility",
    "facility_name": "Bệnh viện Phụ sản Hà Nội",
    "facility_commune": "00070",
    "mother_known": True,
    "mother_name": "Nguyễn Thị Mai",
    "mother_born_on": "1990",
    "mother_number": "001190012345",
    "mother_ethnic_group": "01",
    "mother_nationality": "VN",
    "father_known": False,
}
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)
