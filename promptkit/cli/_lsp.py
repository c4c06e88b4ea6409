"""``promptkit lsp``."""

from __future__ import annotations

import click

from promptkit.editor import serve


@click.command("lsp", short_help="Serve an editor over standard input and output.")
@click.option("--stdio", is_flag=True, help="Over standard input and output, as it always is; some editors say it.")
def command(stdio: bool) -> None:
    """Speak the Language Server Protocol, for editors: findings as you type, what a word means, what can stand here.

    docs/editors.md says how VS Code, Neovim, Helix and Zed start it.

    \b
    Example:
      promptkit lsp
    """
    del stdio
    serve()
