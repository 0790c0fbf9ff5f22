"""What programs ask of the system: clearing the screen, other programs, the platform, whether anybody types."""

import os
import platform
import sys

print(os.system("clear"), os.system("cls" if os.name == "nt" else "clear"), os.system(""), os.waitstatus_to_exitcode(os.system("no-such-program")))
print(os.error is OSError, hasattr(sys, "ps1"), platform.platform().startswith("Linux-"), len(platform.libc_ver()))
try:
    os.confstr("CS_NOTHING")
except ValueError as error:
    print(error)
try:
    os.popen("ls")
except ImportError as error:
    print(error)
