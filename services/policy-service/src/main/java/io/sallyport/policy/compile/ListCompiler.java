package io.sallyport.policy.compile;

import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.policy.engine.list.NameListParser;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.policy.engine.list.ParsedNames;
import io.sallyport.policy.source.FileStamp;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles list files; a file with the same stamp is not read again. Guard: one compilation at a time, on any worker
 * thread; what it keeps is replaced as a whole.
 */
final class ListCompiler {
    private static final Logger LOG = LoggerFactory.getLogger(ListCompiler.class);

    private final ListProgress progress;
    private volatile Map<Key, Names> kept = Map.of();

    ListCompiler(ListProgress progress) {
        this.progress = progress;
    }

    private record Key(Path file, ListDocument.Format format) {}

    /** A compiled list file. */
    record Names(NameSet set, ListReport report) {
        CompiledList as(String list) {
            return new CompiledList(list, report.digest(), set.size(), report.skipped());
        }
    }

    /** The lists of one compilation; what it does not use is forgotten when it ends. */
    final class Round {
        private final Map<Key, Names> used = new HashMap<>();

        /** The list in a file whose stamp has just been taken. */
        Names compile(ListDocument list, Path file, FileStamp stamp) throws IOException {
            Key key = new Key(file, list.format());
            Names before = kept.get(key);
            Names names = before != null && before.report.stamp().equals(stamp) ? before : read(list, file, stamp);
            used.put(key, names);
            return names;
        }

        void end() {
            kept = Map.copyOf(used);
        }
    }

    Round begin() {
        return new Round();
    }

    private Names read(ListDocument list, Path file, FileStamp stamp) throws IOException {
        long start = System.nanoTime();
        try (Reader text = ListText.open(file, list.name(), progress)) {
            ParsedNames parsed = NameListParser.parse(text, list.format());
            String digest = Digests.sha256(parsed.names().stored());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            tell(file, parsed, took);
            progress.read(list.name(), parsed.names().size(), parsed.skipped(), took);
            return new Names(parsed.names(), ListReport.of(file, stamp, digest, parsed, took));
        }
    }

    private static void tell(Path file, ParsedNames parsed, Duration took) {
        LOG.info(
                "{}: {} names in {} ms, {} lines skipped{}",
                file,
                parsed.names().size(),
                took.toMillis(),
                parsed.skipped(),
                parsed.skipped() == 0 ? "" : " " + parsed.byReason());
        parsed.first().forEach(line -> LOG.info("{}: {}", file, line));
    }
}
