"""Processes that the benchmark starts: start, stop by pid, and what they used. Linux only (/proc)."""
import os
import re
import signal
import socket
import subprocess
import time

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
STOP_SECONDS = 15


def stat_fields(pid):
    """Fields of /proc/PID/stat from the state on, or None for a process that is gone."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            text = file.read()
    except OSError:
        return None
    return text[text.rindex(")") + 2:].split()


def tree(root):
    """The pid and those of all its living descendants."""
    children = {}
    for entry in os.listdir("/proc"):
        fields = stat_fields(entry) if entry.isdigit() else None
        if fields:
            children.setdefault(int(fields[1]), []).append(int(entry))
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += children.get(pid, [])
    return found


def cpu_seconds(root):
    """User and system time of the tree: every thread, and children that were waited for."""
    total = 0
    for pid in tree(root):
        fields = stat_fields(pid)
        if fields:
            total += sum(int(ticks) for ticks in fields[11:15])
    return total / TICKS_PER_SECOND


def peak_rss_mib(root):
    """Sum of the high-water marks of the tree; shared pages count once per process."""
    total = 0
    for pid in tree(root):
        try:
            with open(f"/proc/{pid}/status") as file:
                match = re.search(r"VmHWM:\s+(\d+) kB", file.read())
        except OSError:
            continue
        total += int(match.group(1)) if match else 0
    return total / 1024


def machine_busy_seconds():
    """CPU time of the whole machine that was not idle, stolen time included: others' work shows here."""
    with open("/proc/stat") as file:
        ticks = [int(word) for word in file.readline().split()[1:9]]
    user, nice, system, _idle, _iowait, irq, softirq, steal = ticks
    return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_listening(port):
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Process:
    """One started program with its own process group and log file."""

    def __init__(self, name, command, log_path, env=None):
        self.name = name
        self.log_path = log_path
        with open(log_path, "wb") as log:
            self.popen = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                env={**os.environ, **(env or {})}, start_new_session=True)

    @property
    def pid(self):
        return self.popen.pid

    def await_port(self, port, seconds):
        deadline = time.monotonic() + seconds
        while not is_listening(port):
            if self.popen.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.popen.returncode}: {self.log_tail()}")
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} does not listen on {port} after {seconds} s: {self.log_tail()}")
            time.sleep(0.05)

    def log_tail(self):
        with open(self.log_path, errors="replace") as log:
            return log.read()[-2000:]

    def stop(self):
        """Asks it to end; after a grace time kills what is left of the tree, by pid."""
        pids = tree(self.pid)
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
            try:
                self.popen.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                pass
        for pid in pids:
            fields = stat_fields(pid)
            if fields and fields[0] != "Z" and pid != os.getpid():
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
        self.popen.wait(5)
