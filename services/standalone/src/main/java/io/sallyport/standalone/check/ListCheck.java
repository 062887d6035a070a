package io.sallyport.standalone.check;

import io.sallyport.config.Bound;
import io.sallyport.config.Finding;
import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.policy.compile.ListProgress;
import io.sallyport.policy.compile.ListText;
import io.sallyport.policy.engine.list.NameListParser;
import io.sallyport.policy.engine.list.ParsedNames;
import io.sallyport.standalone.check.CheckedFolder.CheckedList;
import io.sallyport.standalone.check.FolderCheck.Depth;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads every list that the policies name. */
final class ListCheck {
    private static final int SAMPLED_CHARS = 64 << 10;

    private final Path folder;
    private final Bound<PoliciesDocument> policies;
    private final Depth depth;
    private final ListProgress progress;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    ListCheck(Path folder, Bound<PoliciesDocument> policies, Depth depth, ListProgress progress) {
        this.folder = folder;
        this.policies = policies;
        this.depth = depth;
        this.progress = progress;
    }

    List<Finding> findings() {
        return findings;
    }

    /** What can be read and will hardly be meant; to be asked for after the run. */
    List<Finding> warnings() {
        return warnings;
    }

    List<CheckedList> run() {
        List<CheckedList> checked = new ArrayList<>();
        List<ListDocument> lists = policies.value().lists();
        for (int i = 0; i < lists.size(); i++) {
            if (lists.get(i).file().isEmpty()) {
                continue; // a subscription is fetched when the suite runs
            }
            try {
                CheckedList list = read(lists.get(i));
                checked.add(list);
                warnOfNothing(list, lists.get(i).format(), "lists[" + i + "].file");
            } catch (IOException | RuntimeException e) {
                String reason = e instanceof NoSuchFileException ? ", which does not exist" : " (" + e + ")";
                String found = '"' + lists.get(i).file().orElseThrow() + '"' + reason;
                findings.add(policies.positions().finding("lists[" + i + "].file", found, "a file that can be read"));
            }
        }
        return checked;
    }

    /** Not of an empty file, which somebody may mean to fill. */
    private void warnOfNothing(CheckedList list, Format format, String path) {
        if (list.names() == 0 && list.skipped() > 0) {
            String found = "a file of which no line is used as " + format.name().toLowerCase(Locale.ROOT);
            warnings.add(policies.positions().finding(path, found, "the format that it is in"));
        }
    }

    private CheckedList read(ListDocument list) throws IOException {
        Path file = folder.resolve(list.file().orElseThrow());
        String sample = sample(file, list.format());
        if (depth == Depth.BEGINNINGS) {
            return new CheckedList(list.name(), 0, 0, sample);
        }
        long start = System.nanoTime();
        try (Reader text = ListText.open(file, list.name(), progress)) {
            ParsedNames parsed = NameListParser.parse(text, list.format());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            progress.read(list.name(), parsed.names().size(), parsed.skipped(), took);
            return new CheckedList(list.name(), parsed.names().size(), parsed.skipped(), sample);
        }
    }

    /** The first name, for somebody to try. */
    private static String sample(Path file, Format format) throws IOException {
        try (Reader text = ListText.open(file)) {
            char[] start = new char[SAMPLED_CHARS];
            int length = Math.max(0, text.read(start));
            return SampleName.of(new String(start, 0, length), format);
        }
    }
}
