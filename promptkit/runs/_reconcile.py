"""Finding out what became of a POST whose answer was lost. Nothing here makes a second video."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from promptkit.findings import UsageError
from promptkit.ledger import State, Take, VideoTaken

from ._client import Accepted, Trouble
from ._desk import Desk
from ._replies import Reply
from ._wire import read_images, rebuild

_PAGE = 100
_PAGES = 50


def reconcile(desk: Desk, take: Take) -> Take:
    """Look for the answer of an uncertain take; it comes back ``accepted``, or ``uncertain`` with the reason noted."""
    endpoint = desk.connection.endpoint
    if not desk.connection.serves(take.intent.origin):
        return desk.ledger.remark(
            take.id, f"it was sent to {take.intent.origin}, and endpoint '{endpoint.name}' stands elsewhere now"
        )
    if endpoint.replays_key:
        return _replay(desk, take)
    if endpoint.lists_prompts:
        return _find(desk, take)
    return desk.ledger.remark(take.id, "this endpoint cannot tell what became of it")


def advice(take: Take) -> list[str]:
    """What a person can do about an uncertain take."""
    return [
        "promptkit resume",
        f"promptkit take adopt {take.id} VIDEO_ID",
        f"promptkit take resubmit {take.id}",
    ]


def _replay(desk: Desk, take: Take) -> Take:
    """POST again under the same key: this endpoint gives the video again that the key made, or makes the one video."""
    if datetime.now(UTC) - take.created > timedelta(seconds=desk.limits.replay):
        return desk.ledger.remark(take.id, "its key is too old to be sent again safely")
    request = rebuild(take.intent, desk.connection.endpoint.form)
    if request is None and desk.connection.endpoint.lists_prompts:
        return _find(desk, take)
    if request is None:
        return desk.ledger.remark(take.id, "its request cannot be had again as it was")
    try:
        images = read_images(request)
    except UsageError as error:
        return desk.ledger.remark(take.id, str(error))
    desk.ledger.post_again(take.id)
    answer = desk.client.create(request, images, take.key)
    if not isinstance(answer, Accepted):
        # Whatever is said now, the first POST may have been heard.
        return desk.ledger.remark(take.id, answer.error)
    try:
        return desk.ledger.accept(take.id, answer.video_id)
    except VideoTaken as error:
        return desk.ledger.remark(take.id, str(error))


def _find(desk: Desk, take: Take) -> Take:
    """Adopt the one job of the list that can only be this take's."""
    if _has_rival(desk, take):
        return desk.ledger.remark(take.id, "another lost take differs only in what a list does not show")
    skew = timedelta(seconds=desk.limits.skew)
    earliest = (take.created - skew).timestamp()
    latest = (take.posted + skew + timedelta(seconds=desk.limits.create)).timestamp()
    candidates: list[str] = []
    for reply in _listed(desk, earliest):
        if isinstance(reply, Trouble):
            return desk.ledger.remark(take.id, reply.error)
        if reply.usable_id and _matches(reply, take) and _between(reply.created_at, earliest, latest):
            candidates.append(reply.usable_id)
    free = [video for video in candidates if video not in desk.ledger.owned(take.endpoint, candidates)]
    for video in reversed(free):  # the oldest first, as twins were posted
        try:
            return desk.ledger.accept(take.id, video)
        except VideoTaken:
            continue  # a twin was quicker
    return desk.ledger.remark(take.id, "the endpoint lists no video that could be it")


def _has_rival(desk: Desk, take: Take) -> bool:
    """Whether another lost take looks the same in a list and is not: its still or its extras differ."""
    lost = {State.POSTING, State.UNCERTAIN, State.GIVEN_UP}
    own = take.intent
    near = timedelta(seconds=desk.limits.create + 2 * desk.limits.skew)
    return any(
        take.created - near <= other.posted
        and other.created <= take.posted + near
        and other.intent.fingerprint != own.fingerprint
        and (other.intent.prompt, other.intent.model, other.intent.seconds, other.intent.size)
        == (own.prompt, own.model, own.seconds, own.size)
        for other in desk.ledger.takes(states=lost, endpoint=take.endpoint)
    )


def _listed(desk: Desk, earliest: float) -> Iterator[Reply | Trouble]:
    """The endpoint's jobs, newest first, back to ``earliest``; a trouble ends them."""
    after: str | None = None
    seen: set[str | None] = set()
    for _ in range(_PAGES):
        page = desk.client.page(after, _PAGE)
        if isinstance(page, Trouble):
            yield page
            return
        fresh = [reply for reply in page.videos if reply.id not in seen]
        yield from fresh
        seen.update(reply.id for reply in fresh)
        if not fresh or page.more is False or _all_older(fresh, earliest):
            return
        after = fresh[-1].id


def _all_older(replies: list[Reply], earliest: float) -> bool:
    times = [reply.created_at for reply in replies if reply.created_at is not None]
    return bool(times) and max(times) < earliest


def _matches(reply: Reply, take: Take) -> bool:
    """Whether a listed video is what the take asked for.

    Of what is made from a stranger's clip only the prompt is known: that is enough where the list names the clip too.
    """
    intent = take.intent
    pairs = ((reply.model, intent.model), (reply.seconds, intent.seconds), (reply.size, intent.size))
    made_from = reply.remixed_from_video_id
    told = made_from is not None or intent.is_remix  # the protocol names the clip of a remix, and of no other
    return (
        reply.prompt == intent.prompt
        and all(not asked or listed == asked for listed, asked in pairs)
        and (made_from == intent.made_from if told else bool(intent.model))
    )


def _between(created: float | None, earliest: float, latest: float) -> bool:
    return created is not None and earliest <= created <= latest
