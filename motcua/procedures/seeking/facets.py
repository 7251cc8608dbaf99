"""By what a search is narrowed, and how many procedures each choice would leave."""

from dataclasses import dataclass

from django.db import connection
from django.utils.functional import Promise

from motcua.core.search import fold
from motcua.procedures.models import spoken
from motcua.procedures.seeking.matching import Matches

NAMES = ("field", "agency", "audience", "level")


@dataclass(frozen=True)
class Choice:
    """One value of a facet. Fields and agencies bring their name; codes are named by the page."""

    value: str
    name: str | Promise
    count: int
    is_chosen: bool = False


# Every facet is counted under the filters of the others, so that another value can be chosen.
_COUNTED = """
WITH found AS MATERIALIZED (
    SELECT field_code, field_name, field_name_en, levels, subjects,
           agency_slugs, agency_names, agency_names_en,
           %s = '' OR field_code = %s AS in_field,
           %s = '' OR %s = ANY (agency_slugs) AS at_agency,
           %s = '' OR %s = ANY (subjects) AS for_audience,
           %s = '' OR %s = ANY (levels) AS on_level
    FROM procedures_procedure WHERE {matches}
)
SELECT 'total', '', '', '', count(*) FROM found
WHERE in_field AND at_agency AND for_audience AND on_level
UNION ALL
SELECT 'field', field_code, min(field_name), min(field_name_en), count(*)
FROM found WHERE at_agency AND for_audience AND on_level GROUP BY field_code
UNION ALL
SELECT 'agency', one.slug, min(one.name), min(one.name_en), count(*)
FROM found, unnest(agency_slugs, agency_names, agency_names_en) AS one (slug, name, name_en)
WHERE in_field AND for_audience AND on_level GROUP BY one.slug
UNION ALL
SELECT 'audience', one, '', '', count(*) FROM found, unnest(subjects) AS one
WHERE in_field AND at_agency AND on_level GROUP BY one
UNION ALL
SELECT 'level', one, '', '', count(*) FROM found, unnest(levels) AS one
WHERE in_field AND at_agency AND for_audience GROUP BY one
"""


def counts(matches: Matches) -> tuple[int, dict[str, list[Choice]]]:
    """How many there are, and the choices of every facet with their counts: one query."""
    picked = {**dict.fromkeys(NAMES, ""), **dict(matches.chosen)}
    where, given = matches.condition(filtered=False)
    twice = [value for name in NAMES for value in (picked[name], picked[name])]
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(matches=where), [*twice, *given])
        lines = cursor.fetchall()
    total, found = 0, dict[str, list[Choice]]((name, []) for name in NAMES)
    for facet, value, name, name_en, number in lines:
        if facet == "total":
            total = number
            continue
        said = spoken(name, name_en)
        found[facet].append(Choice(value, said, number, is_chosen=value == picked[facet]))
    for one in found.values():
        one.sort(key=lambda choice: (fold(str(choice.name)), choice.value))
    return total, found
