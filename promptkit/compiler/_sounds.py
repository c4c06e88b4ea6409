"""What is heard and what is read: ambience, effects, music, dialogue, on-screen text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from promptkit.language import Effect, Line, OnScreenText, Shot, Sound, normal
from promptkit.source import Path

from ._english import capital, counted_seconds, flowing
from ._phrases import Phrases
from ._times import When

#: The language that a script stands for, where a line has to say its language; Latin letters count as English.
_SCRIPTS = {
    "HANGUL": "Korean", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "CJK": "Chinese", "CYRILLIC": "Russian",
    "GREEK": "Greek", "ARABIC": "Arabic", "HEBREW": "Hebrew", "DEVANAGARI": "Hindi", "THAI": "Thai",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SoundScribe:
    """Says what is heard and read."""

    phrases: Phrases
    when: When

    def fields(self, shot: Shot, needs: frozenset[str]) -> dict[str, Any]:
        """The fields of a :class:`Script` that are about sound and text."""
        found: dict[str, Any] = {"text": self._on_screen(shot)} if shot.text else {}
        sound = shot.sound
        if sound is None or self.phrases.why_silent is not None:
            return found
        lines = [((*_DIALOGUE, at), line) for at, line in enumerate(sound.lines)]
        found["ambience"] = self._ambience(sound)
        found["effects"] = self._effects(sound)
        found["music"] = self.phrases.none_or(sound.music, "no music", "sound", "music")
        if sound.dialogue == "none":
            found["no_dialogue"] = self.phrases.no("no dialogue", *_DIALOGUE)
        if "dialogue" in needs:
            found["dialogue"] = [self._scripted(line, path) for path, line in lines]
        if "spoken" in needs:
            found["spoken"] = [self._spoken(line, path) for path, line in lines]
        if "tagged" in needs:
            found["tagged"] = self._tagged(lines)
        return found

    def _ambience(self, sound: Sound) -> list[str]:
        if len(sound.ambience) == 1 and normal(sound.ambience[0]) == "none":
            said = self.phrases.no("no ambient sound", "sound", "ambience", 0)
            return [said] if said else []
        return self.phrases.each(sound.ambience, "sound", "ambience")

    def _effects(self, sound: Sound) -> list[str]:
        if sound.effects == "none":
            said = self.phrases.no("no sound effects", "sound", "effects")
            return [said] if said else []
        return [self._effect(part, ("sound", "effects", at)) for at, part in enumerate(sound.hits)]

    def _effect(self, part: Effect, path: Path) -> str:
        said = self.phrases.text(part.sound, *path, "sound")
        start = self.when.start(part.at, (*path, "at"))
        return self.phrases.marker.mark(f"{start}, {said}" if start else f"{said} throughout", path)

    # --- dialogue

    def words(self, part: Line, path: Path) -> str:
        """The line itself, as it is said."""
        return self.phrases.marker.mark(flowing(part.line), (*path, "line"))

    def who(self, part: Line, path: Path) -> str:
        """Who says it."""
        return self.phrases.text(part.who, *path, "who") or "Voice"

    def _scripted(self, part: Line, path: Path) -> str:
        manner = [self.phrases.text(part.how, *path, "how"), self.when.start(part.at, (*path, "at"))]
        if part.length is not None:
            manner.append(self._over(part, path))
        how = ", ".join(word for word in manner if word)
        said = f"{self.who(part, path)} ({how})" if how else self.who(part, path)
        return self.phrases.marker.mark(capital(f'{said}: "{self.words(part, path)}"'), path)

    def _over(self, part: Line, path: Path) -> str:
        return f"over {self.phrases.marker.mark(counted_seconds(part.length or 0), (*path, 'for'))}"

    def _spoken(self, part: Line, path: Path) -> str:
        who = self.phrases.text(part.who, *path, "who") or "a voice"
        return self._says(part, path, who, f'"{self.words(part, path)}"')

    def _says(self, part: Line, path: Path, who: str, words: str) -> str:
        start = self.when.start(part.at, (*path, "at"))
        said = f"{start}, {who} says" if start else f"{who} says"
        if part.how:
            said += f", {self.phrases.text(part.how, *path, 'how')}"
        if part.length is not None:
            said += f", {self._over(part, path)}"
        return self.phrases.marker.mark(capital(f"{said}: {words}"), path)

    def _tagged(self, lines: list[tuple[Path, Line]]) -> list[str]:
        """With speakers numbered in the order in which they first speak."""
        numbers: dict[str | None, int] = {}
        said = []
        for path, line in lines:
            number = numbers.setdefault(line.who, len(numbers) + 1)
            who = self.phrases.text(line.who, *path, "who") or "a voice"
            said.append(self._says(line, path, f"{who} (S{number})", self._tag(line, path)))
        return said

    def _tag(self, part: Line, path: Path) -> str:
        return f"<d>[{spoken_language(part.line)}] {self.words(part, path)}</d>"

    # --- on-screen text

    def _on_screen(self, shot: Shot) -> list[str]:
        if shot.text == "none":
            said = self.phrases.no("no on-screen text", "text")
            return [said] if said else []
        return [self._title(part, ("text", at)) for at, part in enumerate(shot.titles)]

    def _title(self, part: OnScreenText, path: Path) -> str:
        mark = self.phrases.marker.mark
        said = self.title(part, path)
        if isinstance(part.length, float):
            said += f", for {mark(counted_seconds(part.length), (*path, 'for'))}"
        elif part.length is not None:
            said += f", {mark('to the end', (*path, 'for'))}"
        start = self.when.start(part.at, (*path, "at"))
        return mark(f"{start}, {said}" if start else said, path)

    def title(self, part: OnScreenText, path: Path) -> str:
        """The text and where it stands, without its times."""
        said = f'on-screen text "{self.phrases.marker.mark(flowing(part.says), (*path, "says"))}"'
        return f"{said}, {self.phrases.text(part.where, *path, 'where')}" if part.where else said


_DIALOGUE: Path = ("sound", "dialogue")


def spoken_language(line: str) -> str:
    """The language of a line, by the script of its first letter that is not Latin; ``English`` where all are."""
    for letter in line:
        if letter > "\u024f" and letter.isalpha():
            found = _SCRIPTS.get(unicodedata.name(letter, "").split(" ", 1)[0])
            if found is not None:
                # Japanese mixes Chinese characters with its own.
                return "Japanese" if any("\u3040" <= each <= "\u30ff" for each in line) else found
    return "English"
