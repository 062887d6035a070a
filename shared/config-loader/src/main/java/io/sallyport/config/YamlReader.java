package io.sallyport.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML text to {@link Tree}. Only nodes are composed, so that no tag can create an object, every value keeps its
 * position and its spelling ({@code 1.10} stays {@code 1.10}), and duplicate keys are seen.
 */
final class YamlReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ALIASES = 50;

    /** Aliases of aliases grow without bound; this many values are more than any real document has. */
    private static final int MAX_VALUES = 500_000;

    private static final String CORE_TAGS = "tag:yaml.org,2002:";
    private static final Pattern JSON_ONLY = Pattern.compile("(?m)^[ \t]+|\\\\.");

    private final Source source;
    private final Placeholders placeholders;
    private final Findings findings;
    private int values;

    YamlReader(Source source, Findings findings) {
        this.source = source;
        this.findings = findings;
        this.placeholders = new Placeholders(source.variables(), findings);
    }

    /** The whole text; {@link Tree.Broken}, with a finding, when it cannot be read. An empty text has no keys. */
    Tree read() {
        Position file = Position.of(source.file());
        Node root = source.text().length() > Source.MAX_BYTES ? tooLarge() : compose();
        if (!findings.isEmpty()) {
            return new Tree.Broken(file);
        }
        Tree tree = root == null ? new Tree.Nothing(file) : convert(root, "", 0);
        if (values > MAX_VALUES) {
            findings.add(file, "", "more than " + MAX_VALUES + " values", "fewer, or fewer aliases");
            return new Tree.Broken(file);
        }
        return tree instanceof Tree.Nothing ? new Tree.Fields(tree.at(), Map.of()) : tree;
    }

    private @Nullable Node tooLarge() {
        findings.add(Position.of(source.file()), "", "a larger text", "at most " + Source.MAX_BYTES + " bytes");
        return null;
    }

    private @Nullable Node compose() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Source.MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setAllowRecursiveKeys(false);
        try {
            return new Yaml(options).compose(new StringReader(plain(source.text())));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            Position position = mark == null ? Position.of(source.file()) : position(mark);
            findings.add(position, "", "a syntax error (" + oneLine(e.getProblem()) + ")", wanted(e));
        } catch (RuntimeException e) {
            // The parser's own bounds, characters that YAML forbids, and its bugs: none of them carries a mark.
            findings.add(
                    Position.of(source.file()),
                    "",
                    "unreadable text (" + oneLine(e.getMessage()) + ")",
                    "YAML or JSON");
        }
        return null;
    }

    /** A host such as {@code *.name} without quotes is an alias to YAML, and its own words for that help nobody. */
    private static String wanted(MarkedYAMLException failure) {
        return "while scanning an alias".equals(failure.getContext())
                ? "YAML or JSON; a value that begins with * stands in quotes"
                : "YAML or JSON";
    }

    /** JSON may be indented with tabs and may write a slash as {@code \/}; this parser takes neither. */
    private static String plain(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return text;
        }
        return JSON_ONLY.matcher(text).replaceAll(match -> Matcher.quoteReplacement(plainPiece(match.group())));
    }

    private static String plainPiece(String piece) {
        if (piece.startsWith("\\")) {
            return piece.equals("\\/") ? "/" : piece;
        }
        return " ".repeat(piece.length());
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "no details" : message.strip().replaceAll("\\s+", " ");
    }

    private Position position(Mark mark) {
        return new Position(source.file(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Tree convert(Node node, String path, int depth) {
        Position at = position(node.getStartMark());
        if (++values > MAX_VALUES) {
            return new Tree.Nothing(at);
        }
        if (depth > MAX_DEPTH) {
            findings.add(at, path, "an alias inside its own anchor", "a tree");
            return new Tree.Broken(at);
        }
        if (!node.getTag().getValue().startsWith(CORE_TAGS)) {
            findings.add(at, path, "the tag " + node.getTag().getValue(), "values without tags");
            return new Tree.Broken(at);
        }
        if (node instanceof MappingNode mapping) {
            return fields(mapping, at, path, depth);
        }
        if (node instanceof SequenceNode sequence) {
            return items(sequence, at, path, depth);
        }
        return scalar((ScalarNode) node, at, path);
    }

    private Tree scalar(ScalarNode node, Position at, String path) {
        String text = node.getValue();
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
        if (plain && (text.isEmpty() || text.equals("~") || text.equals("null"))) {
            return new Tree.Nothing(at);
        }
        return placeholders.replace(text, at, path);
    }

    private Tree items(SequenceNode node, Position at, String path, int depth) {
        List<Tree> trees = new ArrayList<>();
        for (Node item : node.getValue()) {
            trees.add(convert(item, path + "[" + trees.size() + "]", depth + 1));
        }
        return new Tree.Items(at, trees);
    }

    private Tree fields(MappingNode node, Position at, String path, int depth) {
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Position key = position(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                findings.add(key, path, "a key that is a list or a mapping", "keys that are words");
                continue;
            }
            String name = scalar.getValue();
            String inner = Positions.join(path, name);
            Tree value = convert(tuple.getValueNode(), inner, depth + 1);
            if (fields.putIfAbsent(name, new Tree.Field(key, value)) != null) {
                int first = fields.get(name).key().line();
                findings.add(key, inner, "the key a second time", "once; the first is in line " + first);
            }
        }
        return new Tree.Fields(at, fields);
    }
}
