"""The public API: one router per app, listed by hand."""

from django.views.decorators.http import require_safe

from motcua.core.api import Api
from motcua.dossiers.api import router as dossiers
from motcua.procedures.api import router as procedures

api = Api(
    title="Một Cửa",
    version="1",
    description="The open digital-government platform: catalogue and dossiers.",
    urls_namespace="api",
    docs_url="/docs",
    docs_decorator=require_safe,
)
api.add_router("/procedures", procedures)
api.add_router("/dossiers", dossiers)
