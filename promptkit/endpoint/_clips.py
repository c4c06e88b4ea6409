"""The files of the jobs: the clip, and the pictures that are made from it when somebody asks for them."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Literal

from promptkit.media import spritesheet, thumbnail

Variant = Literal["video", "thumbnail", "spritesheet"]

_ENDINGS: dict[Variant, str] = {"video": "mp4", "thumbnail": "webp", "spritesheet": "jpg"}
MEDIA_TYPES: dict[Variant, str] = {"video": "video/mp4", "thumbnail": "image/webp", "spritesheet": "image/jpeg"}


class ClipFolder:
    """The folder of the finished clips; files appear there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, which is made if it is not there."""
        self._folder = folder
        folder.mkdir(mode=0o700, exist_ok=True)

    def path(self, video: str, variant: Variant) -> Path:
        """Where the file is, or would be."""
        return self._folder / f"{video}.{_ENDINGS[variant]}"

    def made(self, video: str, variant: Variant) -> Path:
        """The file, made from the clip if need be.

        :raises FileNotFoundError: the clip is gone.
        """
        clip, path = self.path(video, "video"), self.path(video, variant)
        if not clip.exists():
            raise FileNotFoundError(clip)
        if not path.exists():
            part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
            part.write_bytes(thumbnail(clip) if variant == "thumbnail" else spritesheet(clip))
            part.replace(path)
        return path

    def remove(self, video: str) -> None:
        """Remove all files of a video."""
        for variant in _ENDINGS:
            self.path(video, variant).unlink(missing_ok=True)
        self.clear(video)

    def clear(self, video: str) -> None:
        """Remove what a killed server has left half written of a video."""
        for part in self._folder.glob(f".{video}.*.part"):
            part.unlink(missing_ok=True)
