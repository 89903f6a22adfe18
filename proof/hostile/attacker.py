"""A user who swaps what they may until SIGTERM, thousands of times a second, and then prints how often.

python3 -c <this> DESIGN '{"home":…, "yard":…, "victim":…, "run":…, "folder":…, "folders":…, "files":…, "seed":…}'
The yard is a folder of the same user beside the home, on the same file system; it holds what is swapped in.
"""

import ctypes
import itertools
import json
import os
import random
import signal
import struct
import sys
import time

DESIGN, FACTS = sys.argv[1], json.loads(sys.argv[2])
HOME, YARD, VICTIM = FACTS["home"], FACTS["yard"], FACTS["victim"]
CHANCE = random.Random(FACTS["seed"])
LIBC = ctypes.CDLL(None)
AT_FDCWD, EXCHANGE = -100, 2
stopped = False
done = 0
unique = itertools.count()


def exchange(one, other):
    """Both names stay taken at every moment; nothing happens where one is gone."""
    global done
    if LIBC.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), EXCHANGE) == 0:
        done += 1
        return True
    return False


def flip(name, other):
    if exchange(name, other) and CHANCE.random() < 0.9:
        exchange(name, other)


def bait(name, target):
    path = f"{YARD}/{name}"
    if not os.path.lexists(path):
        os.symlink(target, path)
    return path


def fifo(name):
    path = f"{YARD}/{name}"
    if not os.path.lexists(path):
        os.mkfifo(path)
    return path


def somewhere():
    return CHANCE.randrange(FACTS["folders"]), CHANCE.randrange(FACTS["files"])


def files_for_links():
    at, file = somewhere()
    flip(f"{HOME}/f-{at}/inner/file-{file}", bait(f"link-{file}", f"{VICTIM}/inner/file-{file}"))


def folders_for_links():
    flip(f"{HOME}/f-{somewhere()[0]}/inner", bait("link-inner", f"{VICTIM}/inner"))


def components_for_links():
    flip(f"{HOME}/f-{somewhere()[0]}", bait("link-victim", VICTIM))


def files_for_fifos():
    at, file = somewhere()
    flip(f"{HOME}/f-{at}/inner/file-{file}", fifo("fifo"))


def folders_for_fifos():
    flip(f"{HOME}/f-{somewhere()[0]}/inner", fifo("fifo"))


def folders_for_files():
    at, file = somewhere()
    flip(f"{HOME}/f-{at}/inner", f"{HOME}/f-{somewhere()[0]}/inner/file-{file}")


def folders_moved():
    """What is above a folder that is being read becomes something else."""
    one, other = somewhere()[0], somewhere()[0]
    exchange(f"{HOME}/f-{one}/inner", f"{HOME}/f-{other}")
    exchange(f"{HOME}/f-{one}", f"{HOME}/f-{other}/inner")


def sizes():
    global done
    at, file = somewhere()
    try:
        os.truncate(f"{HOME}/f-{at}/inner/file-{file}", CHANCE.choice([0, 1, 4096, 1 << 20]))
        done += 1
    except OSError:
        pass


def home_for_link():
    flip(HOME, bait("link-home", VICTIM))


def home_modes():
    global done
    os.chmod(HOME, CHANCE.choice([0o000, 0o777, 0o755, 0o7777]))
    done += 1


def home_acl():
    """What is made in the home shall be open to somebody else."""
    global done
    rows = [(1, 7, 2**32 - 1), (2, 7, FACTS["third"]), (4, 7, 2**32 - 1), (16, 7, 2**32 - 1), (32, 7, 2**32 - 1)]
    os.setxattr(HOME, "system.posix_acl_default", struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *row) for row in rows))
    done += 1


def of_rehome(start):
    try:
        return [f"{HOME}/{name}" for name in os.listdir(HOME) if name.startswith(start)]
    except OSError:
        return []


def each(start, make):
    for name in of_rehome(start):
        for _ in range(20):
            flip(name, make())


def own_folder():
    """A staging folder of the user's own, whose inside leads to the victim."""
    path = f"{YARD}/own"
    if not os.path.lexists(path):
        os.mkdir(path)
        for name, target in (("tree", ""), ("marker.json", "/inner/file-0"), ("scratch", "/inner/file-1"), ("journal", "/inner/file-2")):
            os.symlink(VICTIM + target, f"{path}/{name}")
    return path


def forged_staging():
    """A staging folder that says it is the run's own, and leads to the victim one step further in."""
    path = f"{YARD}/forged"
    if not os.path.lexists(path):
        os.mkdir(path)
        os.mkdir(f"{path}/tree")
        for at in range(FACTS["folders"]):
            os.symlink(VICTIM, f"{path}/tree/f-{at}")
        for at in range(FACTS["folders"] // 2):
            os.unlink(f"{path}/tree/f-{at}")
            os.mkdir(f"{path}/tree/f-{at}")
            os.symlink(f"{VICTIM}/inner", f"{path}/tree/f-{at}/inner")
        os.symlink(VICTIM, f"{path}/tree/theirs")
        marker = {"state": "partial", "run": FACTS["run"], "oldUser": "alice", "newUser": "bob", "folder": FACTS["folder"]}
        with open(f"{path}/marker.json", "w") as file:
            json.dump({**marker, "startedAt": "2026-01-01T00:00:00.000Z"}, file)
    return path


def moved_away():
    """Staging is somewhere else, and its name is free or the user's."""
    global done
    for name in of_rehome(".rehome-"):
        away = f"{YARD}/away-{next(unique)}"
        try:
            os.rename(name, away)
            os.symlink(VICTIM, name)
            done += 2
            time.sleep(0.001)
            os.unlink(name)
            os.rename(away, name)
        except OSError:
            pass


def taken_before():
    """The names that are to be made are there already, and lead away."""
    global done
    for name in (f".rehome-{FACTS['run']}", FACTS["folder"], FACTS["folder"] + "-2"):
        try:
            os.symlink(VICTIM, f"{HOME}/{name}")
            done += 1
            time.sleep(0.0002)
            if CHANCE.random() < 0.8:
                os.unlink(f"{HOME}/{name}")
        except OSError:
            try:
                os.unlink(f"{HOME}/{name}")
            except OSError:
                pass


DESIGNS = {
    "staging for a link": lambda: each(".rehome-", lambda: bait("link-victim", VICTIM)),
    "staging for an own folder": lambda: each(".rehome-", own_folder),
    "staging for a forged one": lambda: each(".rehome-", forged_staging),
    "staging for a FIFO": lambda: each(".rehome-", lambda: fifo("fifo")),
    "the copy for a link": lambda: each("migrated-", lambda: bait("link-victim", VICTIM)),
    "staging moved away": moved_away,
    "names taken before": taken_before,
    "default ACL of the home": home_acl,
    "files for links": files_for_links,
    "folders for links": folders_for_links,
    "path components for links": components_for_links,
    "files for FIFOs": files_for_fifos,
    "folders for FIFOs": folders_for_fifos,
    "folders for files": folders_for_files,
    "folders moved": folders_moved,
    "sizes": sizes,
    "the home for a link": home_for_link,
    "modes of the home": home_modes,
}


def stop(*_):
    global stopped
    stopped = True


signal.signal(signal.SIGTERM, stop)
attack = DESIGNS[DESIGN]
os.umask(0)
print("ready", flush=True)
for at in itertools.count():
    if stopped:
        break
    attack()
    if at % 20 == 0:
        time.sleep(0.0005)
print(done, flush=True)
