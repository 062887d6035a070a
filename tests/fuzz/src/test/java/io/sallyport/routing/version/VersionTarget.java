package io.sallyport.routing.version;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Versions have one total order, whatever their text; ranges agree with it. */
public final class VersionTarget {
    private static final int FEW = 4;

    private VersionTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> words = new Input(input).words();
        List<Version> versions = words.stream()
                .limit(FEW)
                .flatMap(text -> Stream.ofNullable(Version.parse(text)))
                .toList();
        versions.forEach(VersionTarget::check);
        for (Version a : versions) {
            for (Version b : versions) {
                Check.same(Integer.signum(a.compareTo(b)), -Integer.signum(b.compareTo(a)));
                Check.that(!a.equals(b) || a.hashCode() == b.hashCode(), a + " equals " + b);
                for (Version c : versions) {
                    Check.that(a.compareTo(b) > 0 || b.compareTo(c) > 0 || a.compareTo(c) <= 0, a + " " + b + " " + c);
                }
            }
        }
        words.stream().map(VersionRange::parse).filter(Objects::nonNull).forEach(range -> check(range, versions));
        Cost.atLength(input, bytes -> Version.parse(Input.wire(bytes)));
        Cost.atLength(input, bytes -> VersionRange.parse(Input.wire(bytes)));
    }

    private static void check(Version version) {
        Check.same(Version.parse(version.toString()), version);
        Check.that(version.compareTo(version.following(version.length() - 1)) < 0, "followed by less: " + version);
    }

    private static void check(VersionRange range, List<Version> versions) {
        Check.that(VersionRange.isRange(range.toString()), "a range: " + range);
        Check.that(VersionRange.parse(range.toString()) != null, "no range any more: " + range);
        for (Version version : versions) {
            Check.same(range.contains(version.toString()), range.contains(version));
        }
        String bare = range.toString().strip();
        if (bare.matches("[~^]\\S+")) {
            Version from = Version.parse(bare.substring(1));
            Check.that(from == null || range.contains(from), "without its own beginning: " + range);
        }
    }
}
