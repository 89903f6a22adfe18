# The original's way to move a home: copytree.py OLD TARGET UID. It copies, then walks the copy and gives each entry away.
import os
import shutil
import sys
from pathlib import Path

old, target, uid = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
shutil.copytree(old, target, symlinks=True, ignore_dangling_symlinks=True, dirs_exist_ok=True)
shutil.chown(target, uid, uid)
for root, folders, files in os.walk(target):
    for name in folders + files:
        shutil.chown(Path(root) / name, uid, uid)
