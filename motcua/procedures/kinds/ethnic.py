"""The 54 ethnic groups of Việt Nam with their statistical codes (Decision 121-TCTK/PPCĐ, 1979)."""

_NAMES = """
Kinh, Tày, Thái, Hoa, Khmer, Mường, Nùng, Mông, Dao,
Gia-rai, Ngái, Ê-đê, Ba-na, Xơ-đăng, Sán Chay, Cơ-ho, Chăm, Sán Dìu,
Hrê, Mnông, Ra-glai, Xtiêng, Bru-Vân Kiều, Thổ, Giáy, Cơ-tu, Gié-Triêng,
Mạ, Khơ-mú, Co, Ta-ôi, Chơ-ro, Kháng, Xinh-mun, Hà Nhì, Chu-ru,
Lào, La Chí, La Ha, Phù Lá, La Hủ, Lự, Lô Lô, Chứt, Mảng,
Pà Thẻn, Cơ Lao, Cống, Bố Y, Si La, Pu Péo, Brâu, Ơ Đu, Rơ-măm
"""
GROUPS = {f"{n:02d}": name.strip() for n, name in enumerate(_NAMES.split(","), start=1)}
