"""Components: each a function from plain values to accessible HTML, drawn by one template.

Names, options and markup are those of govuk-frontend, so its documentation applies. A text may be
a plain string (escaped) or a safe one (HTML). Every function takes `classes` and any further
HTML attributes, written with `_` for `-`: `data_module="x"`, `hx_get=url`.
"""
