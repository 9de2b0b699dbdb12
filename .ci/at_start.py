"""Runs in the bundle before main.py: what is started from there, such as the desktop's file manager, must not load the
bundle's libraries in place of its own.

On Linux PyInstaller's loader sets LD_LIBRARY_PATH and keeps what it was under another name. The program itself has no
more need of it: the system read it once, when the program started. Its reading process has, so its loader is told to
begin anew.
"""

import os

os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
os.environ.pop("LD_LIBRARY_PATH", None)
if "LD_LIBRARY_PATH_ORIG" in os.environ:
    os.environ["LD_LIBRARY_PATH"] = os.environ.pop("LD_LIBRARY_PATH_ORIG")
