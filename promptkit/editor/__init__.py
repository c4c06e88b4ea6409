"""For editors: the JSON Schemas of everything that people write, made from the models and the words of the language."""

from ._schemas import SCHEMAS, schema, written

__all__ = ["SCHEMAS", "schema", "written"]
