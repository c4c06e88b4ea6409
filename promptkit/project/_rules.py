"""What can be wrong in ``promptkit.yaml``, each with the reason why it is a mistake."""

from __future__ import annotations

from collections.abc import Mapping

FAMILY = "project"

RULES: Mapping[str, str] = {
    "bad-budget": "a budget is an amount in USD; one that cannot be read counts as 0, so that nothing is spent",
    "bad-endpoint": "an endpoint needs a name and an address that requests can be sent to",
    "bad-offer": "an offer states a model's price in USD per second and the lengths that are sold",
    "borrowed-key": "a key that was issued by one service is shown to whoever runs another",
    "folder-outside": "presets and templates come from inside the project, so that a copy of it is whole",
    "key-in-file": "a key in a file is soon in a repository, a log or a screenshot; the file names a variable instead",
    "missing-folder": "a folder that is not there gives nothing, and is probably a misspelling",
    "stale-baseline": "the baseline knows a finding that is found no more, and would hide it when it comes back",
    "several-documents": "the settings are one document; what stands in another would be overlooked",
    "unknown-endpoint": "a request goes to an endpoint of the catalog or of the project",
    "unknown-model": "nothing is known about what such a model can do, and nobody offers it",
    "unknown-rule": "a rule that does not exist cannot be ignored; the name is probably a misspelling",
    "unknown-setting": "a setting that promptkit does not know has no effect, and is probably a misspelling",
    "wrong-setting": "the value of a setting has a type or a form that the setting does not take",
}
