"""What models can do, where they are offered, and what that costs: facts as data, each with its source and date.

The facts stand in ``data/models.yaml`` and ``data/endpoints.yaml``; :func:`load_catalog` reads them once. The endpoints
of the user's own project join them by :meth:`Catalog.with_endpoints`.
"""

from ._catalog import Catalog
from ._load import load_catalog
from ._target import Target
from ._values import ANY_SIZE, Endpoint, LastPrice, Model, Offer, OwnEndpoint, OwnOffer, Source

__all__ = [
    "ANY_SIZE",
    "Catalog",
    "Endpoint",
    "LastPrice",
    "Model",
    "Offer",
    "OwnEndpoint",
    "OwnOffer",
    "Source",
    "Target",
    "load_catalog",
]
