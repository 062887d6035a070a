package io.sallyport.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another JVM with this JVM's class path.
 *
 * <p>{@code JavaProcess.of(EdgeMain.class).args("--config", dir).env(Map.of(...)).start()}; its two output streams are one.
 */
public final class JavaProcess implements AutoCloseable {
    private final ChildProcess child;

    private JavaProcess(ChildProcess child) {
        this.child = child;
    }

    public static Launch of(Class<?> main) {
        return of(main.getName());
    }

    public static Launch of(String mainClass) {
        return new Launch(mainClass);
    }

    public long pid() {
        return child.process().pid();
    }

    public boolean isAlive() {
        return child.process().isAlive();
    }

    public OutputLines output() {
        return child.output();
    }

    /** Asks it to end (SIGTERM), waits up to 20 s, and says the exit code. */
    public int stop() {
        return child.stop();
    }

    /** Ends it at once (SIGKILL). */
    public int kill() {
        return child.kill();
    }

    /** Waits up to 20 s for its own end and says the exit code. */
    public int awaitExit() {
        return child.awaitExit();
    }

    /** Stops it in its tracks without ending it (SIGSTOP), as a long pause would. */
    public void freeze() {
        child.signal("STOP");
    }

    public void thaw() {
        child.signal("CONT");
    }

    @Override
    public void close() {
        child.close();
    }

    /** What to start. */
    public static final class Launch {
        private final String mainClass;
        private final List<String> jvm = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        private final List<String> args = new ArrayList<>();
        private final ProcessBuilder builder = new ProcessBuilder();

        private Launch(String mainClass) {
            this.mainClass = mainClass;
        }

        /** Added to the JVM options; the default heap is 256 MiB. */
        public Launch jvm(String... options) {
            jvm.addAll(List.of(options));
            return this;
        }

        public Launch args(String... arguments) {
            args.addAll(List.of(arguments));
            return this;
        }

        /** Added to this JVM's environment. */
        public Launch env(Map<String, String> variables) {
            builder.environment().putAll(variables);
            return this;
        }

        public Launch directory(Path directory) {
            builder.directory(directory.toFile());
            return this;
        }

        public JavaProcess start() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvm);
            command.add("-cp");
            command.add(classPath());
            command.add(mainClass);
            command.addAll(args);
            try {
                return new JavaProcess(ChildProcess.start(builder.command(command)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start " + command, e);
            }
        }

        /** Surefire hides the test's class path in a jar's manifest and keeps the real one here. */
        private static String classPath() {
            return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        }
    }
}
