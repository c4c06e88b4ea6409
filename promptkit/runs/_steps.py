"""The way of one take: intent, POST, wait, fetch, check."""

from __future__ import annotations

from promptkit.compiler import CompiledShot, Request
from promptkit.findings import SpendRefused, UsageError
from promptkit.ledger import Intent, State, Take, VideoTaken
from promptkit.project import Budget

from ._client import Accepted, FetchTrouble, Refused
from ._desk import Desk
from ._fetch import Fetched, FetchStopped, fetch, settle
from ._plan import ShotPlan
from ._reconcile import advice, reconcile
from ._replies import Reply
from ._verify import differences
from ._watch import Broken, Unsettled, Watch
from ._wire import read_images


def make(desk: Desk, part: ShotPlan, run: str, budget: Budget) -> None:
    """Make one take of a shot, unless the run stops, the budget refuses, or another process made it meanwhile."""
    if desk.stop.is_set() or desk.refusals:
        return
    intent = _intent(desk, part, run)
    try:
        take = desk.ledger.begin(intent, desk.owner, budget=budget, ceiling=part.ceiling, pots=part.pots)
    except SpendRefused as refusal:
        desk.refusals.append(str(refusal))
        return
    if take is None:
        _share(desk, intent)
        return
    desk.touched.append(take.id)
    desk.say("take.posting", take)
    take = _post(desk, take, part.shot.request)
    if take.state is State.UNCERTAIN:
        take = _search(desk, take)
    if take.state is State.ACCEPTED:
        follow(desk, take)


def go_on(desk: Desk, take: Take) -> None:
    """Go on with an unfinished take, unless another living process does."""
    if desk.stop.is_set():
        return
    claimed = desk.ledger.claim(take.id, desk.owner)
    if claimed is None:
        holder = desk.ledger.holder(take.id)
        who = f"process {holder.pid}" if holder else "another process"
        desk.say("take.waiting", take, error=f"{who} works on it")
        return
    desk.touched.append(take.id)
    if claimed.state is State.POSTING:
        claimed = desk.ledger.lose(take.id, "the process ended before the answer came")
    if claimed.state is State.UNCERTAIN:
        claimed = _look_for(desk, claimed)
        if claimed.state is State.UNCERTAIN:
            desk.say("take.uncertain", claimed, advice=advice(claimed))
    if claimed.state is State.ACCEPTED:
        follow(desk, claimed)


def follow(desk: Desk, take: Take) -> None:
    """Wait for an accepted take's job, fetch its clip and check it."""
    if not desk.connection.serves(take.intent.origin):
        desk.leave_waiting(take, f"it was sent to {take.intent.origin}, and its endpoint stands elsewhere now")
        return
    video_id = take.video_id or ""
    ended = Watch(desk, take, video_id).wait()
    if isinstance(ended, Unsettled):
        desk.leave_waiting(take, ended.why)
    elif isinstance(ended, Broken):
        desk.say("take.failed", desk.ledger.fail(take.id, ended.error))
    else:
        _bring(desk, take, video_id, ended.reply)


def _intent(desk: Desk, part: ShotPlan, run: str) -> Intent:
    shot: CompiledShot = part.shot
    request = shot.request
    return Intent(
        shot=shot.name,
        file=shot.file,
        endpoint=desk.connection.endpoint.name,
        origin=desk.connection.origin,
        model=request.model,
        size=request.size,
        seconds=request.length,
        prompt=request.prompt,
        fingerprint=request.fingerprint,
        body=request.canonical(),
        still=part.still,
        usd=part.paid,
        run=run,
        document=None if shot.shot is None else shot.shot.model_dump_json(by_alias=True, exclude_unset=True),
    )


def _share(desk: Desk, intent: Intent) -> None:
    """Another process made, or makes, what this one was about to make."""
    for take in reversed(desk.ledger.takes(fingerprint=intent.fingerprint, endpoint=intent.endpoint)):
        if take.state is State.COMPLETED:
            desk.say("take.reused", take)
            return
    take = desk.ledger.takes(fingerprint=intent.fingerprint, endpoint=intent.endpoint)[-1]
    desk.touched.append(take.id)
    desk.say("take.waiting", take, error="another process makes it")


def _post(desk: Desk, take: Take, request: Request) -> Take:
    try:
        images = read_images(request)
    except UsageError as error:
        return _reject(desk, take, str(error))
    answer = desk.client.create(request, images, take.key)
    if isinstance(answer, Refused):
        return _reject(desk, take, answer.error)
    if isinstance(answer, Accepted):
        try:
            accepted = desk.ledger.accept(take.id, answer.video_id)
        except VideoTaken as error:  # a twin whose answer was lost adopted it; this take looks for the twin's
            return desk.ledger.lose(take.id, str(error))
        desk.say("take.accepted", accepted)
        return accepted
    return desk.ledger.lose(take.id, answer.error)


def _reject(desk: Desk, take: Take, error: str) -> Take:
    rejected = desk.ledger.reject(take.id, error)
    desk.say("take.rejected", rejected)
    return rejected


def _search(desk: Desk, take: Take) -> Take:
    """Look for an answer that was lost just now, a few times, since lists lag behind."""
    desk.say("take.uncertain", take, advice=[])
    endpoint = desk.connection.endpoint
    pauses = desk.limits.settle if endpoint.replays_key or endpoint.lists_prompts else ()
    for pause in pauses:
        if desk.stop.wait(pause):
            break
        take = _look_for(desk, take)
        if take.state is not State.UNCERTAIN:
            return take
    desk.say("take.uncertain", take, advice=advice(take))
    return take


def _look_for(desk: Desk, take: Take) -> Take:
    found = reconcile(desk, take)
    if found.state is State.ACCEPTED:
        desk.say("take.accepted", found)
    return found


def _bring(desk: Desk, take: Take, video_id: str, reply: Reply) -> None:
    try:
        fetched = fetch(desk, take, video_id)
    except FetchTrouble as error:
        desk.leave_waiting(take, f"the clip could not be fetched: {error}")
        return
    except FetchStopped:
        desk.leave_waiting(take, "interrupted while the clip was fetched")
        return
    _check(desk, take, fetched, reply)


def _check(desk: Desk, take: Take, fetched: Fetched, reply: Reply) -> None:
    facts = desk.checker.probe(fetched.temporary)
    if facts is None:
        kept = settle(desk, take, fetched, ".unreadable")
        desk.say("take.failed", desk.ledger.fail(take.id, "what the endpoint sent is no video", [kept]))
        return
    clip = settle(desk, take, fetched, ".mp4")
    notes = differences(take.intent, reply, facts, audio=desk.checker.audio.get(take.intent.model))
    desk.say("take.completed", desk.ledger.complete(take.id, [clip], facts, notes))
