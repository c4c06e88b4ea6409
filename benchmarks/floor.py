"""The floor: what three good libraries need for the same documents, with nothing of ours in between.

PyYAML's C loader (which drops the places), a pydantic model of the same keys, and a compiled Jinja2 template of the
same layout. No presets, no expressions, no timeline, no places, no findings, no source map.
"""

# ruff: noqa: E501 - a template breaks its lines where the prompt does
from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import yaml
from jinja2 import Environment, StrictUndefined
from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class _Look(_Part):
    film: str | None = None
    grain: str | None = None
    grade: str | None = None


class _Location(_Part):
    place: str | None = None
    foreground: str | None = None
    background: str | None = None


class _Member(_Part):
    look: str | None = None
    wardrobe: str | None = None
    voice: str | None = None


class _Framing(_Part):
    shot_size: str | None = None
    angle: str | None = None
    lens: str | None = None
    depth_of_field: str | None = None


class _Item(_Part):
    hold: float | None = None
    dolly: Literal["in", "out"] | None = None
    pan: Literal["left", "right"] | None = None
    tilt: Literal["up", "down"] | None = None
    length: float | None = Field(None, alias="for")
    at: str | float | None = None
    speed: str | None = None
    distance: str | None = None
    degrees: float | None = None
    ends_on: str | None = None
    id: str | None = None


class _Action(_Part):
    does: str
    who: str | None = None
    at: str | float | None = None
    length: float | None = Field(None, alias="for")


class _Light(_Part):
    quality: str | None = None
    source: str | None = None
    direction: str | None = Field(None, alias="from")


class _Lighting(_Part):
    time_of_day: str | None = None
    key: _Light | None = None
    rim: str | _Light | None = None
    palette: list[str] = []


class _Effect(_Part):
    sound: str
    at: float | None = None


class _Line(_Part):
    line: str
    who: str | None = None
    how: str | None = None
    at: float | None = None


class _Sound(_Part):
    ambience: str | list[str] | None = None
    effects: list[_Effect] = []
    music: str | None = None
    dialogue: list[_Line] = []


class _Shot(_Part):
    shot: str
    extends: list[Any] = []
    model: str
    size: str
    duration: Literal[4, 8, 12]
    style: str | list[str]
    look: _Look | None = None
    scene: str
    location: _Location | None = None
    cast: dict[str, _Member] = {}
    framing: _Framing | None = None
    camera: list[_Item] = []
    support: str | None = None
    action: list[_Action] = []
    lighting: _Lighting | None = None
    weather: str | None = None
    mood: str | None = None
    sound: _Sound | None = None
    keep: list[str] = []
    avoid: list[str] = []


_LAYOUT = """\
Style: {{ style | join(", ") }}, {{ look.film }} film, {{ look.grain }} grain.

{{ scene }} {{ location.place }}. In the background, {{ location.background }}.
{%- for name, member in cast.items() %} {{ name }}: {{ member.look }}; {{ member.wardrobe }}; {{ member.voice }}.{% endfor %}
Weather: {{ weather }}.

Cinematography:
Camera shot: {{ framing.shot_size }}, {{ framing.angle }}.
Lens: {{ framing.lens }}, {{ framing.depth_of_field }} depth of field.
Camera: {% for item in camera -%}
{% if item.hold is not none %}The camera holds for {{ item.hold }} seconds.
{%- elif item.dolly %}Then it dollies {{ item.dolly }} {{ item.speed }} by {{ item.distance }} over {{ item.length }} seconds.
{%- elif item.pan %}Then it pans {{ item.pan }} {{ item.degrees }} degrees over {{ item.length }} seconds, ending on {{ item.ends_on }}.
{%- elif item.tilt %}Then it tilts {{ item.tilt }} over {{ item.length }} seconds.
{%- endif %} {% endfor -%}
The camera is on a {{ support }}.
Lighting: {{ lighting.time_of_day }}; {{ lighting.key.quality }} key light from the {{ lighting.key.source }}; {{ lighting.rim }} rim.
Palette: {{ lighting.palette | join(", ") }}.
Mood: {{ mood }}.

Actions:
{% for action in action %}- {{ action.at }}: {{ action.who }} {{ action.does }}.
{% endfor %}
Background sound: {{ sound.ambience }}.{% for effect in sound.effects %} At {{ effect.at }} seconds, {{ effect.sound }}.{% endfor %} Music: {{ sound.music }}.

Dialogue:
<dialogue>
{% for line in sound.dialogue %}- {{ line.who }} ({{ line.how }}): "{{ line.line }}"
{% endfor %}</dialogue>

Keep: {{ keep | join(", ") }}.
Must not appear: {{ avoid | join(", ") }}.
"""


def floor() -> Callable[[str], str]:
    """What makes a prompt of a document, ready to be called."""
    template = Environment(undefined=StrictUndefined).from_string(_LAYOUT)
    fields = tuple(_Shot.model_fields)

    def made(text: str) -> str:
        shot = _Shot.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
        return template.render({name: getattr(shot, name) for name in fields})

    return made
