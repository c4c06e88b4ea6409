"""``python -m promptkit.cli``."""

from ._main import main

main()
