package io.sallyport.faults.cases;

import io.sallyport.faults.Allowed;
import io.sallyport.faults.FaultCase;
import io.sallyport.faults.Scene;
import io.sallyport.faults.relay.Mode;
import io.sallyport.faults.stack.Await;
import io.sallyport.faults.stack.RedisCommands;
import io.sallyport.testkit.process.RedisServer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Redis, and the ways to it. */
public final class StoreCases {
    private static final Duration SYNCED = Duration.ofSeconds(60);

    private StoreCases() {}

    public static Stream<FaultCase> all() {
        return Stream.of(
                FaultCase.of("redis-refused", "no connection to Redis comes about", scene -> ways(scene, Mode.REFUSE))
                        .inCore(),
                FaultCase.of(
                                "redis-silent",
                                "the network between all and Redis loses everything",
                                scene -> ways(scene, Mode.FREEZE))
                        .inCore(),
                FaultCase.of("redis-slow", "Redis is 200 ms away", scene -> ways(scene, Mode.delay(200))),
                FaultCase.of(
                                "redis-killed",
                                "Redis is killed and comes back empty",
                                scene -> scene.stack().redis().kill())
                        .repairedBy(scene -> scene.stack().redis().restart())
                        .allowing(Allowed.NOTHING.andLost())
                        .proving(Edits::areTaken)
                        .inCore(),
                FaultCase.of(
                                "redis-frozen",
                                "Redis stands still",
                                scene -> scene.stack().redis().freeze())
                        .repairedBy(scene -> scene.stack().redis().thaw()),
                FaultCase.of(
                                "redis-full",
                                "Redis takes no writes for want of memory",
                                scene -> order(
                                        scene, "CONFIG SET maxmemory-policy noeviction", "CONFIG SET maxmemory 100kb"))
                        .repairedBy(scene -> order(scene, "CONFIG SET maxmemory 0"))
                        .lasting(6),
                FaultCase.of(
                                "redis-read-only",
                                "Redis becomes a replica of nobody and takes no writes",
                                scene -> order(scene, "REPLICAOF 127.0.0.1 1"))
                        .repairedBy(scene -> order(scene, "REPLICAOF NO ONE"))
                        .lasting(6),
                FaultCase.of("redis-emptied", "Redis loses its data, and goes on", scene -> order(scene, "FLUSHALL"))
                        .allowing(Allowed.NOTHING.andLost())
                        .proving(Edits::areTaken),
                FaultCase.of(
                                "redis-failover",
                                "Redis is killed, a replica takes its place, and the other way round",
                                StoreCases::failOver)
                        .repairedBy(StoreCases::failBack)
                        .allowing(Allowed.NOTHING.andLost())
                        .proving(Edits::areTaken)
                        .lasting(5),
                FaultCase.of("redis-cut", "each answer of Redis is cut", scene -> ways(scene, new Mode.Cut(2000)))
                        .inCore(),
                FaultCase.of(
                                "redis-corrupt",
                                "answers of Redis have wrong bits",
                                scene -> ways(scene, new Mode.Corrupt(500)))
                        .inCore());
    }

    /** As behind an address that moves; the replica may lack what came last. */
    private static void failOver(Scene scene) {
        RedisServer replica = RedisServer.start();
        scene.keep(RedisServer.class, replica);
        follow(replica, scene.stack().redis());
        scene.stack().redis().kill();
        lead(scene, replica);
    }

    private static void failBack(Scene scene) {
        RedisServer replica = scene.kept(RedisServer.class);
        RedisServer usual = scene.stack().redis();
        usual.restart();
        follow(usual, replica);
        replica.close();
        lead(scene, usual);
    }

    private static void follow(RedisServer replica, RedisServer primary) {
        new RedisCommands(replica.port()).send("REPLICAOF 127.0.0.1 " + primary.port());
        Await.nothing("the replica does not follow", SYNCED, () -> {
            String state = replica.ask("INFO replication");
            return state.contains("master_link_status:up") ? Optional.empty() : Optional.of(state);
        });
    }

    private static void lead(Scene scene, RedisServer server) {
        new RedisCommands(server.port()).send("REPLICAOF NO ONE");
        scene.stack().toStore().forEach(relay -> relay.leadTo(server.port()));
    }

    private static void order(Scene scene, String... orders) {
        RedisCommands commands = new RedisCommands(scene.stack().redis().port());
        for (String each : orders) {
            commands.send(each);
        }
    }

    private static void ways(Scene scene, Mode mode) {
        scene.stack().toStore().forEach(relay -> relay.set(mode));
    }
}
