"""Locks of open files, which the operating system drops by itself when their program ends."""

import os
import sys

if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 2**30  # far behind the content, which others may go on reading

    def grip(descriptor: int) -> bool | None:
        """Lock an open file until it is closed: False when another has it, None when nobody can tell."""
        position = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, position, os.SEEK_SET)
        return True

else:
    import fcntl

    def grip(descriptor: int) -> bool | None:
        """Lock an open file until it is closed: False when another has it, None when nobody can tell."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None  # a file system without locks
        return True


def hold(descriptor: int) -> bool:
    """Lock an open file until it is closed; return False when another has it.

    Where the disk knows no locks: better no guard than a report that cannot be edited.
    """
    return grip(descriptor) is not False
