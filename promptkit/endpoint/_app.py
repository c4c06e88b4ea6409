"""The operations of ``/v1/videos``: create, remix, edit, extend, list, retrieve, delete, content, characters."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import get_args

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from ._body import fields_of
from ._characters import character_name
from ._clips import MEDIA_TYPES, ClipFolder, Variant
from ._create import NewVideo, new_video
from ._guard import Guard
from ._jobs import Job, Way
from ._refusal import Refusal, answer_refusal, invalid
from ._rework import reworked, source_id
from ._store import JobStore

_LOG = logging.getLogger("promptkit.endpoint")
_LONGEST_KEY = 255
_DEFAULT_LIMIT = 20
_LARGEST_LIMIT = 100


class _Operations:
    """The handlers, on one store."""

    def __init__(
        self, store: JobStore, clips: ClipFolder, offers: Mapping[str, Sequence[str]], created: Callable[[], None]
    ) -> None:
        self._store, self._clips, self._offers, self._created = store, clips, offers, created

    async def create(self, request: Request) -> Response:
        new = new_video(await fields_of(request), self._offers)
        for character in new.characters:
            if await run_in_threadpool(self._store.character, character) is None:
                raise invalid("characters", f"There is no character '{character[:80]}'.", code="character_not_found")
        return await self._add(request, new)

    async def remix(self, request: Request) -> Response:
        source = await self._job(request)
        return await self._add(request, reworked(await fields_of(request), source, "remix"))

    async def edit(self, request: Request) -> Response:
        return await self._from_clip(request, "edit")

    async def extend(self, request: Request) -> Response:
        return await self._from_clip(request, "extend")

    async def _from_clip(self, request: Request, way: Way) -> Response:
        fields = await fields_of(request)
        source = await self._named(source_id(fields))
        return await self._add(request, reworked(fields, source, way))

    async def _add(self, request: Request, new: NewVideo) -> Response:
        key = request.headers.get("idempotency-key")
        if key is not None and not 1 <= len(key) <= _LONGEST_KEY:
            raise Refusal(400, f"An Idempotency-Key has 1 to {_LONGEST_KEY} characters.", code="invalid_value")
        job, is_new = await run_in_threadpool(self._store.add, new, key)
        if is_new:
            _LOG.info("created %s model=%s seconds=%s size=%s", job.id, job.model, job.seconds, job.size)
            self._created()
        return JSONResponse(job.resource())

    async def page(self, request: Request) -> Response:
        after, order = request.query_params.get("after"), request.query_params.get("order", "desc")
        if order not in ("asc", "desc"):
            raise invalid("order", "'order' must be 'asc' or 'desc'.")
        limit = _limit(request.query_params.get("limit"))
        found = await run_in_threadpool(self._store.page, after=after, limit=limit, order=order)
        if found is None:
            raise invalid("after", "'after' names no video.")
        jobs, has_more = found
        ids = [job.id for job in jobs]
        ends = {"first_id": ids[0] if ids else None, "last_id": ids[-1] if ids else None}
        data = [job.resource() for job in jobs]
        return JSONResponse({"object": "list", "data": data, **ends, "has_more": has_more})

    async def retrieve(self, request: Request) -> Response:
        return JSONResponse((await self._job(request)).resource())

    async def delete(self, request: Request) -> Response:
        video = request.path_params["video"]
        if not await run_in_threadpool(self._store.delete, video):
            raise _unknown(video)
        await run_in_threadpool(self._clips.remove, video)
        return JSONResponse({"id": video, "object": "video.deleted", "deleted": True})

    async def content(self, request: Request) -> Response:
        variant = _variant(request.query_params.get("variant", "video"))
        job = await self._job(request)
        if job.status == "failed":
            raise Refusal(404, f"Video '{job.id}' has failed; there is no content.", code="video_failed")
        if job.status != "completed":
            raise Refusal(404, f"Video '{job.id}' is not ready; its status is {job.status}.", code="video_not_ready")
        try:
            path = await run_in_threadpool(self._clips.made, job.id, variant)
        except FileNotFoundError as error:
            raise Refusal(404, f"The file of video '{job.id}' is gone.", code="content_missing") from error
        return FileResponse(path, media_type=MEDIA_TYPES[variant])

    async def add_character(self, request: Request) -> Response:
        name = character_name(await fields_of(request))
        made, now = await run_in_threadpool(self._store.add_character, name)
        return JSONResponse({"id": made, "name": name, "created_at": now})

    async def character(self, request: Request) -> Response:
        wanted = request.path_params["character"]
        found = await run_in_threadpool(self._store.character, wanted)
        if found is None:
            raise Refusal(404, f"Character '{wanted[:80]}' not found.", code="character_not_found")
        return JSONResponse({"id": wanted, "name": found[0], "created_at": found[1]})

    async def _job(self, request: Request) -> Job:
        return await self._named(request.path_params["video"])

    async def _named(self, video: str) -> Job:
        job = await run_in_threadpool(self._store.get, video)
        if job is None:
            raise _unknown(video)
        return job


def create_app(
    store: JobStore,
    clips: ClipFolder,
    *,
    key: str,
    offers: Mapping[str, Sequence[str]],
    hosts: Iterable[str],
    created: Callable[[], None],
) -> Starlette:
    """The ASGI application.

    :param key: the bearer token that every request must carry.
    :param offers: sizes by model; at least one model with at least one size.
    :param hosts: names that a Host header may have.
    :param created: called after each new job.
    """
    operations = _Operations(store, clips, offers, created)
    return Starlette(
        routes=[
            Route("/v1/videos", operations.create, methods=["POST"]),
            Route("/v1/videos", operations.page, methods=["GET"]),
            Route("/v1/videos/edits", operations.edit, methods=["POST"]),
            Route("/v1/videos/extensions", operations.extend, methods=["POST"]),
            Route("/v1/videos/characters", operations.add_character, methods=["POST"]),
            Route("/v1/videos/characters/{character}", operations.character, methods=["GET"]),
            Route("/v1/videos/{video}/remix", operations.remix, methods=["POST"]),
            Route("/v1/videos/{video}", operations.retrieve, methods=["GET"]),
            Route("/v1/videos/{video}", operations.delete, methods=["DELETE"]),
            Route("/v1/videos/{video}/content", operations.content, methods=["GET"]),
        ],
        middleware=[Middleware(Guard, key=key, hosts=hosts)],
        exception_handlers={
            Refusal: answer_refusal,
            HTTPException: _answer_http,
            sqlite3.Error: _answer_store,
            Exception: _answer_bug,
        },
    )


def _limit(text: str | None) -> int:
    if text is None:
        return _DEFAULT_LIMIT
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= _LARGEST_LIMIT):
        raise invalid("limit", f"'limit' must be a whole number from 0 to {_LARGEST_LIMIT}.")
    return int(text)


def _variant(text: str) -> Variant:
    for variant in get_args(Variant):
        if text == variant:
            return variant  # type: ignore[no-any-return]
    raise invalid("variant", "'variant' must be 'video', 'thumbnail' or 'spritesheet'.")


def _unknown(video: str) -> Refusal:
    return Refusal(404, f"Video '{video[:80]}' not found.", code="video_not_found", param="video_id")


async def _answer_http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code in (404, 405):
        message = f"This endpoint has no {request.method} {request.url.path[:120]}; it makes, lists and gives videos."
        return Refusal(error.status_code, message, code="unknown_url").response()
    return Refusal(error.status_code, str(error.detail), code="invalid_request").response()


async def _answer_store(request: Request, error: Exception) -> Response:
    _LOG.error("the job store cannot be used: %s", error)
    return _server_error(503, "The job store cannot be used.", "store_unavailable")


async def _answer_bug(request: Request, error: Exception) -> Response:
    return _server_error(500, "The server had an error.", "internal_error")


def _server_error(status: int, message: str, code: str) -> Response:
    return JSONResponse({"error": {"message": message, "type": "server_error", "param": None, "code": code}}, status)
