package io.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LeakWatchTest {
    @Test
    void findsAnOpenSocketAnUncaughtExceptionAndALeakReport() throws InterruptedException {
        ConsoleTap tap = ConsoleTap.install("LEAK of this test:");
        LeakWatch.Watch watch = LeakWatch.Watch.begin(tap);
        ScriptedOrigin origin = ScriptedOrigin.start("ok");
        Thread failing = new Thread(() -> {
            throw new IllegalStateException("boom");
        });
        failing.start();
        failing.join();
        System.err.println("[main] ERROR LEAK of this test: ByteBuf.release() was not called");

        assertThat(watch.findings())
                .anyMatch(text -> text.contains("boom"))
                .anyMatch(text -> text.contains("scripted origin"))
                .anyMatch(text -> text.contains("release()"));

        origin.close();
        watch.findings().clear();
        tap.close();
        assertThat(watch.findings()).noneMatch(text -> text.contains("scripted origin"));
    }

    @Test
    void leavesAWorkerAloneThatEndsBehindItsLoop() throws InterruptedException {
        ConsoleTap tap = ConsoleTap.install("LEAK of that test:");
        LeakWatch.Watch watch = LeakWatch.Watch.begin(tap);
        for (String name : new String[] {"vert.x-worker-thread-4", "mine"}) {
            Thread late = new Thread(
                    () -> {
                        throw new RejectedExecutionException("event executor terminated");
                    },
                    name);
            late.start();
            late.join();
        }

        assertThat(watch.findings())
                .noneMatch(text -> text.contains("vert.x-worker"))
                .anyMatch(text -> text.contains("uncaught on mine"));
        tap.close();
    }
}
