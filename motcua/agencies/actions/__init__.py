"""Everything that can be done to areas and agencies. The only code that writes them.

Who may do it is asked at the door: people and their posts are a floor above.
"""

from motcua.agencies.actions.establish import create_post, dissolve, establish, open_desk
from motcua.agencies.actions.load import load_facts

__all__ = ["create_post", "dissolve", "establish", "load_facts", "open_desk"]
