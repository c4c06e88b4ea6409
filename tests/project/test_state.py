from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from promptkit.findings import UsageError
from promptkit.project import Project, confined, ensure_state, find_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "promptkit.yaml").touch()
    return find_project(tmp_path)


def test_the_state_is_for_its_owner_alone_and_ignored_by_git(project: Project) -> None:
    folder = ensure_state(project)
    assert folder == project.state
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / ".gitignore").read_text() == "*\n"


def test_finding_a_project_writes_nothing(project: Project) -> None:
    assert not project.state.exists()


def test_making_it_again_keeps_what_is_there_and_closes_what_was_open(project: Project) -> None:
    ensure_state(project)
    (project.state / ".gitignore").write_text("*\n!notes\n")
    (project.state / "ledger.sqlite").touch()
    project.state.chmod(0o755)
    ensure_state(project)
    assert stat.S_IMODE(project.state.stat().st_mode) == 0o700
    assert (project.state / ".gitignore").read_text() == "*\n!notes\n"
    assert (project.state / "ledger.sqlite").exists()


def test_a_file_or_a_link_of_its_name_is_not_followed(project: Project, tmp_path: Path) -> None:
    project.state.touch()
    with pytest.raises(UsageError, match="in the way"):
        ensure_state(project)
    project.state.unlink()
    (tmp_path / "elsewhere").mkdir()
    project.state.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="in the way"):
        ensure_state(project)
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(project: Project, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UsageError, match="cannot be made"):
            ensure_state(project)
    finally:
        tmp_path.chmod(0o700)


def test_what_stays_inside(tmp_path: Path) -> None:
    root, outside = tmp_path / "project", tmp_path / "project-2"
    (root / "stills").mkdir(parents=True)
    outside.mkdir()
    (outside / "cup.jpg").touch()
    (root / "link.jpg").symlink_to(outside / "cup.jpg")
    (root / "inner").symlink_to(root / "stills")
    (tmp_path / "alias").symlink_to(root)
    assert confined(root, root)
    assert confined(root / "stills" / "none.jpg", root)
    assert confined(root / "stills" / ".." / "cup.jpg", root)
    assert confined(root / "inner" / "cup.jpg", root)
    assert confined(tmp_path / "alias" / "stills", root)
    assert confined(root / "stills", tmp_path / "alias")
    assert not confined(root / "link.jpg", root)
    assert not confined(root / ".." / "project-2" / "cup.jpg", root)
    assert not confined(outside / "cup.jpg", root)
    assert not confined(Path("/etc/passwd"), root)
    assert not confined(root / "a\0b", root)


def test_a_loop_of_links_does_not_raise(tmp_path: Path) -> None:
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    assert confined(tmp_path / "loop.jpg", tmp_path) in (True, False)


def test_what_leads_out(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "link").symlink_to(tmp_path)
    (root / "loop").symlink_to(root / "loop")
    assert confined(root / "a.yaml", root)
    assert confined(root / "b" / ".." / "a.yaml", root)
    for path in ("../a.yaml", "link/a.yaml", "loop/a.yaml", "a\0b"):
        assert not confined(root / path, root), path
