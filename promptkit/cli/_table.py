"""The commands with their sections and one-line summaries, so that ``--help`` imports none of them."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One command."""

    name: str
    section: str
    summary: str


SECTIONS = ("Start", "Before spending", "Spend", "Serve")

COMMANDS = (
    Entry("new", "Start", "Start a shot, or a project."),
    Entry("presets", "Start", "List the presets, or show one."),
    Entry("templates", "Start", "List the templates of prompts, show one, or check them."),
    Entry("models", "Start", "List the models: lengths, sizes, who offers them, for how much."),
    Entry("endpoints", "Start", "List the endpoints where requests can go."),
    Entry("schema", "Start", "Print the JSON Schema of documents, for editors."),
    Entry("lint", "Before spending", "Find mistakes in shots and presets."),
    Entry("read", "Before spending", "Read a prompt in plain English: draft a shot, or list its moves."),
    Entry("rules", "Before spending", "List the linter's rules."),
    Entry("explain", "Before spending", "Show a rule: why it matters, what breaks it, what does not."),
    Entry("show", "Before spending", "Show the resolved shot, with the origin of every value."),
    Entry("compile", "Before spending", "Show the prompt and the exact request."),
    Entry("diff", "Before spending", "Show what changed in meaning, between shots or in git."),
    Entry("rescale", "Before spending", "Scale a shot, with all its times, to another length."),
    Entry("plan", "Before spending", "Show what submit would make, reuse and spend."),
    Entry("submit", "Spend", "Make the takes of shots."),
    Entry("takes", "Spend", "List the takes in the ledger."),
    Entry("take", "Spend", "Settle one take: say which video it is, or give it up."),
    Entry("resume", "Spend", "Go on with every take that is not finished."),
    Entry("serve", "Serve", "Run the embedded /v1/videos endpoint."),
    Entry("lsp", "Serve", "Serve an editor over standard input and output."),
)
