"""Clients of the soak besides plain requests: tunnels, WebSockets and clients that go away. Each runs in a thread, a few at a time."""
import base64
import os
import random
import socket
import struct
import threading
import time

WAIT_SECONDS = 15


class Counts:
    """What went well and what did not, by kind."""

    def __init__(self):
        self.lock = threading.Lock()
        self.good, self.bad, self.last = {}, {}, ""

    def note(self, kind, error=None):
        with self.lock:
            side = self.bad if error else self.good
            side[kind] = side.get(kind, 0) + 1
            self.last = f"{kind}: {error}" if error else self.last

    def take(self):
        with self.lock:
            taken = (sum(self.good.values()), sum(self.bad.values()), self.last)
            self.good, self.bad, self.last = {}, {}, ""
            return taken


def connect(port):
    made = socket.create_connection(("127.0.0.1", port), WAIT_SECONDS)
    made.settimeout(WAIT_SECONDS)
    return made


def read_to(made, end):
    got = b""
    while end not in got:
        piece = made.recv(65536)
        if not piece:
            raise OSError(f"closed after {got[:60]!r}")
        got += piece
    return got


def tunnel(web, forward, origin):
    """A CONNECT, some requests of the inner protocol with pauses between, an orderly end."""
    with connect(forward) as made:
        made.sendall(f"CONNECT 127.0.0.1:{origin} HTTP/1.1\r\nHost: 127.0.0.1:{origin}\r\n\r\n".encode())
        head = read_to(made, b"\r\n\r\n")
        if b" 200 " not in head:
            raise OSError(head[:40])
        for _ in range(random.randint(1, 8)):
            made.sendall(b"GET /n HTTP/1.1\r\nHost: origin\r\n\r\n")
            got = read_to(made, b"\r\n\r\n")
            while not got.endswith(b"x" * 1024):
                piece = made.recv(65536)
                if not piece:
                    raise OSError("closed inside an answer")
                got += piece
            time.sleep(random.random() * 2)


def websocket(web, forward, origin):
    """A handshake and some echoed frames."""
    with connect(web) as made:
        key = base64.b64encode(os.urandom(16)).decode()
        made.sendall(f"GET /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode())
        head = read_to(made, b"\r\n\r\n")
        if b" 101 " not in head:
            raise OSError(head[:40])
        for _ in range(random.randint(1, 8)):
            text, mask = os.urandom(100), os.urandom(4)
            made.sendall(struct.pack("!BB", 0x82, 0x80 | 100) + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(text)))
            got = b""
            while len(got) < 102:
                piece = made.recv(4096)
                if not piece:
                    raise OSError("closed inside a frame")
                got += piece
            if got[2:] != text:
                raise OSError("another echo than was sent")
            time.sleep(random.random() * 2)


def aborted(web, forward, origin):
    """A client that goes away: before its request is whole, before the answer, or in the middle of one."""
    how = random.randrange(3)
    made = connect(web)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    if how == 0:
        made.sendall(b"GET /n HTT")
    else:
        made.sendall(f"GET /c100?{random.randrange(1000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        if how == 2:
            made.recv(4096)
    made.close()


KINDS = {"tunnel": (tunnel, 6), "websocket": (websocket, 6), "aborted": (aborted, 2)}


class Crowd:
    """All of them, over and over, until it is stopped."""

    def __init__(self, web, forward, origin):
        self.ports = (web, forward, origin)
        self.counts = Counts()
        self.ends = threading.Event()
        self.threads = [threading.Thread(target=self._run, args=(kind, work), daemon=True)
                        for kind, (work, many) in KINDS.items() for _ in range(many)]

    def start(self):
        for thread in self.threads:
            thread.start()

    def _run(self, kind, work):
        while not self.ends.is_set():
            try:
                work(*self.ports)
                self.counts.note(kind)
            except OSError as e:
                self.counts.note(kind, e)
            self.ends.wait(0.2 + random.random())

    def stop(self):
        self.ends.set()
        for thread in self.threads:
            thread.join(WAIT_SECONDS + 5)
