package io.sallyport.standalone.check;

import io.sallyport.config.Bound;
import io.sallyport.config.Finding;
import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.policy.engine.NameListParser;
import io.sallyport.policy.engine.ParsedNames;
import io.sallyport.standalone.check.CheckedFolder.CheckedList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads every list that the policies name. */
final class ListCheck {
    private static final int SAMPLED_CHARS = 64 << 10;

    private final Path folder;
    private final Bound<PoliciesDocument> policies;
    private final List<Finding> findings = new ArrayList<>();

    ListCheck(Path folder, Bound<PoliciesDocument> policies) {
        this.folder = folder;
        this.policies = policies;
    }

    List<Finding> findings() {
        return findings;
    }

    List<CheckedList> run() {
        List<CheckedList> checked = new ArrayList<>();
        List<ListDocument> lists = policies.value().lists();
        for (int i = 0; i < lists.size(); i++) {
            if (lists.get(i).file().isEmpty()) {
                continue; // a subscription is fetched when the suite runs
            }
            try {
                checked.add(read(lists.get(i)));
            } catch (IOException | RuntimeException e) {
                String reason = e instanceof NoSuchFileException ? ", which does not exist" : " (" + e + ")";
                String found = '"' + lists.get(i).file().orElseThrow() + '"' + reason;
                findings.add(policies.positions().finding("lists[" + i + "].file", found, "a file that can be read"));
            }
        }
        return checked;
    }

    private CheckedList read(ListDocument list) throws IOException {
        Path file = folder.resolve(list.file().orElseThrow());
        try (BufferedReader text = open(file)) {
            ParsedNames parsed = NameListParser.parse(text, list.format());
            return new CheckedList(list.name(), parsed.names().size(), parsed.skipped(), sample(file, list.format()));
        }
    }

    /** A bad byte makes a bad name, not a bad list; so no strict decoder. */
    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }

    /** The first name, for somebody to try. */
    private static String sample(Path file, Format format) throws IOException {
        try (BufferedReader text = open(file)) {
            char[] start = new char[SAMPLED_CHARS];
            int length = Math.max(0, text.read(start));
            return new String(start, 0, length)
                    .lines()
                    .map(line -> line.replaceFirst("[#!].*", "").strip().split("\\s+"))
                    .filter(words -> words.length > (format == Format.HOSTS ? 1 : 0) && !words[0].isEmpty())
                    .map(words -> words[format == Format.HOSTS ? 1 : 0])
                    .filter(name -> name.indexOf('.') > 0)
                    .findFirst()
                    .orElse("");
        }
    }
}
