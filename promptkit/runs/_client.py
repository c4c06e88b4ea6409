"""The one boundary to the endpoint: the ``openai`` SDK goes in, answers of our own come out.

The SDK is imported when the first client is made, so that nothing but a send pays for it.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from promptkit.compiler import Request

from ._connection import Connection
from ._limits import Limits
from ._moderation import Verdict, read_verdicts
from ._replies import Reply, error_words, read_json, read_object, read_reply
from ._wire import Call, Images, call

# What the SDK's `with_raw_response` sets; the server never sees it.
_RAW_ANSWER = "X-Stainless-Raw-Response"
# The transport failed before a byte of the request could have left.
_NEVER_LEFT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"})
# 408 and 499 say that a proxy gave up, not that the server behind it did; 409 to 429 are decisions.
_UNDECIDED = frozenset({408, 499})
# "Send it there instead": the server did nothing itself. Other redirects may follow a job that was made.
_NOT_HERE = frozenset({307, 308})
_CHUNK = 1 << 16
_LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Accepted:
    """The endpoint took the job."""

    video_id: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was bought."""

    error: str


@dataclass(frozen=True, slots=True)
class Lost:
    """The endpoint may have taken the job."""

    error: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the endpoint says about a job; ``pause`` is how long it wants to be left alone, in seconds."""

    reply: Reply
    pause: float | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A look that brought nothing.

    :param status: of HTTP; ``None`` where there was no answer.
    :param reply: what could be read of the answer's body.
    :param pause: how long the endpoint wants to be left alone, in seconds.
    """

    error: str
    status: int | None = None
    reply: Reply | None = None
    pause: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the endpoint's list; ``more`` is ``None`` where it does not say."""

    videos: tuple[Reply, ...]
    more: bool | None


class FetchTrouble(Exception):
    """The clip could not be fetched this time."""


class Client:
    """Sends requests to one endpoint, each exactly once: the SDK's own retries are off. Safe for threads."""

    def __init__(self, connection: Connection, limits: Limits) -> None:
        import openai

        # Every method of the SDK's videos warns of OpenAI's own shutdown; the protocol lives on elsewhere.
        warnings.filterwarnings("ignore", message="The Sora API is scheduled", category=DeprecationWarning)
        self._openai = openai
        self._limits = limits
        self._key = connection.key
        bearer = connection.key or "none"
        # On this machine no proxy is asked, and without TLS no certificates are loaded, which takes 40 ms.
        local = connection.is_loopback
        verify = not (local and connection.origin.startswith("http:"))
        http = openai.DefaultHttpxClient(follow_redirects=False, trust_env=not local, verify=verify)
        transport = openai.DefaultHttpxClient.__mro__[1].__module__.partition(".")[0]
        self._transport_error = cast(type[Exception], importlib.import_module(transport).HTTPError)
        self._sdk = openai.OpenAI(
            api_key=bearer,
            base_url=connection.base_url,
            max_retries=0,
            timeout=limits.look,
            http_client=http,
            # The user's other OpenAI settings are for OpenAI, not for this endpoint.
            default_headers=cast(
                dict[str, str],
                {
                    "Authorization": f"Bearer {bearer}",
                    "OpenAI-Organization": openai.Omit(),
                    "OpenAI-Project": openai.Omit(),
                },
            ),
        )

    def close(self) -> None:
        """Close the connections."""
        self._sdk.close()

    def create(self, request: Request, images: Images, key: str) -> Accepted | Refused | Lost:
        """POST a request once, to wherever it goes, under its key, and say what became of it."""
        sent = call(request, images, key)
        sender = self._sdk.with_options(max_retries=0, timeout=self._limits.create)
        try:
            raw = self._sent(sender, sent)
            text = raw.text
        except self._openai.APIStatusError as error:
            return self._unaccepted(error.status_code, error.response.text)
        except self._openai.APIConnectionError as error:
            cause = type(error.__cause__).__name__
            if cause in _NEVER_LEFT:
                return Refused(self._clean(f"the endpoint could not be reached ({error.__cause__ or cause})"))
            return Lost(f"the connection broke before the answer came ({cause})")
        except self._openai.OpenAIError as error:
            return Lost(self._clean(f"the answer could not be read ({type(error).__name__})"))
        reply = read_reply(text)
        if reply is None:
            return Lost("the endpoint's answer could not be read")
        if reply.usable_id is None:
            return Lost(self._clean(f"the endpoint's answer has no usable id: {reply.error or ''}".rstrip(": ")))
        return Accepted(reply.usable_id, reply)

    def _sent(self, sender: Any, sent: Call) -> Any:
        """The raw answer; a form with files that the SDK's own ``create`` has no place for goes by its ``post``."""
        if sent.method != "post":
            return getattr(sender.videos.with_raw_response, sent.method)(**sent.arguments)
        arguments = dict(sent.arguments)
        headers = {"Content-Type": "multipart/form-data", _RAW_ANSWER: "true", **arguments.pop("extra_headers")}
        return sender.post("/videos", cast_to=self._openai.types.Video, options={"headers": headers}, **arguments)

    def _unaccepted(self, status: int, text: str) -> Refused | Lost:
        said = self._clean(f"the endpoint answered {status}: {error_words(text)}".rstrip(": "))
        if status in _NOT_HERE or (400 <= status < 500 and status not in _UNDECIDED):
            return Refused(said)
        return Lost(said)

    def look(self, video_id: str) -> Seen | Trouble:
        """GET a job."""
        answer = self._get(lambda videos: videos.retrieve(video_id))
        if isinstance(answer, Trouble):
            return answer
        reply = read_reply(answer.text)
        if reply is None:
            return Trouble("the endpoint's answer could not be read")
        return Seen(reply, _pause(answer.headers.get("openai-poll-after-ms"), 0.001))

    def page(self, after: str | None, limit: int) -> Page | Trouble:
        """GET one page of the list, newest first."""
        more = {} if after is None else {"after": after}
        answer = self._get(lambda videos: videos.list(limit=limit, order="desc", **more))
        if isinstance(answer, Trouble):
            return answer
        data = read_json(answer.text)
        entries = data.get("data") if isinstance(data, dict) else None
        if not isinstance(entries, list):
            return Trouble("the endpoint's list could not be read")
        replies = tuple(filter(None, (read_object(entry) for entry in entries if isinstance(entry, dict))))
        has_more = data.get("has_more")
        return Page(replies, has_more if isinstance(has_more, bool) else None)

    def moderate(self, texts: Sequence[str]) -> tuple[Verdict, ...] | Trouble:
        """POST texts to the moderation route, which makes nothing; one verdict for each."""
        answer = self._get(lambda _: self._sdk.moderations.with_raw_response.create(input=list(texts)))
        if isinstance(answer, Trouble):
            return answer
        verdicts = read_verdicts(answer.text, len(texts))
        return Trouble("the endpoint's answer could not be read") if verdicts is None else verdicts

    @contextmanager
    def content(self, video_id: str) -> Iterator[Iterator[bytes]]:
        """GET the clip, as chunks of bytes.

        :raises FetchTrouble: there is none now, or the connection broke.
        """
        # No `variant`: some servers read it as a number, and the clip is what they give without it.
        try:
            with self._sdk.videos.with_streaming_response.download_content(video_id) as response:
                kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                if kind == "application/json" or kind.startswith("text/"):
                    raise FetchTrouble(f"the endpoint sent {kind} in place of a clip")
                yield response.iter_bytes(_CHUNK)
        except self._openai.APIStatusError as error:
            raise FetchTrouble(self._not_fetched(error.status_code, error.response)) from error
        except (self._openai.OpenAIError, self._transport_error) as error:
            raise FetchTrouble(f"the connection broke ({type(error.__cause__ or error).__name__})") from error

    def _not_fetched(self, status: int, response: Any) -> str:
        if 300 <= status < 400:
            return "the endpoint sends the clip from another address, which promptkit does not follow"
        return self._clean(f"the endpoint answered {status}: {error_words(response.text)}".rstrip(": "))

    def _get(self, ask: Any) -> Any:
        try:
            return ask(self._sdk.videos.with_raw_response)
        except self._openai.APIStatusError as error:
            text = error.response.text
            said = f"the endpoint answered {error.status_code}: {error_words(text)}".rstrip(": ")
            pause = _pause(error.response.headers.get("retry-after"), 1.0)
            return Trouble(self._clean(said), error.status_code, read_reply(text), pause)
        except self._openai.OpenAIError as error:
            return Trouble(f"the endpoint could not be asked ({type(error.__cause__ or error).__name__})")

    def _clean(self, said: str) -> str:
        return said.replace(self._key, "[key]") if self._key else said


def _pause(text: str | None, unit: float) -> float | None:
    try:
        return None if text is None else min(max(float(text) * unit, 0.0), _LONGEST_PAUSE)
    except ValueError:
        return None
