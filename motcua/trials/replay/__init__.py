"""Past dossiers run again on another version, in a sandbox, and what would have gone otherwise."""

from motcua.trials.replay.again import replayed
from motcua.trials.replay.differences import Difference, as_plain, summed
from motcua.trials.replay.past import Past, first_filed, latest, read

__all__ = ["Difference", "Past", "as_plain", "first_filed", "latest", "read", "replayed", "summed"]
