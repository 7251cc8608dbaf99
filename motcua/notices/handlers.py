"""What follows a notice: each channel in its own reaction, so that one does not repeat another."""

from collections.abc import Callable

from motcua.core.actors import SYSTEM
from motcua.core.events import reacts_to
from motcua.notices import actions
from motcua.notices.channels import registry
from motcua.notices.events import NoticeGiven
from motcua.notices.models import Notice


def _send_by(name: str) -> Callable[[NoticeGiven], None]:
    def send(event: NoticeGiven) -> None:
        channel = registry.channel(name)
        notice = Notice.objects.filter(pk=event.notice).first()
        if channel is not None and notice is not None:
            actions.deliver(notice, by=SYSTEM, over=channel)

    send.__name__ = f"send_by_{name}"
    return send


for known in registry.names():
    reacts_to(NoticeGiven)(_send_by(known))
