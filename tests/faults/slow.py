"""A disk that is slow now and then for saves and exports; never for the journal, in the main thread."""

import os
import random
import threading
import time
from collections.abc import Callable, Sequence


def slow_disk(seed: int, seconds: Sequence[float], weights: Sequence[float]) -> Callable[[], None]:
    """Let each ``fsync`` of another thread take so long, by chance; return what ends that."""
    chance, real = random.Random(seed), os.fsync

    def fsync(descriptor: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            time.sleep(chance.choices(seconds, weights, k=1)[0])
        real(descriptor)

    def quick() -> None:
        os.fsync = real

    os.fsync = fsync
    return quick
