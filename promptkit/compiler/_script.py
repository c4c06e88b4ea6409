"""What a template sees of a shot: marked English phrases by section, and every beat with its times."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Cue:
    """A beat for dialects with time codes.

    :param channel: `camera`, `action`, `effects`, `dialogue` or `text`; in a shot list, `all`
    :param start: when it begins, in seconds from the clip's first frame with two decimals: `0.50`
    :param end: when it ends; empty for an instant
    :param what: what happens, ready to be a sentence; in a shot list, finished sentences
    """

    channel: str
    start: str
    end: str
    what: str


@dataclass(slots=True, kw_only=True)
class SetupScript:
    """One set-up of the camera. Every text is marked; empty means that the shot says nothing of it.

    :param scene: what there is to see
    :param setting: the place
    :param depth: foreground, midground and background, a phrase each
    :param shot_size: `close-up`
    :param angle: `from a high angle`
    :param composition: what stands where in the frame
    :param shot_line: size, angle and composition, those that there are
    :param lens: lens, aperture, depth of field and focus
    :param camera: a sentence for each item of the camera list
    :param beats: the sentences of camera and actions in the order of time
    :param directed: the camera as bracket commands, each with what happens meanwhile
    :param moves: whether the camera moves at all
    :param support: what carries the camera, as a clause
    :param motion: the quality of the motion
    :param lighting: time of day, each light, practical lights and atmosphere
    :param palette: the colours, as a list in words
    :param actions: a sentence for each action
    """

    scene: str = ""
    setting: str = ""
    depth: list[str] = field(default_factory=list)
    shot_size: str = ""
    angle: str = ""
    composition: str = ""
    shot_line: list[str] = field(default_factory=list)
    lens: list[str] = field(default_factory=list)
    camera: list[str] = field(default_factory=list)
    beats: list[str] = field(default_factory=list)
    directed: list[str] = field(default_factory=list)
    moves: bool = False
    support: str = ""
    motion: str = ""
    lighting: list[str] = field(default_factory=list)
    palette: str = ""
    actions: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class CutScript(SetupScript):
    """One cut of a clip that holds several; what it shares with the others the script itself says.

    :param number: counted from 1
    :param length: `4 seconds`, where it was written
    :param start: when it begins, in seconds from the clip's first frame: `4.00`
    :param end: when it ends
    :param stamp: the start as minutes, seconds and milliseconds: `00:04.000`
    """

    number: int
    length: str
    start: str
    end: str
    stamp: str


@dataclass(slots=True)
class LookScript:
    """The look of the film, a phrase for each part.

    :param film: `35 mm film`
    :param grain: `fine grain`
    :param grade: `warm grade`
    :param texture: what the picture feels like
    :param filtration: filters before the lens
    :param shutter: the shutter
    :param frame_rate: `24 frames per second`
    :param notes: whatever else there is to say of it
    """

    film: str = ""
    grain: str = ""
    grade: str = ""
    texture: str = ""
    filtration: str = ""
    shutter: str = ""
    frame_rate: str = ""
    notes: str = ""


@dataclass(slots=True, kw_only=True)
class Script(SetupScript):
    """What a dialect's template lays out: the whole clip, and, where it has cuts, what all of them share.

    :param style: style and look together, a phrase each
    :param styles: the words of the style alone
    :param look: the look of the film, part by part
    :param cast: a line for each member of the cast
    :param props: the props, as a list in words
    :param weather: the weather, as a list in words
    :param mood: the mood, as a list in words
    :param time_effect: slow motion and the like
    :param seconds: the clip's length: `8 seconds`
    :param cuts: one for each cut; empty for a clip of one set-up
    :param ambience: the sounds of the place
    :param effects: a phrase for each sound effect, with its time where one was written
    :param music: the music, or `no music`
    :param dialogue: a line of script for each line of dialogue: `Mara (whispering): "It is warm."`
    :param spoken: the same as sentences: `Mara says, whispering: "It is warm."`
    :param tagged: the same with numbered speakers and tags of language: `Mara (S1) says: <d>[English] ...</d>`
    :param no_dialogue: `no dialogue` where the shot says so
    :param text: a phrase for each on-screen text, or `no on-screen text`
    :param keep: what stays, as a list in words
    :param change: what is different by the end, or the one change to a clip
    :param avoid: what must not appear
    :param also: the free paragraph
    :param references: what each image beside the still is there for, as a clause with its number
    :param has_still: whether a still goes along
    :param has_clip: whether the clip is made from another one
    :param cues: every beat of all channels, by channel and start
    :param shot_list: the clip from start to end in stretches without gap or overlap, each with what begins there
    """

    style: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    look: LookScript = field(default_factory=LookScript)
    cast: list[str] = field(default_factory=list)
    props: str = ""
    weather: str = ""
    mood: str = ""
    time_effect: str = ""
    seconds: str = ""
    cuts: list[CutScript] = field(default_factory=list)
    ambience: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    music: str = ""
    dialogue: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    tagged: list[str] = field(default_factory=list)
    no_dialogue: str = ""
    text: list[str] = field(default_factory=list)
    keep: str = ""
    change: str = ""
    avoid: str = ""
    also: str = ""
    references: list[str] = field(default_factory=list)
    has_still: bool = False
    has_clip: bool = False
    cues: list[Cue] = field(default_factory=list)
    shot_list: list[Cue] = field(default_factory=list)
