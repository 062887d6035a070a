package io.sallyport.standalone.check;

import io.sallyport.config.Finding;
import io.sallyport.config.Positions;
import io.sallyport.contract.settings.AccessLogConfig;
import io.sallyport.contract.settings.LogsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether records and access logs can lie where they should, and not on top of something else. */
final class LogFilesCheck {
    private static final Set<String> OURS = Set.of("sallyport.yaml", "routes.yaml", "policies.yaml");

    private final Path folder;
    private final Positions positions;
    private final List<Finding> findings = new ArrayList<>();

    LogFilesCheck(Path folder, Positions positions) {
        this.folder = folder;
        this.positions = positions;
    }

    List<Finding> run(LogsConfig logs) {
        records(logs.path());
        accessLogs(logs.access());
        return findings;
    }

    private void records(String path) {
        if (path.replace("{n}", "").matches(".*[{}].*")) {
            add("logs.path", '"' + path + '"', "no braces but those of {n}, the first number that is free");
        } else if (!path.isEmpty() && !isFolder(place(path))) {
            add("logs.path", '"' + path + '"', "a folder that can be written, or a place where it can be made");
        }
    }

    private static boolean isFolder(Path path) {
        Path there = path;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isDirectory(there) && Files.isWritable(there);
    }

    private void accessLogs(List<AccessLogConfig> logs) {
        Map<Path, Integer> keep = new HashMap<>();
        for (int i = 0; i < logs.size(); i++) {
            String to = logs.get(i).to();
            String at = "logs.access[" + i + "].to";
            Path file = place(to);
            if (keep.putIfAbsent(file, logs.get(i).keep()) != null) {
                add(at, '"' + to + "\" again", "stdout or a file that no other access log has");
            } else if (!logs.get(i).isStdout() && !isWritable(file)) {
                add(at, '"' + to + '"', "stdout, or a file that can be written, in a folder that is there");
            } else if (isOurs(file)) {
                add(at, '"' + to + "\", a file of the configuration", "stdout or a file of its own");
            }
        }
        for (int i = 0; i < logs.size(); i++) {
            older(place(logs.get(i).to()), "logs.access[" + i + "].to", keep);
        }
    }

    /** A name such as {@code access.log.1} belongs to the log whose full files are called so. */
    private void older(Path file, String at, Map<Path, Integer> keep) {
        for (Map.Entry<Path, Integer> log : keep.entrySet()) {
            for (int number = 1; number <= log.getValue(); number++) {
                if (file.toString().equals(log.getKey() + "." + number)) {
                    add(
                            at,
                            '"' + file.getFileName().toString() + "\", an old file of another access log",
                            "stdout or a file that no other access log has");
                }
            }
        }
    }

    private boolean isOurs(Path file) {
        return OURS.stream().anyMatch(name -> place(name).equals(file));
    }

    private Path place(String name) {
        return folder.resolve(name).toAbsolutePath().normalize();
    }

    private static boolean isWritable(Path file) {
        Path parent = file.getParent();
        return Files.exists(file)
                ? !Files.isDirectory(file) && Files.isWritable(file)
                : parent != null && Files.isDirectory(parent) && Files.isWritable(parent);
    }

    private void add(String path, String found, String allowed) {
        findings.add(positions.finding(path, found, allowed));
    }
}
