"""The provider's doors, and how it is served."""

import hmac
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from demo.identity_provider import languages, pages
from demo.identity_provider.citizens import Citizen, everyone
from demo.identity_provider.grants import Memory, SignIn
from demo.identity_provider.protocol import Client, Provider, UnknownAsker, new_grant
from demo.identity_provider.tokens import Signer
from demo.identity_provider.wire import (
    Refused,
    Reply,
    Request,
    json_reply,
    page,
    redirect,
    request_of,
    send,
)

COOKIE = "demo_identity"
TRIES = 5
CALLBACK = "/tai-khoan/dinh-danh/login/callback/"
CLIENT_ID, CLIENT_SECRET = "motcua", "motcua-trinh-dien"  # a demo has no secrets

Door = Callable[[Provider, Request], Reply]


def provider(issuer: str, sites: Iterable[str]) -> Provider:
    """A provider that knows one client: this project's site, at these addresses."""
    roots = tuple(site.rstrip("/") for site in sites)
    client = Client(
        client_id=CLIENT_ID,
        secret=CLIENT_SECRET,
        name="Cổng dịch vụ công Một Cửa",
        redirect_uris=tuple(root + CALLBACK for root in roots),
        after_sign_out=tuple(f"{root}/" for root in roots),
    )
    return Provider(issuer.rstrip("/"), {client.client_id: client}, Signer(), Memory())


def home(who: Provider, request: Request) -> Reply:
    return page(pages.home(who.issuer))


def style(who: Provider, request: Request) -> Reply:
    return Reply(HTTPStatus.OK, pages.style().encode(), "text/css; charset=utf-8")


def discovery(who: Provider, request: Request) -> Reply:
    return json_reply(who.discovery())


def jwks(who: Provider, request: Request) -> Reply:
    return json_reply(who.signer.jwks())


def authorize(who: Provider, request: Request) -> Reply:
    """Check the request, remember it, and show the sign-in page to this browser only."""
    ask = who.ask(request)
    secret = secrets.token_urlsafe(24)
    key = who.memory.sign_ins.put(SignIn(ask, secret))
    cookie = f"{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"
    return redirect("/login", {"key": key}, ("Set-Cookie", cookie))


def show_sign_in(who: Provider, request: Request) -> Reply:
    key, under_way = _under_way(who, request, request.asked("key"))
    site = who.clients[under_way.ask.client_id].name
    chosen = everyone().get(request.asked("as"))
    if chosen is None:
        return page(pages.sign_in(key, site))
    return page(pages.sign_in(key, site, number=chosen.number, pin=chosen.pin))


def sign_in(who: Provider, request: Request) -> Reply:
    key, under_way = _under_way(who, request, request.said("key"))
    if request.said("cancel"):
        return _cancelled(who, key, under_way)
    number = "".join(request.said("number").split())[:20]
    citizen, problem = _recognized(who, number, request.said("pin").strip())
    if citizen is None:
        site = who.clients[under_way.ask.client_id].name
        again = pages.sign_in(key, site, number=number, problem=problem)
        return page(again, HTTPStatus.UNPROCESSABLE_ENTITY)
    who.memory.sign_ins.put(under_way.known_as(citizen), key)
    return redirect("/consent", {"key": key})


def show_consent(who: Provider, request: Request) -> Reply:
    key, under_way = _under_way(who, request, request.asked("key"))
    if under_way.citizen is None:
        return redirect("/login", {"key": key})
    site = who.clients[under_way.ask.client_id].name
    return page(pages.consent(key, under_way.ask, site, under_way.citizen))


def answer_consent(who: Provider, request: Request) -> Reply:
    key, under_way = _under_way(who, request, request.said("key"))
    if under_way.citizen is None:
        return redirect("/login", {"key": key})
    if request.said("answer") != "yes":
        return _cancelled(who, key, under_way)
    who.memory.sign_ins.drop(key)
    code = who.code_for(new_grant(under_way.ask, under_way.citizen, under_way.at))
    return who.back(under_way.ask.redirect_uri, under_way.ask.state, code=code)


def token(who: Provider, request: Request) -> Reply:
    return who.exchange(request)


def userinfo(who: Provider, request: Request) -> Reply:
    return who.userinfo(request)


def end_session(who: Provider, request: Request) -> Reply:
    """Nobody stays signed in here; a known site gets its person back, anyone else a page."""
    hint = who.signer.read(request.asked("id_token_hint"), issuer=who.issuer) or {}
    client = who.clients.get(request.asked("client_id") or str(hint.get("aud", "")))
    back = request.asked("post_logout_redirect_uri")
    if client is None or back not in client.after_sign_out:
        return page(pages.refusal("Bạn đã đăng xuất", "Bạn có thể đóng trang này."))
    state = request.asked("state")
    return redirect(back, {"state": state} if state else None)


DOORS: dict[str, dict[str, Door]] = {
    "/": {"GET": home},
    "/style.css": {"GET": style},
    "/.well-known/openid-configuration": {"GET": discovery},
    "/jwks": {"GET": jwks},
    "/authorize": {"GET": authorize},
    "/login": {"GET": show_sign_in, "POST": sign_in},
    "/consent": {"GET": show_consent, "POST": answer_consent},
    "/token": {"POST": token},
    "/userinfo": {"GET": userinfo, "POST": userinfo},
    "/end_session": {"GET": end_session},
}


def application(who: Provider) -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
    """The WSGI application of one provider."""

    def respond(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            request = request_of(environ)
            languages.speak(languages.asked_for(request))
            reply = _answer(who, request)
        except Refused as refused:
            reply = refused.reply
        return send(reply, start_response)

    return respond


@contextmanager
def running(
    who: Provider, *, port: int = 0, host: str = "127.0.0.1", loud: bool = False
) -> Iterator[int]:
    """Serve in a thread for as long as this block lasts; gives the port."""
    with bound(who, port=port, host=host, loud=loud) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def bound(who: Provider, *, port: int, host: str, loud: bool = False) -> WSGIServer:
    """A server that holds the port and is ready to serve."""
    handler = WSGIRequestHandler if loud else _Quiet
    server = make_server(host, port, application(who), _Threaded, handler)
    if port == 0:
        who.issuer = f"http://{host}:{server.server_port}"
    return server


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    timeout = 10  # a client that sends nothing must not hold a thread

    def log_message(self, format: str, *args: Any) -> None:  # the name is the base's
        """Silence: the addresses of these requests carry codes."""


def _answer(who: Provider, request: Request) -> Reply:
    doors = DOORS.get(request.path)
    if doors is None:
        text = "Địa chỉ này không có. Vui lòng quay lại trang trước."
        return page(pages.refusal("Không tìm thấy", text), HTTPStatus.NOT_FOUND)
    method = "GET" if request.method == "HEAD" else request.method
    if method not in doors:
        return Reply(HTTPStatus.METHOD_NOT_ALLOWED, headers=(("Allow", ", ".join(doors)),))
    try:
        return doors[method](who, request)
    except UnknownAsker:
        text = (
            "Trang web gửi bạn tới đây không có trong danh sách được phép, hoặc địa chỉ quay về "
            "không đúng. Vui lòng quay lại trang đó và thử lại."
        )
        return page(pages.refusal("Yêu cầu không hợp lệ", text), HTTPStatus.BAD_REQUEST)


def _under_way(who: Provider, request: Request, key: str) -> tuple[str, SignIn]:
    found = who.memory.sign_ins.get(key)
    secret = request.cookies.get(COOKIE, "")
    if found is None or not hmac.compare_digest(found.secret.encode(), secret.encode()):
        text = "Phiên đăng nhập đã hết hạn. Vui lòng quay lại trang dịch vụ và đăng nhập lại."
        raise Refused(page(pages.refusal("Phiên đã hết hạn", text), HTTPStatus.BAD_REQUEST))
    languages.speak(found.ask.language)
    return key, found


def _recognized(who: Provider, number: str, pin: str) -> tuple[Citizen | None, str]:
    misses = who.memory.misses.get(number) or 0
    if misses >= TRIES:
        return None, "Bạn đã nhập sai nhiều lần. Vui lòng đợi 5 phút rồi thử lại."
    citizen = everyone().get(number)
    if citizen is not None and citizen.knows(pin):
        who.memory.misses.drop(number)
        return citizen, ""
    who.memory.misses.put(misses + 1, number)
    return None, "Số định danh hoặc mã PIN không đúng. Vui lòng kiểm tra và nhập lại."


def _cancelled(who: Provider, key: str, under_way: SignIn) -> Reply:
    who.memory.sign_ins.drop(key)
    return who.back(under_way.ask.redirect_uri, under_way.ask.state, error="access_denied")
