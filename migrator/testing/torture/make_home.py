"""Fills an empty folder with what a copy can get wrong; one seed makes the same home again, but for inodes and change times.
Needs root, and a file system with ACLs and nanoseconds.

python3 make_home.py HOME '{"seed":1,"old":7001,"new":7002,"third":7003,"levels":1100,"many":5000,"huge":true}'
`levels` 0 leaves out what is deep, `huge` false the file of 5 GiB.
"""

import json
import os
import random
import socket
import stat
import struct
import sys

from entries import LATE, OLD, SECOND, acl, fifo, folder, link, own, put, stamp

HOME, WANTED = os.fsencode(sys.argv[1]), json.loads(sys.argv[2])
NEW, THIRD = WANTED["new"], WANTED["third"]
CHANCE = random.Random(WANTED["seed"])
EVERY_BYTE = bytes(b for b in range(1, 256) if b != 0x2F)


def names():
    top = folder(b"names")
    odd = [bytes([b]) for b in EVERY_BYTE if b != 0x2E]
    odd += [EVERY_BYTE, b"n" * 255, b"\xff" * 255, b"a\nb", b"\n", b"\\", b"\\#012", b"a\\", b"\\\\", b" ", b" a ", b"..."]
    odd += [b"-rf", b"--delete", b"--exclude=*", b"*", b"**", b"?", b"[a-z]", b"[!a]*", b"a*[", b"+ *", b"- *", b"# x", b"; x"]
    odd += [b"\xc3\x28", b"\xe2\x80\xaegnp.exe", b"\x1b[31mred", b"\xed\xa0\x80", b"e\xcc\x81", b"\xc3\xa9", b"%s%n", b"$(id)", b"`id`"]
    odd += [b".rsync-filter", b".~tmp~", b".rsync-partial", b".a.AbCdEf", b"marker.json", b"tree", b"CON", b"A", b"a.", b"REHOME-RECEIPT.txt"]
    odd += [bytes(CHANCE.choice(EVERY_BYTE) for _ in range(CHANCE.randint(1, 255))) for _ in range(40)]
    for name in dict.fromkeys(odd):
        if name not in (b".", b".."):
            if not os.path.lexists(top + b"/" + name):
                put(top + b"/" + name, name)
    for name in (b"-r", b"[x]", b"\xfe\xff", b"new\nline", b"back\\slash", b"star*"):
        put(folder(b"names/folder " + name) + b"/" + name)
    put(folder(b"migrated-zoe-20240101T000000Z") + b"/of last year")


def modes():
    folder(b"modes")
    for mode in (0o000, 0o001, 0o111, 0o200, 0o222, 0o400, 0o444, 0o600, 0o777, 0o1644, 0o1000, 0o4755, 0o2755, 0o6711, 0o4644, 0o2644, 0o4000, 0o7777):
        put(b"modes/file-%o" % mode, b"#!/bin/sh\n", mode)
    for mode in (0o000, 0o111, 0o300, 0o500, 0o555, 0o700, 0o777, 0o1777, 0o2775, 0o3770, 0o4755, 0o7777):
        name = folder(b"modes/folder-%o" % mode, mode)
        put(name + b"/in", b"secret", 0o600)
        folder(name + b"/empty", 0o555)


def times():
    folder(b"times")
    moments = [-2**31 + 1, -500_000_000, -1, 0, 1, 2**31 - 1, 2**31, 2**32, 2**32 + 86_400 * 365, 2**33, 2**33 + 2**32]
    for at, second in enumerate(moments):
        ns = second * SECOND + (1, 999_999_999, 123_456_789, 999)[at % 4]
        base = b"times/%d-" % at
        put(base + b"file")
        folder(base + b"folder")
        link(b"nowhere", base + b"link")
        fifo(base + b"fifo")
        for kind in (b"file", b"link", b"fifo"):
            stamp(base + kind, ns)
        LATE.append(lambda name=base + b"folder", ns=ns: stamp(name, ns))
    LATE.append(lambda: stamp(b".", 86_400 * SECOND + 123_456_789))


def links():
    folder(b"links")
    folder(b"links/folder")
    targets = [b"nowhere", b"/etc/shadow", b"../../..", b"..", b".", b"folder", b"folder/", b"/", b"//a//b/", b"-rf", b" ", EVERY_BYTE]
    targets += [b"t" * 4095, b"/" + b"a/" * 2047, b"/home/alice/names", b"file", b"../names/a", b"/proc/self/root/etc", b"new\nline"]
    for at, target in enumerate(targets):
        link(target, b"links/%d" % at, CHANCE.choice([OLD, THIRD, 0]))
    link(b"loop", b"links/loop")
    link(b"loop-b", b"links/loop-a")
    link(b"loop-a", b"links/loop-b")


def hard_links():
    folder(b"hard")
    for at in range(3):
        folder(b"hard/%d" % at)
    put(b"hard/file", CHANCE.randbytes(300_000))
    link(b"nowhere", b"hard/link")
    fifo(b"hard/fifo")
    put(b"hard/closed", b"closed", 0o000)
    put(b"hard/empty", b"")
    for kind in (b"file", b"link", b"fifo", b"closed", b"empty"):
        for at in range(3):
            os.link(b"hard/" + kind, b"hard/%d/%s" % (at, kind), follow_symlinks=False)
    for at in range(200):
        put(b"hard/0/pair-%d" % at, b"%d" % at)
        os.link(b"hard/0/pair-%d" % at, b"hard/2/pair-%d" % (199 - at))
    # The same size and time, so that only the links tell them apart.
    for at in range(4):
        put(b"hard/twin-%d" % at, b"twin")
        stamp(b"hard/twin-%d" % at, SECOND)
    os.link(b"hard/twin-0", b"hard/1/twin")
    os.link(b"hard/twin-3", b"hard/1/twin-3")


def sparse():
    folder(b"sparse")
    plans = {b"start": [1 << 20], b"middle": [0, 4 << 20], b"end": [0], b"all": [], b"teeth": [at << 18 for at in range(20)]}
    sizes = {b"start": 0, b"middle": 0, b"end": 8 << 20, b"all": 100 << 20, b"teeth": 6 << 20}
    if WANTED["huge"]:
        plans[b"huge"], sizes[b"huge"] = [0, 9 << 29], 5 << 30
    for name, offsets in plans.items():
        put(b"sparse/" + name, b"")
        fd = os.open(b"sparse/" + name, os.O_WRONLY)
        for offset in offsets:
            os.pwrite(fd, CHANCE.randbytes(65_536), offset)
        os.ftruncate(fd, max(sizes[name], os.fstat(fd).st_size))
        # What it takes on the disk is known only then.
        os.fsync(fd)
        os.close(fd)
        stamp(b"sparse/" + name)
    put(b"sparse/zeros", bytes(262_144))
    put(b"sparse/odd-size", CHANCE.randbytes(1_000_001))


def specials():
    folder(b"special")
    fifo(b"special/fifo", 0o640)
    for name in (b"special/socket", b"S.gpg-agent"):
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(name)
        own(name)
        stamp(name)
    os.mknod(b"special/zero", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    os.mknod(b"special/block", stat.S_IFBLK | 0o600, os.makedev(7, 199))
    for name in (b"special/zero", b"special/block"):
        own(name)
        stamp(name)


def attributes():
    folder(b"attributes")
    user, group = 2, 8
    lists = [
        [(user, 4, OLD)], [(user, 4, THIRD)], [(user, 6, NEW)], [(user, 7, OLD), (user, 5, NEW)],
        [(user, 6, OLD), (user, 4, THIRD), (group, 5, OLD), (group, 4, 100)], [(user, 0, OLD), (user, 7, 0)],
    ]
    for at, named in enumerate(lists):
        put(b"attributes/acl-%d" % at, b"with others", 0o640)
        os.setxattr(b"attributes/acl-%d" % at, "system.posix_acl_access", acl(*named))
        name = folder(b"attributes/folder-%d" % at, 0o750)
        put(name + b"/in")
        LATE.append(lambda name=name, named=named: os.setxattr(name, "system.posix_acl_access", acl(*named, mask=5)))
        LATE.append(lambda name=name, named=named: os.setxattr(name, "system.posix_acl_default", acl(*named)))
    for name in (b"attributes", b"attributes/acl-1", b"modes/file-0", b"modes/file-444", b"hard/file", b"names/*", b"modes/folder-555"):
        os.setxattr(name, "user.note", b"kept")
        os.setxattr(name, "user.\xc3\xa9 odd=name", bytes(range(256)))
        os.setxattr(name, "user.empty", b"")
    put(b"attributes/large")
    os.setxattr(b"attributes/large", "user.large", CHANCE.randbytes(3_500))
    os.setxattr(b".", "user.home", b"of the home itself")
    put(b"attributes/ping", b"#!/bin/sh\n", 0o755)
    capability = struct.pack("<IIIII", 0x02000001, 1 << 13, 0, 0, 0)
    LATE.append(lambda: os.setxattr(b"attributes/ping", "security.capability", capability))


def owners():
    folder(b"owners")
    for uid in (0, OLD, NEW, THIRD, 65_534, 2**32 - 2):
        put(folder(b"owners/%d" % uid, 0o700, uid) + b"/file", b"of %d" % uid, 0o600, uid)
        put(b"owners/group-%d" % uid)
        own(b"owners/group-%d" % uid, OLD, uid)


def many():
    folder(b"many")
    for at in range(WANTED["many"]):
        put(b"many/%d" % at, b"%d" % at)
    folder(b"many-folders")
    for at in range(WANTED["many"] // 20):
        put(folder(b"many-folders/%d" % at) + b"/in", b"in %d" % at)


def deep(top, names):
    """A chain of folders, longer than a path may be, with something of each kind at every hundredth place and the last."""
    start = os.open(b".", os.O_RDONLY)
    above = None
    for at, name in enumerate([top, *names]):
        os.mkdir(name, 0o755)
        own(name)
        os.chdir(name)
        if at % 100 != 99 and at != len(names):
            continue
        put(b"file", b"at %d" % at, 0o640)
        put(b"closed", b"closed", 0o000)
        link(b"../file", b"link")
        fifo(b"fifo")
        os.mkdir(b"empty")
        own(b"empty")
        os.chmod(b"empty", 0o555)
        stamp(b"empty")
        os.setxattr(b"file", "user.deep", b"%d" % at)
        os.setxattr(b"closed", "system.posix_acl_access", acl((2, 4, OLD), (2, 4, THIRD)))
        stamp(b"file", -at * SECOND - 1)
        os.link(b"file", b"linked")
        for source, made in ((start, b"hard/file"), (above, b"file")):
            if source is not None:
                os.link(made, b"of-" + made.replace(b"/", b"-"), src_dir_fd=source)
        above = os.open(b".", os.O_RDONLY)
    for at in range(len(names), -1, -1):
        stamp(b".", at * SECOND + at)
        os.chdir(b"..")


os.umask(0)
os.chdir(HOME)
own(b".")
for fill in (names, modes, times, links, hard_links, sparse, specials, attributes, owners, many):
    fill()
if WANTED["levels"]:
    deep(b"deep-levels", [b"%04d" % at for at in range(WANTED["levels"])])
    deep(b"deep-names", [bytes([97 + at]) * 255 for at in range(20)])
for act in LATE:
    act()
