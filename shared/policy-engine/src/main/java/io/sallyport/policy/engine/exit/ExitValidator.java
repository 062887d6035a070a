package io.sallyport.policy.engine.exit;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.ExitDocument;
import io.sallyport.http.Authority;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What is wrong with the ways of one exit. */
public final class ExitValidator {
    private static final int MOST_WAYS = 64;
    private static final String ALLOWED = "allowed: ";

    private final ExitDocument exit;
    private final String at;
    private final List<Problem> problems = new ArrayList<>();

    private ExitValidator(ExitDocument exit, String at) {
        this.exit = exit;
        this.at = at;
    }

    /** @param at where it stands, such as {@code exits[0]} */
    public static List<Problem> problems(ExitDocument exit, String at) {
        ExitValidator validator = new ExitValidator(exit, at);
        validator.run();
        return validator.problems;
    }

    private void run() {
        if (exit.via().isEmpty() == exit.source().isEmpty()) {
            add("", exit.via().isEmpty() ? "neither via nor source" : "both via and source", "one of the two");
        }
        List<Way> ways = read(exit.via(), ".via", Way::through);
        read(exit.source(), ".source", Way::from);
        exit.country().ifPresent(this::country);
        exit.check().target().ifPresent(this::target);
        exit.ca().ifPresent(file -> ca(file, ways));
        if (exit.check().timeout().compareTo(exit.check().interval()) > 0) {
            add(".check.timeout", exit.check().timeout().toSeconds() + "s", "at most check.interval");
        }
    }

    private List<Way> read(List<String> texts, String key, Function<String, Way> parser) {
        List<Way> ways = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (texts.size() > MOST_WAYS) {
            add(key, texts.size() + " ways", "at most " + MOST_WAYS);
        }
        for (int i = 0; i < texts.size(); i++) {
            try {
                Way way = parser.apply(texts.get(i));
                ways.add(way);
                if (!seen.add(way.label())) {
                    add(key + '[' + i + ']', '"' + way.label() + "\" again", "each way once");
                }
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                int split = message.indexOf(", " + ALLOWED);
                add(
                        key + '[' + i + ']',
                        message.substring("found ".length(), split),
                        message.substring(split + 2 + ALLOWED.length()));
            }
        }
        return ways;
    }

    private void country(String country) {
        if (country.length() != 2 || !country.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            add(".country", '"' + country + '"', "two capital letters such as NL");
        }
    }

    private void target(String target) {
        Authority authority = Authority.parse(target);
        if (authority == null || authority.port() <= 0) {
            add(".check.target", '"' + target + '"', "host:port");
        }
    }

    private void ca(String file, List<Way> ways) {
        boolean tls = ways.stream()
                .anyMatch(way -> way instanceof Way.Through through
                        && through.hops().stream().anyMatch(Hop::isTls));
        if (file.startsWith("/") || List.of(file.split("[/\\\\]")).contains("..")) {
            add(".ca", '"' + file + '"', "a path inside the configuration folder");
        } else if (!tls) {
            add(".ca", '"' + file + '"', "nothing, because no proxy is https://");
        }
    }

    private void add(String key, String found, String allowed) {
        problems.add(new Problem(at + key, found, allowed));
    }
}
