"""A user who reads all that they may of a home, again and again until after SIGTERM, and prints what held a secret.

python3 -c <this> HOME SECRET
What could once be opened is kept open and looked into again, as whoever waits for a secret does.
"""

import os
import signal
import sys

HOME, SECRET = os.fsencode(sys.argv[1]), os.fsencode(sys.argv[2])
held = {}
seen = set()
stopped = False
rounds = 0


def stop(*_):
    global stopped
    stopped = True


def found(how, path):
    if (how, path) not in seen:
        seen.add((how, path))
        print(how, os.fsdecode(path).encode("ascii", "backslashreplace").decode(), flush=True)


def read(name, path, folder):
    try:
        fd = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW, dir_fd=folder)
    except OSError:
        return None
    try:
        if SECRET in os.read(fd, 1 << 16):
            found("content", path)
    except OSError:
        return fd
    os.close(fd)
    return None


def look(folder, path):
    try:
        names = [os.fsencode(name) for name in os.listdir(folder)]
    except OSError:
        return
    for name in names:
        inner = path + b"/" + name
        if SECRET in name:
            found("name", inner)
        fd = read(name, inner, folder)
        if fd is None:
            continue
        info = os.fstat(fd)
        if len(held) < 500 and (info.st_dev, info.st_ino) not in held:
            held[info.st_dev, info.st_ino] = (fd, inner)
            look(fd, inner)
        else:
            look(fd, inner)
            os.close(fd)


signal.signal(signal.SIGTERM, stop)
print("ready", flush=True)
last = False
while not last:
    last = stopped
    top = os.open(HOME, os.O_RDONLY)
    look(top, b"")
    os.close(top)
    for fd, path in list(held.values()):
        look(fd, path)
    rounds += 1
print("rounds", rounds, flush=True)
