package io.sallyport.policy.compile;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.ListDocument.UntilFetched;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.policy.compile.ListCompiler.Names;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.policy.source.FileStamp;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The lists of one document, compiled, with what is wrong with them. */
final class ListSection {
    final List<CompiledList> compiled = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();
    final Map<Path, FileStamp> stamps = new HashMap<>();
    final Map<String, NameSet> byDigest = new HashMap<>();
    final Map<String, NameSet> byName = new HashMap<>();
    final Map<String, ListReport> reports = new HashMap<>();

    private final ListFiles files;
    private final ListCompiler.Round round;
    private final Predicate<String> mayBeMissing;

    ListSection(ListFiles files, ListCompiler.Round round, Predicate<String> mayBeMissing) {
        this.files = files;
        this.round = round;
        this.mayBeMissing = mayBeMissing;
    }

    void compile(List<ListDocument> lists) {
        prepare(lists);
        for (int i = 0; i < lists.size(); i++) {
            compile(lists.get(i), "lists[" + i + "]");
        }
    }

    private void prepare(List<ListDocument> lists) {
        try {
            files.prepare(lists);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // goes on with what there is
        }
    }

    /** Names of subscriptions without a text. */
    Set<String> missing() {
        return compiled.stream()
                .filter(CompiledList::absent)
                .map(CompiledList::name)
                .collect(Collectors.toSet());
    }

    private void compile(ListDocument list, String at) {
        try {
            Optional<Path> file = files.of(list);
            if (file.isPresent()) {
                compile(list, file.get());
            } else {
                missing(list, at);
            }
        } catch (IOException | InvalidPathException e) {
            problems.add(unreadable(list, at, e));
        }
    }

    private void compile(ListDocument list, Path file) throws IOException {
        FileStamp stamp = FileStamp.of(file);
        stamps.put(file, stamp);
        Names names = round.compile(list, file, stamp);
        take(names.as(list.name()), names.set());
        reports.put(list.name(), names.report());
    }

    private void take(CompiledList list, NameSet names) {
        compiled.add(list);
        byDigest.put(list.digest(), names);
        byName.put(list.name(), names);
    }

    /** Of a subscription that has never been fetched. */
    private void missing(ListDocument list, String at) throws IOException {
        if (list.untilFetched() == UntilFetched.OPEN) {
            String digest = Digests.sha256(NameSet.EMPTY.stored());
            take(new CompiledList(list.name(), digest, 0, 0), NameSet.EMPTY);
        } else if (mayBeMissing.test(list.name())) {
            compiled.add(CompiledList.missing(list.name()));
            byName.put(list.name(), NameSet.MISSING);
        } else {
            String why = files.problem(list);
            problems.add(new Problem(
                    at + ".url",
                    "\"" + list.url().orElse("") + "\", of which nothing has been fetched"
                            + (why.isEmpty() ? "" : " (" + why + ")"),
                    "a list that can be fetched, or untilFetched: open"));
        }
    }

    private static Problem unreadable(ListDocument list, String at, Exception e) {
        String why = e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
        String file = list.file().orElse(list.url().orElse(""));
        return new Problem(
                at + (list.file().isPresent() ? ".file" : ".url"),
                "\"" + file + "\" (" + why + ")",
                "a readable file in this folder");
    }
}
