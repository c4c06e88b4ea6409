"""What Python users and the command line call: the stages joined; the one place that starts the embedded endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promptkit._lazy import lazily

if TYPE_CHECKING:
    from promptkit.check import Change, Checked, Diff, Options, Trial, differences, side_by_side
    from promptkit.compiler import CompiledShot
    from promptkit.findings import Finding, PromptkitError, Severity
    from promptkit.language import (
        Action,
        CameraItem,
        Cut,
        Effect,
        Framing,
        Light,
        Lighting,
        Line,
        Location,
        Look,
        Member,
        Move,
        OnScreenText,
        Shot,
        Sound,
        Support,
        to_yaml,
    )

    from ._baselines import new_findings, written_baseline_of
    from ._check import Report, check_inputs, edits_of, fixed_text
    from ._hover import Hover, HoverBeat, hover, place_at
    from ._inputs import Input, Reader
    from ._moderation import Moderation
    from ._options import parameters, patches
    from ._planning import Plan, plan
    from ._presets import Preset, preset, presets
    from ._prompts import (
        Linted,
        TextInput,
        drafted,
        fixed_prose,
        is_text,
        lint_named,
        named_texts,
        reading_data,
        text_findings,
        text_input,
    )
    from ._python import FindingsError, compile, diff, lint, load
    from ._rescale import Rescaling, rescale_input
    from ._rules import every_rule, lint_names
    from ._runs import Runs, pot_of, sizes_of
    from ._takes import take_named
    from ._templates import TemplateFacts, template_filters, template_variables, templates
    from ._texts import from_data, from_yaml, rescale

__all__ = [
    "Action",
    "CameraItem",
    "Change",
    "Checked",
    "CompiledShot",
    "Cut",
    "Diff",
    "Effect",
    "Finding",
    "FindingsError",
    "Framing",
    "Hover",
    "HoverBeat",
    "Input",
    "Light",
    "Lighting",
    "Line",
    "Linted",
    "Location",
    "Look",
    "Member",
    "Moderation",
    "Move",
    "OnScreenText",
    "Options",
    "Plan",
    "Preset",
    "PromptkitError",
    "Reader",
    "Report",
    "Rescaling",
    "Runs",
    "Severity",
    "Shot",
    "Sound",
    "Support",
    "TemplateFacts",
    "TextInput",
    "Trial",
    "check_inputs",
    "compile",
    "diff",
    "differences",
    "drafted",
    "edits_of",
    "every_rule",
    "fixed_prose",
    "fixed_text",
    "from_data",
    "from_yaml",
    "hover",
    "is_text",
    "lint",
    "lint_named",
    "lint_names",
    "load",
    "named_texts",
    "new_findings",
    "parameters",
    "patches",
    "place_at",
    "plan",
    "pot_of",
    "preset",
    "presets",
    "reading_data",
    "rescale",
    "rescale_input",
    "side_by_side",
    "sizes_of",
    "take_named",
    "template_filters",
    "template_variables",
    "templates",
    "text_findings",
    "text_input",
    "to_yaml",
    "written_baseline_of",
]

# Runs bring the ledger, the endpoint and their libraries, which nobody needs who only lints or compiles.
__getattr__ = lazily(
    __name__,
    {
        "promptkit.check": "Change Checked Diff Options Trial differences side_by_side",
        "promptkit.compiler": "CompiledShot",
        "promptkit.findings": "Finding PromptkitError Severity",
        "promptkit.language": (
            "Action CameraItem Cut Effect Framing Light Lighting Line Location Look Member Move OnScreenText "
            "Shot Sound Support to_yaml"
        ),
        "._baselines": "new_findings written_baseline_of",
        "._check": "Report check_inputs edits_of fixed_text",
        "._hover": "Hover HoverBeat hover place_at",
        "._inputs": "Input Reader",
        "._moderation": "Moderation",
        "._options": "parameters patches",
        "._presets": "Preset preset presets",
        "._prompts": (
            "Linted TextInput drafted fixed_prose is_text lint_named named_texts reading_data text_findings text_input"
        ),
        "._python": "FindingsError compile diff lint load",
        "._rescale": "Rescaling rescale_input",
        "._rules": "every_rule lint_names",
        "._templates": "TemplateFacts template_filters template_variables templates",
        "._texts": "from_data from_yaml rescale",
        "._planning": "Plan plan",
        "._runs": "Runs pot_of sizes_of",
        "._takes": "take_named",
    },
)
