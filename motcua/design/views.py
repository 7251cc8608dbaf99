"""The gallery: every component with honest content, for screenshots and accessibility checks."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.design.forms import GalleryForm

View = Callable[[HttpRequest], HttpResponse]

STEPS = [
    {"title": "Đang thẩm định", "when": "Dự kiến xong ngày 04/09/2026", "tone": "now"},
    {
        "title": "Đã tiếp nhận hồ sơ",
        "when": "08 giờ 15, 01/09/2026",
        "by": "Bộ phận một cửa phường Hoàn Kiếm",
        "text": "Hồ sơ đầy đủ. Giấy tiếp nhận đã gửi đến bạn.",
        "tone": "done",
    },
    {
        "title": "Đã nộp trực tuyến",
        "when": "21 giờ 40, 31/08/2026",
        "by": "Nguyễn Thị Ánh Tuyết",
        "tone": "done",
    },
]
FIGURES = [
    {"value": "128", "text": "Hồ sơ đang xử lý", "href": "#"},
    {"value": "17", "text": "Đến hạn hôm nay", "href": "#", "tone": "late"},
    {"value": "3", "text": "Quá hạn", "href": "#", "tone": "bad"},
    {"value": "98,4%", "text": "Trả đúng hạn", "note": "tháng này", "tone": "good"},
]
TASKS = [
    {"title": "Người nộp hồ sơ", "href": "#", "status": "Đã xong"},
    {"title": "Thông tin của trẻ", "href": "#", "status": "Đang khai", "colour": "blue"},
    {
        "title": "Giấy tờ kèm theo",
        "href": "#",
        "hint": "Giấy chứng sinh",
        "status": "Chưa khai",
        "colour": "grey",
    },
    {"title": "Kiểm tra và nộp", "status": "Chưa mở", "cannot_start": True},
]
ROWS = [
    ("Họ và tên", "Nguyễn Thị Ánh Tuyết"),
    {
        "key": "Ngày sinh",
        "value": "02/09/1990",
        "actions": [{"href": "#", "text": "Sửa", "hidden": "ngày sinh"}],
    },
    {
        "key": "Nơi thường trú",
        "value": "Phường Hoàn Kiếm, thành phố Hà Nội",
        "actions": [{"href": "#", "text": "Sửa", "hidden": "nơi thường trú"}],
    },
]
DOSSIERS = [
    (
        "H26.01-260901-0012",
        "Đăng ký khai sinh",
        "Nguyễn Thị Ánh Tuyết",
        "04/09/2026",
        "Đang xử lý",
        "active",
    ),
    (
        "H26.01-260901-0011",
        "Cấp bản sao trích lục hộ tịch",
        "Trần Văn Khoẻ",
        "01/09/2026",
        "Đến hạn hôm nay",
        "late",
    ),
    (
        "H26.01-260828-0007",
        "Chứng thực chữ ký",
        "Đặng Hữu Phước",
        "29/08/2026",
        "Quá hạn 1 ngày",
        "bad",
    ),
    ("H26.01-260827-0003", "Đăng ký kết hôn", "Lò Thị Mỵ", "03/09/2026", "Chờ bổ sung", "waiting"),
    (
        "H26.01-260826-0001",
        "Xác nhận tình trạng hôn nhân",
        "Phạm Quốc Bảo",
        "31/08/2026",
        "Đã trả kết quả",
        "good",
    ),
]
COST_HEAD = ["Khoản", {"text": "Số tiền", "numeric": True}]
COST = [
    ["Lệ phí khai sinh", {"text": "8.000 đ", "numeric": True}],
    ["Bản sao (2)", {"text": "16.000 đ", "numeric": True}],
]


def demo_only(view: View) -> View:
    def shown(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    return shown


@demo_only
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    page = Paginator(range(200), 10).get_page(request.GET.get("page"))
    shown = {"steps": STEPS, "figures": FIGURES, "tasks": TASKS, "rows": ROWS, "page": page}
    shown |= {
        "previous": {"href": "#", "label": "Chuẩn bị giấy tờ"},
        "next": {"href": "#", "label": "Nộp lệ phí"},
    }
    return render(request, "design/gallery.html", shown)


@demo_only
def form(request: HttpRequest) -> HttpResponse:
    asked = GalleryForm(request.POST, request.FILES) if request.method == "POST" else GalleryForm()
    if request.method == "POST" and asked.is_valid():
        messages.success(request, "Đã lưu câu trả lời của bạn.")
        return redirect("design:gallery")
    status = 422 if asked.errors else 200
    shown = {
        "form": asked,
        "heading": "Thông tin của bạn",
        "caption": "Đăng ký khai sinh",
        "back_href": "../",
    }
    return render(request, "design/form_page.html", shown, status=status)


@demo_only
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    shown = {"figures": FIGURES, "dossiers": DOSSIERS, "steps": STEPS, "rows": ROWS}
    shown |= {"statuses": ["Tất cả", "Đang xử lý", "Quá hạn"], "cost": COST, "cost_head": COST_HEAD}
    return render(request, "design/gallery_desk.html", shown)
