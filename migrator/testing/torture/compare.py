"""What a tree is, and whether a copy equals it. Shares no code with what makes copies, and follows no link.

python3 compare.py inventory FOLDER             every entry in one line of JSON, but for access times
python3 compare.py compare ORIGINAL COPY RULES  the differences that the rules do not allow, and what they did allow
RULES: {"owner": [uid, gid] | null, "aclUser": [old, new] | null, "stripSetId": bool, "loseCapabilities": bool,
"leftOut": ["socket", ...], "added": ["path", ...]}; null for the original's own.
"""

import collections
import hashlib
import json
import os
import stat
import struct
import sys

CHUNK = 65_536
# A block of metadata more or less is no hole that was filled.
HOLE_SLACK = 65_536
KINDS = {
    stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link", stat.S_IFIFO: "fifo",
    stat.S_IFSOCK: "socket", stat.S_IFCHR: "device", stat.S_IFBLK: "device",
}
ACLS = ("system.posix_acl_access", "system.posix_acl_default")
CAPABILITY = "security.capability"


def opened(name, flags=0):
    flags |= os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        return os.open(name, flags | os.O_NOATIME)
    except PermissionError:
        return os.open(name, flags)


def content(name):
    """A digest of size and all that is not zero, wherever the holes are."""
    fd = opened(name)
    try:
        size, at = os.fstat(fd).st_size, 0
        digest = hashlib.sha256(b"%d" % size)
        while at < size:
            try:
                at = os.lseek(fd, at, os.SEEK_DATA) // CHUNK * CHUNK
            except OSError:
                break
            block = os.pread(fd, CHUNK, at)
            if block.strip(b"\0"):
                digest.update(b"%d:" % at + block.rstrip(b"\0"))
            at += CHUNK
        return digest.hexdigest()
    finally:
        os.close(fd)


def attributes(name):
    keys = [key for key in os.listxattr(name, follow_symlinks=False) if key != "security.selinux"]
    values = {key: os.getxattr(name, key, follow_symlinks=False) for key in sorted(keys)}
    return {key: (packed(rows_of(value)) if key in ACLS else value).hex() for key, value in values.items()}


def rows_of(acl):
    return [struct.unpack_from("<HHI", acl, at) for at in range(4, len(acl), 8)]


def packed(rows):
    """The order of entries means nothing."""
    rows = sorted(rows, key=lambda row: (row[0], row[2]))
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *row) for row in rows)


def entry_of(name):
    """`name` is in the working folder."""
    info = os.lstat(name)
    kind = KINDS[stat.S_IFMT(info.st_mode)]
    return {
        "type": kind,
        "mode": "%o" % stat.S_IMODE(info.st_mode),
        "owner": [info.st_uid, info.st_gid],
        "size": None if kind == "folder" else info.st_size,
        "allocated": info.st_blocks * 512 if kind == "file" else 0,
        "mtime": info.st_mtime_ns,
        "ctime": info.st_ctime_ns,
        "inode": [info.st_dev, info.st_ino],
        "nlink": info.st_nlink,
        "device": info.st_rdev,
        "content": content(name) if kind == "file" else None,
        "target": os.readlink(name).decode("latin1") if kind == "link" else None,
        "attributes": attributes(name),
    }


def tree(top):
    """Every entry by its path in latin1, the folder itself as the empty path. Goes down by steps, as no path may be so long."""
    start = os.open(b".", os.O_RDONLY)
    os.chdir(top)
    found = {"": entry_of(b".")}
    path, waiting = [], []

    def look():
        inner = []
        for name in sorted(os.listdir(b".")):
            entry = entry_of(b"./" + name)
            found["/".join([*path, name.decode("latin1")])] = entry
            if entry["type"] == "folder":
                inner.append(name)
        waiting.append(inner)

    look()
    while waiting:
        if waiting[-1]:
            name = waiting[-1].pop()
            fd = opened(b"./" + name, os.O_DIRECTORY)
            os.fchdir(fd)
            os.close(fd)
            path.append(name.decode("latin1"))
            look()
        else:
            waiting.pop()
            if path:
                path.pop()
                os.chdir(b"..")
    os.fchdir(start)
    os.close(start)
    return found


def handed_over(value, old, new):
    """An ACL with the old user's entry given to the new one; where that one had one, what both allowed."""
    rows = rows_of(value)
    both = [row for row in rows if row[0] == 2 and row[2] in (old, new)]
    if old == new or not any(row[2] == old for row in both):
        return value, 0
    allowed = 7
    for row in both:
        allowed &= row[1]
    return packed([row for row in rows if row not in both] + [(2, allowed, new)]), len(both)


class Comparison:
    def __init__(self, original, copy, rules):
        self.original, self.copy, self.rules = original, copy, rules
        self.differences = []
        self.allowed = collections.defaultdict(list)
        self.groups = [self.groups_of(original, copy), self.groups_of(copy, original)]

    @staticmethod
    def groups_of(entries, others):
        groups = collections.defaultdict(list)
        for path, entry in entries.items():
            if entry["type"] != "folder" and path in others:
                groups[tuple(entry["inode"])].append(path)
        return groups

    def run(self):
        for path in sorted({*self.original, *self.copy}):
            self.compare(path, self.original.get(path), self.copy.get(path))
        return {"entries": len(self.copy), "differences": self.differences[:100], "allowed": self.allowed}

    def compare(self, path, original, copy):
        if copy is None:
            if original["type"] in self.rules["leftOut"]:
                return self.allowed[original["type"]].append(path)
            return self.differ(path, "missing", original["type"], None)
        if original is None:
            return path in self.rules["added"] or self.differ(path, "extra", None, copy["type"])
        if original["type"] != copy["type"]:
            return self.differ(path, "type", original["type"], copy["type"])
        expected = {**original, "mode": self.mode(path, original), "attributes": self.attributes(path, original)}
        expected["owner"] = self.rules["owner"] or original["owner"]
        for what in ("mode", "owner", "size", "mtime", "device", "content", "target", "attributes"):
            if expected[what] != copy[what]:
                self.differ(path, what, expected[what], copy[what])
        if copy["allocated"] > original["allocated"] + HOLE_SLACK:
            self.differ(path, "holes", original["allocated"], copy["allocated"])
        if original["type"] != "folder":
            self.compare_links(path, original, copy)

    def compare_links(self, path, original, copy):
        before, after = (group[tuple(one["inode"])] for group, one in zip(self.groups, (original, copy)))
        if before != after:
            self.differ(path, "hard links", before[:5], after[:5])
        elif copy["nlink"] != len(after):
            self.differ(path, "links from elsewhere", len(after), copy["nlink"])

    def mode(self, path, original):
        mode = int(original["mode"], 8)
        if not self.rules["stripSetId"] or original["type"] == "folder" or not mode & 0o6000:
            return original["mode"]
        self.allowed["setId"].append(path)
        return "%o" % (mode & ~0o6000)

    def attributes(self, path, original):
        kept = dict(original["attributes"])
        if self.rules["loseCapabilities"] and kept.pop(CAPABILITY, None):
            self.allowed["capability"].append(path)
        for key in ACLS:
            if key in kept and self.rules["aclUser"]:
                value, entries = handed_over(bytes.fromhex(kept[key]), *self.rules["aclUser"])
                kept[key] = value.hex()
                self.allowed[(None, "acl", "aclMerged")[entries] if entries else "aclOfOthers"].append(path)
        return kept

    def differ(self, path, what, expected, found):
        self.differences.append({"path": path, "what": what, "expected": expected, "found": found})


def main(command, *rest):
    if command == "inventory":
        for path, entry in sorted(tree(os.fsencode(rest[0])).items()):
            print(json.dumps({"path": path, **entry}))
    else:
        original, copy = (tree(os.fsencode(folder)) for folder in rest[:2])
        print(json.dumps(Comparison(original, copy, json.loads(rest[2])).run()))


main(*sys.argv[1:])
