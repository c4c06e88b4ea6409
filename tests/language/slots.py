"""Where each word of the vocabulary may be written, for the tests that try them all."""

from __future__ import annotations

from typing import Any

#: Where the words of a list are written: a shot with ``{}`` for the word, and what it was read as.
SLOTS: dict[str, tuple[str, Any]] = {
    "shot_size": ('framing: {{shot_size: "{}"}}', lambda shot: shot.framing.shot_size),
    "angle": ('framing: {{angle: "{}"}}', lambda shot: shot.framing.angle),
    "depth_of_field": ('framing: {{depth_of_field: "{}"}}', lambda shot: shot.framing.depth_of_field),
    "composition": ('framing: {{composition: ["{}", a mug]}}', lambda shot: shot.framing.composition[0]),
    "lens": ('framing: {{lens: "{}"}}', lambda shot: shot.framing.lens),
    "aperture": ('framing: {{aperture: "{}"}}', lambda shot: shot.framing.aperture),
    "focus": ('framing: {{focus: "{}"}}', lambda shot: shot.framing.focus),
    "support": ('support: "{}"', lambda shot: shot.support.kind),
    "support_amount": ('support: {{handheld: "{}"}}', lambda shot: shot.support.amount),
    "film": ('look: {{film: "{}"}}', lambda shot: shot.look.film),
    "texture": ('look: {{texture: "{}"}}', lambda shot: shot.look.texture),
    "grade": ('look: {{grade: "{}"}}', lambda shot: shot.look.grade),
    "filtration": ('look: {{filtration: "{}"}}', lambda shot: shot.look.filtration),
    "shutter": ('look: {{shutter: "{}"}}', lambda shot: shot.look.shutter),
    "frame_rate": ('look: {{frame_rate: "{}"}}', lambda shot: shot.look.frame_rate),
    "style": ('style: ["{}"]', lambda shot: shot.style[0]),
    "weather": ('weather: "{}"', lambda shot: shot.weather[0]),
    "time_of_day": ('lighting: {{time_of_day: "{}"}}', lambda shot: shot.lighting.time_of_day),
    "light_style": ('lighting: "{}"', lambda shot: shot.lighting.style),
    "light_quality": ('lighting: {{key: {{quality: "{}"}}}}', lambda shot: shot.lighting.key.quality),
    "light_source": ('lighting: {{key: {{source: "{}"}}}}', lambda shot: shot.lighting.key.source),
    "light_colour": ('lighting: {{rim: {{colour: "{}"}}}}', lambda shot: shot.lighting.rim.colour),
    "light_direction": ('lighting: {{key: {{source: a torch, from: "{}"}}}}', lambda shot: shot.lighting.key.direction),
    "time_effect": ('time_effect: "{}"', lambda shot: shot.time_effect),
    "motion": ('motion: "{}"', lambda shot: shot.motion),
    "music": ('sound: {{music: "{}"}}', lambda shot: shot.sound.music),
    "ambience": ('sound: {{ambience: "{}"}}', lambda shot: shot.sound.ambience[0]),
    "delivery": ('sound: {{dialogue: [{{line: Go., how: "{}"}}]}}', lambda shot: shot.sound.lines[0].how),
    "speed": ('camera: [{{dolly: in, speed: "{}"}}]', lambda shot: shot.camera[0].moves[0].speed),
    "ease": ('camera: [{{dolly: in, ease: "{}"}}]', lambda shot: shot.camera[0].moves[0].ease),
}
