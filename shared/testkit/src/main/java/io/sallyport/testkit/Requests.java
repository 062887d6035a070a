package io.sallyport.testkit;

import java.util.Arrays;
import java.util.stream.Stream;

/** Texts of well-formed requests, for tests whose subject is not the request's exact form. */
public final class Requests {
    private Requests() {}

    /** A head with the field lines given (each without line end); adds {@code Host: test.example} if none names a Host. */
    public static String head(String method, String target, String... fieldLines) {
        String[] lines = withHost("test.example", fieldLines);
        return method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** A request with a body framed by Content-Length; one byte per character (ISO-8859-1). */
    public static String withBody(String method, String target, String body, String... fieldLines) {
        String[] lines = Stream.concat(Arrays.stream(fieldLines), Stream.of("Content-Length: " + body.length()))
                .toArray(String[]::new);
        return head(method, target, lines) + body;
    }

    static String[] withHost(String host, String... fieldLines) {
        boolean named = Arrays.stream(fieldLines).anyMatch(line -> line.regionMatches(true, 0, "host:", 0, 5));
        return named
                ? fieldLines
                : Stream.concat(Stream.of("Host: " + host), Arrays.stream(fieldLines))
                        .toArray(String[]::new);
    }
}
