package io.sallyport.policy.compile;

import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.policy.engine.NameListParser;
import io.sallyport.policy.engine.NameSet;
import io.sallyport.policy.engine.ParsedNames;
import io.sallyport.policy.source.FileStamp;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles list files; a file with the same stamp is not read again. Guard: one compilation at a time, on any worker
 * thread; what it keeps is replaced as a whole.
 */
final class ListCompiler {
    /** Bytes of the largest list file. Names of 5 million hosts take about a quarter of it. */
    private static final long MAX_BYTES = 512L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ListCompiler.class);

    private volatile Map<Key, Names> kept = Map.of();

    private record Key(Path file, ListDocument.Format format) {}

    /** A compiled list file. */
    record Names(FileStamp stamp, String digest, NameSet set, long skipped) {
        CompiledList as(String list) {
            return new CompiledList(list, digest, set.size(), skipped);
        }
    }

    /** The lists of one compilation; what it does not use is forgotten when it ends. */
    final class Round {
        private final Map<Key, Names> used = new HashMap<>();

        /** The list in a file whose stamp has just been taken. */
        Names compile(ListDocument list, Path file, FileStamp stamp) throws IOException {
            Key key = new Key(file, list.format());
            Names before = kept.get(key);
            Names names = before != null && before.stamp.equals(stamp) ? before : read(key, stamp);
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

    private static Names read(Key key, FileStamp stamp) throws IOException {
        if (stamp.size() > MAX_BYTES) {
            throw new IOException(stamp.size() + " bytes, more than " + MAX_BYTES);
        }
        try (Reader text = new InputStreamReader(Files.newInputStream(key.file), StandardCharsets.UTF_8)) {
            ParsedNames parsed = NameListParser.parse(text, key.format);
            tell(key.file, parsed);
            return new Names(stamp, Digests.sha256(parsed.names().toBytes()), parsed.names(), parsed.skipped());
        }
    }

    private static void tell(Path file, ParsedNames parsed) {
        LOG.info("{}: {} names, {} lines skipped", file, parsed.names().size(), parsed.skipped());
        parsed.first().forEach(line -> LOG.info("{}:{}: {}", file, line.line(), line.reason()));
    }
}
