"""Single entries of a home, each with an owner, a mode and a time of its own."""

import itertools
import json
import os
import struct
import sys

OLD = json.loads(sys.argv[2])["old"]
SECOND = 1_000_000_000
# A set-id bit or a capability goes with a change of owner, a folder's time with a change in it: these come last.
LATE = []
STAMPS = itertools.count(1_600_000_000 * SECOND, 1_000_000_007)


def stamp(name, ns=None):
    ns = next(STAMPS) if ns is None else ns
    os.utime(name, ns=(ns, ns), follow_symlinks=False)


def own(name, uid=OLD, gid=None):
    os.chown(name, uid, uid if gid is None else gid, follow_symlinks=False)


def put(name, data=b"x", mode=0o644, uid=OLD):
    fd = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    os.write(fd, data)
    os.fchown(fd, uid, uid)
    os.fchmod(fd, mode)
    os.close(fd)
    stamp(name)


def folder(name, mode=0o755, uid=OLD):
    os.mkdir(name, 0o700)
    own(name, uid)
    LATE.append(lambda: (os.chmod(name, mode), stamp(name)))
    return name


def link(target, name, uid=OLD):
    os.symlink(target, name)
    own(name, uid)
    stamp(name)


def fifo(name, mode=0o600):
    os.mkfifo(name)
    own(name)
    os.chmod(name, mode)
    stamp(name)


def acl(*named, mask=7):
    everybody = 0xFFFFFFFF
    rows = [(1, 6, everybody), *named, (4, 4, everybody), (16, mask, everybody), (32, 0, everybody)]
    rows.sort(key=lambda row: (row[0], row[2]))
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *row) for row in rows)
