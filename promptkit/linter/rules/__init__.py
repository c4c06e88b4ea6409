"""All rules. Registration is this tuple and nothing else."""

from .._rule import Rule
from . import (
    _container_words,
    _dialogue,
    _idle_weight,
    _loading_camera,
    _loading_expressions,
    _loading_lists,
    _loading_presets,
    _loading_source,
    _loading_target,
    _loading_time,
    _loading_values,
    _missing_scene,
    _opposing_moves,
    _overlapping_beats,
    _speed_mismatch,
    _static_with_move,
    _still,
    _target,
    _vague_motion,
)

RULES: tuple[Rule, ...] = (
    _opposing_moves.RULE,
    _overlapping_beats.RULE,
    _static_with_move.RULE,
    _speed_mismatch.RULE,
    _idle_weight.RULE,
    _missing_scene.SCENE,
    _missing_scene.SUBJECT,
    _dialogue.TOO_LONG,
    _dialogue.SPEAKER,
    _still.MISSING,
    _still.IMAGE,
    _still.SIZE,
    _target.SIZE,
    _target.DURATION,
    _target.STALE,
    _target.ENDED,
    _target.EXTRAS,
    _target.CHANGE,
    _vague_motion.RULE,
    _container_words.RULE,
    # These are applied while a document loads, where the mistake is met.
    *_loading_source.RULES,
    *_loading_values.RULES,
    *_loading_expressions.RULES,
    *_loading_presets.RULES,
    *_loading_time.RULES,
    *_loading_camera.RULES,
    *_loading_lists.RULES,
    *_loading_target.RULES,
)

__all__ = ["RULES"]
