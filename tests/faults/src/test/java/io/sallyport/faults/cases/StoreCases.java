package io.sallyport.faults.cases;

import io.sallyport.faults.Allowed;
import io.sallyport.faults.FaultCase;
import io.sallyport.faults.Scene;
import io.sallyport.faults.relay.Mode;
import io.sallyport.faults.stack.RedisCommands;
import java.util.stream.Stream;

/** Redis, and the ways to it. */
public final class StoreCases {
    private StoreCases() {}

    public static Stream<FaultCase> all() {
        return Stream.of(
                FaultCase.of("redis-refused", "no connection to Redis comes about", scene -> ways(scene, Mode.REFUSE))
                        .inEveryBuild(),
                FaultCase.of(
                                "redis-silent",
                                "the network between all and Redis loses everything",
                                scene -> ways(scene, Mode.FREEZE))
                        .inEveryBuild(),
                FaultCase.of("redis-slow", "Redis is 200 ms away", scene -> ways(scene, Mode.delay(200))),
                FaultCase.of(
                                "redis-killed",
                                "Redis is killed and comes back empty",
                                scene -> scene.stack().redis().kill())
                        .repairedBy(scene -> scene.stack().redis().restart())
                        .allowing(Allowed.NOTHING.andLost())
                        .proving(Edits::areTaken)
                        .inEveryBuild(),
                FaultCase.of(
                                "redis-frozen",
                                "Redis stands still",
                                scene -> scene.stack().redis().freeze())
                        .repairedBy(scene -> scene.stack().redis().thaw()),
                FaultCase.of("redis-cut", "each answer of Redis is cut", scene -> ways(scene, new Mode.Cut(2000)))
                        .inEveryBuild(),
                FaultCase.of(
                                "redis-corrupt",
                                "answers of Redis have wrong bits",
                                scene -> ways(scene, new Mode.Corrupt(500)))
                        .inEveryBuild());
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
