package io.sallyport.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sallyport.config.Binder;
import io.sallyport.config.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The table of {@code caching.yaml}. */
record CacheCases(List<Case> cases) {
    private static final String RESOURCE = "caching.yaml";

    /** Which direction a case is for; both unless it says so. */
    enum Side {
        REVERSE,
        FORWARD
    }

    static List<Case> read() {
        try (InputStream in = CacheCases.class.getResourceAsStream(RESOURCE)) {
            String text = new String(in.readAllBytes(), UTF_8);
            return Binder.bind(CacheCases.class, Source.of(RESOURCE, text))
                    .value()
                    .cases();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Requests for one URL, one after the other.
     *
     * @param rule where it is written, such as {@code RFC 9111 section 5.2.2.5}
     * @param only the direction it is for; {@code null} for both
     */
    record Case(String name, String rule, Side only, List<Step> steps) {
        @Override
        public String toString() {
            return name + " (" + rule + ")";
        }
    }

    /**
     * One request, what the origin would answer to it, and what must come of it. The body of an answer is the number of its step,
     * from 1.
     *
     * @param method  default GET
     * @param fields  of the request, as lines
     * @param path    appended to that of the case, default nothing
     * @param status  of the origin's answer, default 200
     * @param answers fields of the origin's answer, as lines; <code>{now-60}</code> stands for the date a minute ago
     * @param gets    the step whose answer the client gets, default this one
     * @param asked   whether the origin is asked; default: if the client gets this step's answer, or the origin's is a 304
     * @param expect  status that the client gets, default that of the step whose answer it gets
     * @param has     lines in the client's answer; {@code Name: *} for any value, {@code Name: text*} for its beginning
     * @param lacks   names of fields that are not there
     * @param sent    lines in the request that the origin gets
     * @param withheld names of fields that are not in it
     */
    record Step(
            String method,
            List<String> fields,
            String path,
            Integer status,
            List<String> answers,
            Integer gets,
            Boolean asked,
            Integer expect,
            List<String> has,
            List<String> lacks,
            List<String> sent,
            List<String> withheld) {
        Step {
            method = Objects.requireNonNullElse(method, "GET");
            fields = Objects.requireNonNullElse(fields, List.of());
            path = Objects.requireNonNullElse(path, "");
            status = Objects.requireNonNullElse(status, 200);
            answers = Objects.requireNonNullElse(answers, List.of());
            has = Objects.requireNonNullElse(has, List.of());
            lacks = Objects.requireNonNullElse(lacks, List.of());
            sent = Objects.requireNonNullElse(sent, List.of());
            withheld = Objects.requireNonNullElse(withheld, List.of());
        }

        boolean asksOrigin() {
            return asked == null ? gets == null || status == 304 : asked;
        }
    }
}
