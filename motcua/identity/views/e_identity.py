"""To the national e-identity and back. Whatever it answers, the person gets a page that helps."""

from collections.abc import Callable
from functools import wraps

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from motcua.core.refusals import Refusal, WrongState
from motcua.identity.sign_in import pages
from motcua.identity.sign_in.e_identity import PROVIDER_ID, EIdentityClient, start

Door = Callable[[HttpRequest], HttpResponse]


def _helpful(view: Door) -> Callable[..., HttpResponse]:
    """No failure of the other side becomes a failure of ours."""

    @wraps(view)
    def guarded(request: HttpRequest, provider_id: str = PROVIDER_ID) -> HttpResponse:
        try:
            if not settings.E_IDENTITY_SERVER:
                raise WrongState(_("Trang này chưa nối với hệ thống định danh điện tử."))
            return view(request)
        except Refusal as refusal:
            return pages.refused(request, refusal)
        except (OAuth2Error, RequestException, SocialApp.DoesNotExist) as error:
            return pages.failed(request, "", error)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            # allauth reads answers as if they were well formed; a malformed one raises these.
            pages.log.exception("The e-identity's answer could not be read")
            return pages.failed(request, "", error)

    return guarded


@never_cache
@_helpful
def begin(request: HttpRequest) -> HttpResponse:
    """POST sends the person to the provider; a plain visit goes to the choice of sign-in."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("identity:sign_in"))
    return start(request)


@never_cache
@_helpful
def come_back(request: HttpRequest) -> HttpResponse:
    """The provider sends the person back with a code, or with a refusal."""
    client = EIdentityClient(request, PROVIDER_ID)
    sender = request.GET.get("iss")  # RFC 9207: who answers must be whom we asked
    if sender is not None and sender != client.openid_config["issuer"]:
        raise WrongState(_("Câu trả lời đến từ nơi khác. Vui lòng đăng nhập lại từ đầu."))
    response: HttpResponse = OAuth2CallbackView.adapter_view(client)(request)
    return response


@never_cache
@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    return pages.cancelled(request)
