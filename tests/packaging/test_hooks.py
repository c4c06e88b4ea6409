"""What CI services and pre-commit read at the top of the repository."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from pre_commit.clientlib import load_manifest

from tests.cli.terminal import environment, shot
from tests.require import ROOT, require
from tests.schemas import official

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())


def _hooks(language: str) -> list[dict[str, Any]]:
    """The hooks as a project that has promptkit beside it would state them, called by this interpreter."""
    hooks: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text())
    program = f"{sys.executable} -m promptkit.cli"
    return [{**hook, "language": language, "entry": hook["entry"].replace("promptkit", program, 1)} for hook in hooks]


def _commit_check(folder: Path, hook: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pre_commit", "run", hook, "--all-files", "--color", "never"]
    env = environment(PRE_COMMIT_HOME=str(folder / ".cache"))
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_pre_commit_reads_the_manifest() -> None:
    assert [hook["id"] for hook in load_manifest(str(MANIFEST))] == ["promptkit-lint", "promptkit-fix"]


def test_pre_commit_runs_the_hooks(tmp_path: Path) -> None:
    require("git")
    config = {"repos": [{"repo": "local", "hooks": _hooks("system")}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    path = tmp_path / "mug.yaml"
    path.write_text(shot("mug", "camera: [{dolly: left}]"))
    (tmp_path / "unrelated.yaml").write_text("name: somebody else's file\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    assert _commit_check(tmp_path, "promptkit-lint").returncode == 0
    fixing = _commit_check(tmp_path, "promptkit-fix")
    assert "files were modified by this hook" in fixing.stdout
    assert path.read_text() == shot("mug", "camera: [{truck: left}]")
    path.write_text(shot("mug", "bogus: 1"))
    failing = _commit_check(tmp_path, "promptkit-lint")
    assert failing.returncode == 1
    assert "error[unknown-key]" in failing.stdout


def test_the_action_runs_lint_with_its_inputs(tmp_path: Path) -> None:
    """The step's own script, with the program where the step before it would have installed it."""
    workflow = {"on": "push", "jobs": {"lint": {"runs-on": "x", "steps": ACTION["runs"]["steps"]}}}
    assert ACTION["runs"]["using"] == "composite"
    assert all("uses" in step or step["shell"] == "bash" for step in workflow["jobs"]["lint"]["steps"])
    program = tmp_path / "promptkit" / "bin" / "promptkit"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m promptkit.cli "$@"\n')
    program.chmod(0o755)
    (tmp_path / "mug.yaml").write_text(shot("mug", "bogus: 1"))
    env = environment(RUNNER_TEMP=str(tmp_path), PATHS="*.yaml", ARGS="--fail-on warning", SARIF="lint.sarif")
    script = ACTION["runs"]["steps"][-1]["run"]
    done = subprocess.run(["bash", "-ec", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith("::error title=unknown-key,file=mug.yaml")
    assert (tmp_path / "lint.sarif").exists()


def test_recipes_are_valid_by_the_official_schemas() -> None:
    """The recipes of docs/lint.md, each by the schema of whoever reads it."""
    text = (ROOT / "docs" / "lint.md").read_text()
    recipes = [yaml.safe_load(block.split("```")[0]) for block in text.split("```yaml recipe\n")[1:]]
    found = {next(iter(recipe)): recipe for recipe in recipes}
    jsonschema.Draft7Validator(official("JSON schema for .pre-commit-config.yaml")).validate(found["repos"])
    jsonschema.Draft7Validator(official("Gitlab CI configuration")).validate(found["lint-shots"])
