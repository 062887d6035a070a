package io.sallyport.faults.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.faults.Allowed;
import io.sallyport.faults.FaultCase;
import io.sallyport.faults.Scene;
import io.sallyport.faults.relay.Ports;
import io.sallyport.faults.stack.Await;
import io.sallyport.faults.stack.HeldThread;
import io.sallyport.faults.stack.JumpingClock;
import io.sallyport.faults.stack.Member;
import io.sallyport.faults.stack.Part;
import io.sallyport.faults.stack.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a machine runs out of. */
public final class MachineCases {
    private MachineCases() {}

    public static Stream<FaultCase> all() {
        return Stream.of(
                FaultCase.of(
                                "edge-descriptors-out",
                                "one of two edges may open no file and no connection more",
                                scene -> limit(
                                        scene,
                                        open(scene.pick(Part.EDGE).process().pid()) + 2))
                        .holding(scene -> assertThat(
                                        scene.pick(Part.EDGE).process().isAlive())
                                .isTrue())
                        .repairedBy(scene -> limit(scene, 4096))
                        .allowing(Allowed.atPickedEdge("what wants a connection of its own there"))
                        .needing(stack -> Tool.missing("prlimit"))
                        .inCore(),
                FaultCase.of(
                                "logs-disk-full",
                                "the disk of one of two log-collectors is full",
                                scene -> scene.stack()
                                        .disk(scene.pick(Part.LOGS))
                                        .fill())
                        .needing(stack -> stack.disk(stack.of(Part.LOGS).get(0)).missing())
                        .lasting(4)
                        .inCore(),
                FaultCase.of(
                                "logs-all-disks-full",
                                "the disks of all log-collectors are full",
                                scene -> scene.stack()
                                        .of(Part.LOGS)
                                        .forEach(
                                                each -> scene.stack().disk(each).fill()))
                        .needing(stack -> stack.disk(stack.of(Part.LOGS).get(0)).missing())
                        .lasting(4),
                FaultCase.of(
                                "lines-disk-full",
                                "the disk of an edge's access log is full",
                                scene -> scene.stack()
                                        .disk(scene.pick(Part.EDGE))
                                        .fill())
                        .needing(stack -> stack.disk(stack.of(Part.EDGE).get(0)).missing())
                        .inCore(),
                HeapCase.fault(),
                FaultCase.of("edge-loop-blocked", "an event loop of one of two edges stands still", MachineCases::block)
                        .lasting(5)
                        .repairedBy(MachineCases::unblock)
                        .allowing(Allowed.atPickedEdge("a request sent there as it is stopped, before and after")),
                clock("clock-ahead", "the clock of an edge jumps an hour ahead", Part.EDGE, "+3600"),
                clock("clock-back", "the clock of an edge jumps an hour back", Part.EDGE, "-3600"),
                clock("clock-of-policy", "the clock of a policy-service jumps an hour ahead", Part.POLICY, "+3600"),
                clock("clock-of-router", "the clock of a router-service jumps an hour back", Part.ROUTER, "-3600"),
                clock("clock-of-cache", "the clock of a cache-service jumps an hour ahead", Part.CACHE, "+3600"),
                clock("clock-of-logs", "the clock of a log-collector jumps an hour back", Part.LOGS, "-3600"));
    }

    /** It is stopped in good order and started so that a debugger can hold one of its threads. */
    private static void block(Scene scene) throws Exception {
        Member edge = scene.pick(Part.EDGE);
        edge.stop();
        int port = Ports.pick();
        edge.launch(HeldThread.environment(port)).awaitReady();
        Await.pass(Duration.ofSeconds(2));
        scene.keep(HeldThread.class, HeldThread.attach(port, "vert.x-eventloop-thread-0"));
    }

    private static void unblock(Scene scene) {
        scene.kept(HeldThread.class).close();
        Await.pass(Duration.ofSeconds(1));
        scene.pick(Part.EDGE).stop();
        scene.pick(Part.EDGE).launch().awaitReady();
    }

    /** It is stopped in good order and started with a clock that can jump, and the other way round at the end. */
    private static FaultCase clock(String name, String what, Part part, String jump) {
        return FaultCase.of(name, what, scene -> {
                    Member member = scene.pick(part);
                    Path time = member.folder().resolve("time-" + member.api());
                    Files.writeString(time, "+0\n");
                    member.stop();
                    member.launch(JumpingClock.environment(time)).awaitReady();
                    Await.pass(Duration.ofSeconds(2));
                    Files.writeString(time, jump + "\n");
                })
                .lasting(5)
                .holding(scene -> {
                    Member member = scene.pick(part);
                    Files.writeString(member.folder().resolve("time-" + member.api()), "+0\n");
                    Await.pass(Duration.ofSeconds(3));
                })
                .repairedBy(scene -> {
                    scene.pick(part).stop();
                    scene.pick(part).launch().awaitReady();
                })
                .needing(stack -> JumpingClock.missing())
                .allowing(
                        part == Part.EDGE
                                ? Allowed.atPickedEdge("a request sent there as it is stopped")
                                : Allowed.NOTHING);
    }

    private static void limit(Scene scene, long files) {
        Tool.run(
                "prlimit",
                "--pid",
                Long.toString(scene.pick(Part.EDGE).process().pid()),
                "--nofile=" + files + ":");
    }

    private static long open(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.count();
        }
    }
}
