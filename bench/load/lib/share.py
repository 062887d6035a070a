"""A part of the machine for some processes, so that others can work meanwhile: a control group of the kernel, where root may make one."""
import os

V1 = "/sys/fs/cgroup/cpu"
V2 = "/sys/fs/cgroup"
PERIOD_US = 20_000  # short, so that whoever has used up its part does not stand still for long
MOST_SHARES = 262_144
MOST_WEIGHT = 10_000


def write(path, value):
    with open(path, "w") as file:
        file.write(str(value))


class Share:
    """At most so many cores for the processes that are put in, and those they start; also at least so many when others are busy."""

    def __init__(self, name, cores):
        self.cores = cores
        self.folder = None
        root = V1 if os.path.exists(os.path.join(V1, "cpu.cfs_quota_us")) else V2
        folder = os.path.join(root, f"sallyport-{name}-{os.getpid()}")
        try:
            os.mkdir(folder)
            self.folder = folder
            self._bound(root)
        except OSError as e:
            self.remove()
            self.reason = str(e)

    def _bound(self, root):
        quota = int(self.cores * PERIOD_US)
        if root == V1:
            write(os.path.join(self.folder, "cpu.cfs_period_us"), PERIOD_US)
            write(os.path.join(self.folder, "cpu.cfs_quota_us"), quota)
            write(os.path.join(self.folder, "cpu.shares"), MOST_SHARES)
        else:
            write(os.path.join(self.folder, "cpu.max"), f"{quota} {PERIOD_US}")
            write(os.path.join(self.folder, "cpu.weight"), MOST_WEIGHT)

    def works(self):
        return self.folder is not None

    def take(self, pid):
        """Puts a process in, with all its threads; what it starts from now on is in as well."""
        if self.folder:
            write(os.path.join(self.folder, "cgroup.procs"), pid)

    def remove(self):
        """To be called when the processes are gone."""
        if self.folder:
            try:
                os.rmdir(self.folder)
            except OSError:
                pass  # somebody is still in it: the kernel keeps an idle folder, which costs nothing
            self.folder = None
