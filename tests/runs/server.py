"""A small ``/v1/videos`` of our own to be unkind with: every answer can be lost, late, odd or wrong.

It counts what it charges for by itself, by ``Idempotency-Key``, whether it honours that key or not.
"""

from __future__ import annotations

import json
import random
import threading
import time
import uuid
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, Any]


@dataclass
class Job:
    id: str
    key: str
    fields: dict[str, Any]
    created: float
    looks: int = 0


@dataclass
class Post:
    key: str | None
    headers: dict[str, str]
    fields: dict[str, Any]
    files: dict[str, Any]
    path: str = "/v1/videos"

    @property
    def asked(self) -> dict[str, Any]:
        """The fields, with those of the clip that another is made from: every such clip here is of one kind."""
        own = {} if self.path == "/v1/videos" else {"model": "sora-2", "seconds": "4", "size": "160x90"}
        if self.path.endswith("/remix"):
            own["remixed_from_video_id"] = self.path.split("/")[-2]
        return {**own, **self.fields}


@dataclass
class State:
    """What the server did, and how it shall behave.

    :param faults: what becomes of the next POSTs, one word each; the rest goes well.
    :param looks: how often a job is looked at before it is completed.
    :param view: makes the answer to a GET of a job; ``None`` is the protocol's own.
    :param refuses: says why a server of some kind does not take a POST; ``None`` is that it does.
    :param content: makes the answer to a GET of a clip: status, headers, bytes.
    """

    clip: bytes
    replays: bool = False
    latency: tuple[float, float] = (0.0, 0.0)
    looks: int = 1
    faults: deque[str] = field(default_factory=deque)
    view: Callable[[Job], Answer] | None = None
    content: Callable[[Job, int], tuple[int, dict[str, str], bytes]] | None = None
    refuses: Callable[[Post], str | None] | None = None
    lists: Callable[[list[dict[str, Any]]], Answer] | None = None
    posts: list[Post] = field(default_factory=list)
    gets: Counter[str] = field(default_factory=Counter)
    jobs: dict[str, Job] = field(default_factory=dict)
    port: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)
    random: random.Random = field(default_factory=lambda: random.Random(7))

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def creates(self) -> Counter[str]:
        """Videos that were charged for, by key."""
        return Counter(job.key for job in self.jobs.values())

    def describe(self, job: Job) -> dict[str, Any]:
        done = job.looks > self.looks
        return {
            "id": job.id,
            "object": "video",
            "status": "completed" if done else "in_progress",
            "progress": 100 if done else 10 * job.looks,
            "created_at": int(job.created),
            "model": job.fields.get("model"),
            "seconds": job.fields.get("seconds"),
            "size": job.fields.get("size"),
            "prompt": job.fields.get("prompt"),
            "remixed_from_video_id": job.fields.get("remixed_from_video_id"),
            "error": None,
        }

    def charge(self, post: Post) -> Job:
        with self.lock:
            known = next((job for job in self.jobs.values() if job.key == post.key), None)
            if known is not None and self.replays:
                return known
            job = Job(f"video_{uuid.uuid4().hex}", post.key or uuid.uuid4().hex, post.asked, time.time())
            self.jobs[job.id] = job
            return job


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # an answer leaves in one piece, or Nagle's algorithm makes it 40 ms late
    state: State

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_POST(self) -> Any:
        post = self._read_post()
        if post is None:
            return self._cut()
        with self.state.lock:
            self.state.posts.append(post)
            fault = self.state.faults.popleft() if self.state.faults else "ok"
        self._sleep()
        return getattr(self, f"_post_{fault.replace('-', '_')}")(post)

    def _post_ok(self, post: Post) -> None:
        if self.state.refuses is not None and (why := self.state.refuses(post)) is not None:
            self._json(422, {"error": {"message": why}})
        else:
            self._json(200, self.state.describe(self.state.charge(post)))

    def _post_drop(self, post: Post) -> None:
        self.state.charge(post)
        self._cut()

    def _post_drop_unheard(self, post: Post) -> None:
        self._cut()

    def _post_hang(self, post: Post) -> None:
        self.state.charge(post)
        self.state.over.wait(20)
        self._cut()

    def _post_slow(self, post: Post) -> None:
        job = self.state.charge(post)
        self.state.over.wait(0.6)
        self._json(200, self.state.describe(job))

    def _post_500(self, post: Post) -> None:
        self.state.charge(post)
        self._json(500, {"error": {"message": "worker died", "code": 500}})

    def _post_no_id(self, post: Post) -> None:
        self.state.charge(post)
        self._json(200, {"status": "queued"})

    def _post_odd_id(self, post: Post) -> None:
        self.state.charge(post)
        self._json(200, {"id": "../../../etc/passwd"})

    def _post_html(self, post: Post) -> None:
        self.state.charge(post)
        self._send(200, {"Content-Type": "text/html"}, b"<html>welcome</html>")

    def _post_broken_json(self, post: Post) -> None:
        self.state.charge(post)
        self._send(200, {"Content-Type": "application/json"}, b'{"id": "vid')

    def _post_redirect(self, post: Post) -> None:
        self._send(307, {"Location": "http://127.0.0.1:9/v1/videos"}, b"")

    def _post_see_other(self, post: Post) -> None:
        job = self.state.charge(post)
        self._send(303, {"Location": f"/v1/videos/{job.id}"}, b"")

    def _post_echo_key(self, post: Post) -> None:
        self._json(401, {"error": {"message": f"bad key {post.headers['authorization']}"}})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_post_") and name[6:].isdigit():
            status = int(name[6:])
            return lambda post: self._json(status, {"error": {"message": f"refused with {status}"}})
        raise AttributeError(name)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        names = parts.path.removeprefix("/v1/videos").strip("/").split("/")
        self._sleep()
        if names == [""]:
            self.state.gets["list"] += 1
            return self._list(parse_qs(parts.query))
        job = self.state.jobs.get(names[0])
        if job is None:
            return self._json(404, {"error": {"message": "no such video"}})
        if names[1:] == ["content"]:
            self.state.gets["content"] += 1
            return self._content(job)
        self.state.gets["look"] += 1
        job.looks += 1
        status, body = self.state.view(job) if self.state.view else (200, self.state.describe(job))
        return self._json(status, body)

    def _content(self, job: Job) -> None:
        if self.state.content is None:
            self._send(200, {"Content-Type": "video/mp4"}, self.state.clip)
        else:
            self._send(*self.state.content(job, self.state.gets["content"]))

    def _list(self, query: dict[str, list[str]]) -> None:
        newest_first = sorted(self.state.jobs.values(), key=lambda job: job.created, reverse=True)
        after, limit = query.get("after", [""])[0], int(query.get("limit", ["20"])[0])
        ids = [job.id for job in newest_first]
        start = ids.index(after) + 1 if after in ids else 0
        page = [self.state.describe(job) for job in newest_first[start : start + limit]]
        if self.state.lists is not None:
            return self._json(*self.state.lists(page))
        return self._json(200, {"object": "list", "data": page, "has_more": start + limit < len(ids)})

    def _read_post(self) -> Post | None:
        """The POST; ``None`` where the client died before it had sent the whole of it."""
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            return None
        headers = {name.lower(): value for name, value in self.headers.items()}
        kind = headers["content-type"]
        if kind.startswith("application/json"):
            return Post(headers.get("idempotency-key"), headers, json.loads(body), {}, self.path)
        message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        fields: dict[str, str] = {}
        files: dict[str, list[tuple[str | None, str, bytes]]] = {}
        for part in message.iter_parts():
            name = part.get_param("name", header="content-disposition")
            data = part.get_payload(decode=True)
            if part.get_filename():
                files.setdefault(name, []).append((part.get_filename(), part.get_content_type(), data))
            else:
                fields[name] = data.decode()
        sent = {name: parts[0] if len(parts) == 1 else parts for name, parts in files.items()}
        return Post(headers.get("idempotency-key"), headers, fields, sent, self.path)

    def _sleep(self) -> None:
        low, high = self.state.latency
        if high:
            time.sleep(self.state.random.uniform(low, high))

    def _json(self, status: int, body: Any) -> None:
        self._send(status, {"Content-Type": "application/json"}, json.dumps(body).encode())

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        try:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _cut(self) -> None:
        self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no error of the server."""


@contextmanager
def serving(clip: bytes, **behaviour: Any) -> Iterator[State]:
    """The server, on a loopback port of its own, until the block ends."""
    state = State(clip, **behaviour)
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"state": state}))
    state.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
