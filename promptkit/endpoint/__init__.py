"""The embedded endpoint: a server on this machine that speaks ``/v1/videos`` and renders a moving previz.

:func:`start` runs it in a thread for the time of a ``with`` block, :func:`serve` until somebody stops it.
"""

from ._camera import CameraTimeline
from ._server import RunningServer, serve, start

__all__ = ["CameraTimeline", "RunningServer", "serve", "start"]
