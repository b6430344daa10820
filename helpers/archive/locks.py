"""A lock on an open file that ends with its process, however that ends."""

import errno
import sys

UNKNOWN_HERE = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)  # some network disks have no locks

if sys.platform == "win32":
    import msvcrt

    def lock(file: int) -> bool:
        """Lock the file for this process alone; False where another one holds it."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def lock(file: int) -> bool:
        """Lock the file for this process alone; False where another one holds it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in UNKNOWN_HERE:
                raise
        return True
