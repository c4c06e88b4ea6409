"""A request that is answered with an error, in the envelope that OpenAI's clients know."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse


class Refusal(Exception):
    """The answer to a request that cannot be met.

    :param status: HTTP status.
    :param code: a machine-readable word.
    :param param: the field that is to blame.
    """

    def __init__(self, status: int, message: str, *, code: str, param: str | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.code, self.param = status, message, code, param

    def response(self) -> JSONResponse:
        """The error as an HTTP response."""
        kind = {401: "authentication_error", 429: "rate_limit_error"}.get(self.status, "invalid_request_error")
        error = {"message": self.message, "type": kind, "param": self.param, "code": self.code}
        headers = {"WWW-Authenticate": "Bearer"} if self.status == 401 else None
        return JSONResponse({"error": error}, self.status, headers)


def invalid(param: str, message: str, *, code: str = "invalid_value") -> Refusal:
    """A 400 that blames one field."""
    return Refusal(400, message, code=code, param=param)


async def answer_refusal(request: Request, error: Exception) -> JSONResponse:
    """Starlette's handler for :class:`Refusal`."""
    if not isinstance(error, Refusal):
        raise error
    return error.response()
