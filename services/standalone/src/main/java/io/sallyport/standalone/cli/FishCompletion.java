package io.sallyport.standalone.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Lines for fish's {@code complete}, by the model of the command line. */
final class FishCompletion {
    private static final String PROGRAM = "sallyport";

    private final StringBuilder out = new StringBuilder("complete -c " + PROGRAM + " -f\n");

    private FishCompletion() {}

    static String of(CommandLine root) {
        FishCompletion completion = new FishCompletion();
        completion.command(root, List.of());
        return completion.out.toString();
    }

    private void command(CommandLine command, List<String> path) {
        CommandSpec spec = command.getCommandSpec();
        List<String> names = List.copyOf(command.getSubcommands().keySet());
        String here = condition(path, names);
        command.getSubcommands().forEach((name, sub) -> {
            line(here, "-a " + name, first(sub.getCommandSpec().usageMessage().description()));
        });
        spec.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> option(condition(path, List.of()), option));
        command.getSubcommands().forEach((name, sub) -> {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            command(sub, below);
        });
    }

    private void option(String condition, OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        boolean takesValue = option.arity().max() > 0;
        String values = option.completionCandidates() == null || !takesValue ? "" : " -a '" + joined(option) + "'";
        line(condition, names.substring(1) + (takesValue ? " -r" : "") + values, first(option.description()));
    }

    private static String joined(OptionSpec option) {
        List<String> values = new ArrayList<>();
        option.completionCandidates().forEach(values::add);
        return String.join(" ", values).replace("'", "");
    }

    /** Behind the words of the path, and before any of those that would lead further. */
    private static String condition(List<String> path, List<String> further) {
        List<String> parts = new ArrayList<>();
        path.forEach(word -> parts.add("__fish_seen_subcommand_from " + word));
        if (!further.isEmpty()) {
            parts.add("not __fish_seen_subcommand_from " + String.join(" ", further));
        }
        return String.join("; and ", parts);
    }

    private void line(String condition, String what, String description) {
        out.append("complete -c ").append(PROGRAM);
        if (!condition.isEmpty()) {
            out.append(" -n '").append(condition).append('\'');
        }
        out.append(' ').append(what);
        if (!description.isEmpty()) {
            out.append(" -d '")
                    .append(description.replace("\\", "").replace("'", "\\'"))
                    .append('\'');
        }
        out.append('\n');
    }

    private static String first(String[] description) {
        return description.length == 0
                ? ""
                : description[0].replaceAll("\\$\\{[^}]*}", "...").strip();
    }
}
