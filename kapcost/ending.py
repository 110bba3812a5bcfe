"""What ends kapcost from outside: Ctrl-C, a request to end, the end of the terminal."""

import signal

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Windows has no SIGHUP."""


def end_as_by_ctrl_c() -> None:
    """Let each of them be what Ctrl-C is, and only the first: what is cleared away then is not interrupted again."""
    for number in ENDING:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):  # not if ignored, as below nohup
            signal.signal(number, _interrupted)


def _interrupted(*_: object) -> None:
    for number in ENDING:
        signal.signal(number, _passed_over)  # Python would complain of one that is under way, were it SIG_IGN
    raise KeyboardInterrupt


def _passed_over(*_: object) -> None:
    """Do nothing: it is ending already."""
