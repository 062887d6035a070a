package io.sallyport.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A document with one component of every kind that is bound. */
record Sample(
        String name,
        int count,
        Integer boxed,
        long total,
        boolean on,
        Duration hold,
        Colour colour,
        Token token,
        List<String> words,
        Set<Integer> ports,
        Optional<Inner> inner,
        List<Inner> inners,
        Nested nested,
        String fallback) {

    enum Colour {
        RED,
        DARK_BLUE
    }

    enum Token {
        ONE;

        public static Token parse(String text) {
            if (text.equals("http/1")) {
                return ONE;
            }
            throw new IllegalArgumentException("found \"" + text + "\", allowed: http/1");
        }
    }

    record Inner(String url, Integer weight) {
        Inner {
            if (url == null) {
                throw new IllegalArgumentException("url: found nothing, allowed: a URL");
            }
            if (!url.startsWith("http:")) {
                throw new IllegalArgumentException("url: found \"" + url + "\", allowed: http:");
            }
        }

        public static Inner parse(String text) {
            return new Inner(text, 1);
        }
    }

    record Nested(String url, Duration headTimeout, Deep deep) {}

    record Deep(List<String> members, boolean clustered) {}
}
