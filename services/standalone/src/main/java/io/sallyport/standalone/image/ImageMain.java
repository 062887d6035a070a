package io.sallyport.standalone.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes the folder of a service's image: {@code --service edge-proxy --lib DIR --options DIR --into DIR}. Runs where images
 * are built, with the JVM that the image will have.
 */
public final class ImageMain {
    private static final Set<String> OPTIONS = Set.of("--service", "--lib", "--options", "--into");
    private static final int WRONG = 2;
    private static final int FAILED = 1;
    private static final long MIB = 1 << 20;

    private ImageMain() {}

    public static void main(String[] args) {
        int code = run(args);
        // What has been started for the rehearsal of others ends with this process.
        Runtime.getRuntime().halt(code);
    }

    private static int run(String... args) {
        try {
            Map<String, String> options = options(args);
            ServiceImage image = ServiceImage.assemble(
                    Path.of(value(options, "--lib")),
                    Path.of(value(options, "--options")),
                    Path.of(value(options, "--into")).toAbsolutePath(),
                    value(options, "--service"));
            Rehearsal.of(image).run();
            image.useClasses();
            System.out.println(image.service() + ": " + image.bytes() / MIB + " MiB in " + image.folder());
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return WRONG;
        } catch (IOException | IllegalStateException e) {
            System.err.println("the image cannot be made: " + e);
            return FAILED;
        }
    }

    private static Map<String, String> options(String... args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (!options.keySet().equals(OPTIONS) || args.length != 2 * OPTIONS.size()) {
            throw new IllegalArgumentException("found \"" + String.join(" ", args)
                    + "\", allowed: --service NAME --lib DIR --options DIR --into DIR");
        }
        return options;
    }

    private static String value(Map<String, String> options, String name) {
        return Objects.requireNonNull(options.get(name), name);
    }
}
