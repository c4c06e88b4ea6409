"""Distinct shots of forty lines, as people write them: with a preset or two, times, light, sound and comments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count as numbers
from itertools import islice
from string import Template

_PLACES = (
    "windowsill",
    "workbench",
    "market stall",
    "pier",
    "kitchen table",
    "train seat",
    "stone wall",
    "bar counter",
)
_THINGS = ("blue mug", "brass lamp", "paper boat", "red umbrella", "clay bowl", "leather glove", "glass bottle")
_PEOPLE = ("Mara", "Jonas", "Vesna", "Tomas", "Ines", "Okoro")
_LIGHTS = ("golden hour", "dawn", "noon", "dusk", "night", "blue hour")
_WAYS = (("left", "up"), ("right", "down"))
_SHOT = Template(
    """\
# Shot $number of the reel: the $thing by the $place.
shot: reel-$number
extends: [golden-hour, {slow-push: {subject: "A $thing on a $place", push: $push}}]

model: sora-2
size: 1280x720
duration: $duration

style: [quiet documentary, take $number]
look: {film: 35 mm, grain: fine}
scene: A chipped $thing stands on the $place after rain, number $number of many; $who sits to the left of it.
location: {place: the $place, background: a wet garden out of focus}
cast:
  $who: {look: woman in her sixties, wardrobe: a grey cardigan, voice: low and amused}
framing: {shot_size: close-up, angle: eye level, lens: ${lens}mm, depth_of_field: shallow}
camera:                         # in order; what is left over is held
  - hold: 0.5
  - {dolly: in, for: $push, speed: slow, distance: ${distance}cm, id: push}
  - {pan: $way, for: 1, degrees: $degrees, ends_on: $who}
  - {tilt: $tilt, for: 0.5}
support: tripod
action:
  - {at: push.start, for: 2, who: steam, does: curls upward and thins out}
  - {at: end - 1.5, who: $who, does: looks up at the $thing and smiles}
lighting:
  time_of_day: $light           # over the preset's
  key: {quality: soft, source: window, from: camera left}
  rim: warm
  palette: [amber, slate blue, cream]
weather: clearing after rain
mood: gentle
sound:
  ambience: distant traffic
  effects: [{at: 2.5, sound: a soft clink of the $thing}]
  music: none
  dialogue:
    - {at: 2, who: $who, how: whispering, line: "It is still warm."}
keep: [the glaze of the $thing]
avoid: [other people]
"""
)


def texts(count: int) -> list[str]:
    """So many documents, no two alike; forty lines each, with the empty ones and the comments."""
    return [_SHOT.substitute(row) for row in islice(_rows(), count)]


def _rows() -> Iterator[dict[str, object]]:
    for number in numbers():
        yield {
            "number": number,
            "thing": _THINGS[number % len(_THINGS)],
            "place": _PLACES[number // 3 % len(_PLACES)],
            "who": _PEOPLE[number // 5 % len(_PEOPLE)],
            "light": _LIGHTS[number // 7 % len(_LIGHTS)],
            "way": _WAYS[number % 2][0],
            "tilt": _WAYS[number // 2 % 2][1],
            "duration": (8, 12)[number // 11 % 2],
            "push": 1 + number % 9 / 10,
            "lens": 28 + number % 57,
            "distance": 10 + number % 80,
            "degrees": 5 + number % 40,
        }
