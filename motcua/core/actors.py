"""Who acts: the plain facts that the journal keeps of a person, an official or a machine."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class ActorRef:
    """Kind (`citizen`, `official`, `system` ...), identifier and printed name of who acts."""

    kind: str
    id: str
    name: str
    on_behalf_of: str = ""


class Actor(Protocol):
    """Anyone or anything that may stand behind `by=`."""

    @property
    def actor_ref(self) -> ActorRef: ...


@dataclass(frozen=True)
class Machine:
    """The platform itself, or a named part of it."""

    name: str

    @property
    def actor_ref(self) -> ActorRef:
        return ActorRef(kind="system", id=self.name, name=self.name)


SYSTEM = Machine("motcua")
