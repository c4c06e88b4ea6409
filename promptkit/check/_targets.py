"""Where a shot is to be made: the command line over the shot over the project."""

from __future__ import annotations

from promptkit.catalog import Catalog, Clip, Target
from promptkit.findings import UsageError
from promptkit.language import Built, Report, nearest
from promptkit.project import Project

from ._options import Options


def find_target(built: Built, project: Project, options: Options, report: Report, clip: Clip | None) -> Target | None:
    """The target of a shot; ``None`` where the model or the endpoint is unknown, which is reported.

    :param clip: what the shot is made from: its model, size and endpoint are the shot's.
    :raises UsageError: if it is the caller who names what is not there.
    """
    shot, catalog = built.shot, project.catalog
    if shot is None:
        return None
    made = clip or Clip("")
    _check_flags(options, clip)
    endpoint_name = options.endpoint or shot.endpoint or made.endpoint or project.settings.endpoint
    model_name = made.model or options.model or shot.model or project.settings.model
    # Where the project's file has errors, the name may be right and its entry unreadable: all of it is then shown.
    callers = Options() if project.has_errors else options
    endpoint = catalog.endpoint(endpoint_name)
    if endpoint is None or not endpoint.takes_requests:
        _blame("endpoint", _no_endpoint(catalog, endpoint_name), callers.endpoint, built, report)
        return None
    model = catalog.model_at(model_name, endpoint_name)
    if model is None:
        message = _unknown("model", model_name, _models(catalog, endpoint_name))
        _blame("model", message, callers.model, built, report)
        return None
    size = made.size or options.size or shot.size or project.settings.size
    return Target(model, endpoint, catalog.offer(endpoint_name, model_name), size, clip)


def _check_flags(options: Options, clip: Clip | None) -> None:
    """What is made from a clip has the clip's model and size.

    :raises UsageError: if the caller asks for others.
    """
    for key, asked, own in (("model", options.model, clip and clip.model), ("size", options.size, clip and clip.size)):
        if clip is not None and asked is not None and asked != own:
            has = f"has the {key} {own}" if own else f"has a {key} that nobody here knows"
            raise UsageError(f"{clip} {has}: what is made from it cannot be given {asked!r}")


def _models(catalog: Catalog, endpoint: str) -> list[str]:
    found = catalog.endpoint(endpoint)
    return list(dict.fromkeys([*catalog.models, *(found.offers if found else ())]))


def _no_endpoint(catalog: Catalog, name: str) -> str:
    if catalog.endpoint(name) is not None:
        return f"the endpoint {name!r} has no address; an endpoint of your own in promptkit.yaml has one"
    return _unknown("endpoint", name, [each for each, facts in catalog.endpoints.items() if facts.takes_requests])


def _unknown(what: str, name: str, known: list[str]) -> str:
    guess = nearest(name, known)
    return f"unknown {what} {name!r}" + (f" (did you mean {guess!r}?)" if guess else f" (known: {', '.join(known)})")


def _blame(key: str, message: str, by_caller: str | None, built: Built, report: Report) -> None:
    if by_caller is not None:
        raise UsageError(message)
    path = (key,) if key in built.written else ("shot",)
    report.add(f"unknown-{key}", "target", built.places.span(path), message, path=built.places.written(path))
