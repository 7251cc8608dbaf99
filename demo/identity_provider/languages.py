"""Which language a page is in: asked for by the site, else by the browser, else Vietnamese."""

from contextvars import ContextVar

from demo.identity_provider.wire import Request

KNOWN = ("vi", "en")
_spoken: ContextVar[str] = ContextVar("spoken", default="vi")


def spoken() -> str:
    """The language of the page that is being made."""
    return _spoken.get()


def speak(language: str) -> None:
    """Make this request's pages in this language."""
    _spoken.set(language)


def asked_for(request: Request) -> str:
    """`ui_locales` (OpenID Connect Core 3.1.2.1), most wanted first; then Accept-Language."""
    wanted = [*request.asked("ui_locales").split()[:20], *_accepted(request.languages)]
    known = (tag.split("-")[0].lower() for tag in wanted)
    return next((tag for tag in known if tag in KNOWN), "vi")


def in_spoken(vietnamese: str) -> str:
    """A sentence of the provider in the language of the page."""
    return vietnamese if spoken() == "vi" else ENGLISH[vietnamese]


def _accepted(header: str) -> list[str]:
    """The tags of an Accept-Language header, most wanted first (RFC 9110 12.5.4)."""
    weighed = []
    for part in header[:500].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            share = float(weight or 1)
        except ValueError:
            continue
        if share > 0:
            weighed.append((share, tag))
    return [tag for _, tag in sorted(weighed, key=lambda one: -one[0])]


ENGLISH = {
    "Giới thiệu": "About",
    "Đăng nhập": "Sign in",
    "Lỗi: Đăng nhập": "Error: Sign in",
    "Đồng ý chia sẻ": "Consent to share",
    "Họ và tên": "Full name",
    "Số định danh cá nhân": "Personal identification number",
    "Ngày sinh": "Date of birth",
    "Giới tính": "Sex",
    "Địa chỉ cư trú": "Address of residence",
    "Xã, phường cư trú": "Commune or ward of residence",
    "Địa chỉ thư điện tử": "E-mail address",
    "Số điện thoại": "Telephone number",
    "Mức định danh (mức %d)": "Identity level (level %d)",
    "Bạn đã đăng xuất": "You are signed out",
    "Bạn có thể đóng trang này.": "You may close this page.",
    "Không tìm thấy": "Not found",
    "Địa chỉ này không có. Vui lòng quay lại trang trước.": (
        "There is no such address. Please go back to the page before."
    ),
    "Yêu cầu không hợp lệ": "Not a valid request",
    "Trang web gửi bạn tới đây không có trong danh sách được phép, hoặc địa chỉ quay về "
    "không đúng. Vui lòng quay lại trang đó và thử lại.": (
        "The site that sent you here is not among those allowed, or its return address is wrong. "
        "Please go back to that site and try again."
    ),
    "Phiên đã hết hạn": "Session over",
    "Phiên đăng nhập đã hết hạn. Vui lòng quay lại trang dịch vụ và đăng nhập lại.": (
        "The time to sign in is over. Please go back to the service and sign in again."
    ),
    "Bạn đã nhập sai nhiều lần. Vui lòng đợi 5 phút rồi thử lại.": (
        "Wrong too many times. Please wait 5 minutes and try again."
    ),
    "Số định danh hoặc mã PIN không đúng. Vui lòng kiểm tra và nhập lại.": (
        "The number or the PIN is wrong. Please check and enter them again."
    ),
}
