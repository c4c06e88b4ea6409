"""What models can do, where they are offered, and what that costs: facts as data, each with its source and date.

The facts stand in ``data/models`` and ``data/endpoints``, a file for each; :func:`load_catalog` knows their names, and
reads a file when it is asked for. The endpoints of the user's own project join them by :meth:`Catalog.with_endpoints`.
"""

from ._catalog import Catalog
from ._facts import Fact, Source
from ._form import PROTOCOL, Elsewhere, Form
from ._load import load_catalog
from ._target import Clip, Target
from ._values import ANY_SIZE, Endpoint, LastPrice, ListPrice, Model, Offer, OwnEndpoint, OwnOffer, size_classes

__all__ = [
    "ANY_SIZE",
    "PROTOCOL",
    "Catalog",
    "Clip",
    "Elsewhere",
    "Endpoint",
    "Fact",
    "Form",
    "LastPrice",
    "ListPrice",
    "Model",
    "Offer",
    "OwnEndpoint",
    "OwnOffer",
    "Source",
    "Target",
    "load_catalog",
    "size_classes",
]
