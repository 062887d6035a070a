package io.sallyport.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** A node of a YAML file that other programs read, to be asked by paths such as {@code spec.template.spec}. */
record DeploymentYaml(String where, Object value) {
    /** Every document of a file of this repository. */
    static List<DeploymentYaml> all(String file) {
        try {
            String text = Files.readString(root().resolve(file));
            return StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false)
                    .map(document -> new DeploymentYaml(file, document))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DeploymentYaml one(String file) {
        List<DeploymentYaml> all = all(file);
        if (all.size() != 1) {
            throw new AssertionError(file + " has " + all.size() + " documents");
        }
        return all.get(0);
    }

    static Path root() {
        return Path.of(System.getProperty("sallyport.root"));
    }

    boolean has(String path) {
        return find(path) != null;
    }

    DeploymentYaml at(String path) {
        Object found = find(path);
        if (found == null) {
            throw new AssertionError(where + " has no " + path);
        }
        return new DeploymentYaml(where + ": " + path, found);
    }

    private Object find(String path) {
        Object node = value;
        for (String key : path.split("\\.", -1)) {
            if (!(node instanceof Map<?, ?> map)) {
                return null;
            }
            node = map.get(key);
        }
        return node;
    }

    String text() {
        return String.valueOf(value);
    }

    String text(String path) {
        return at(path).text();
    }

    int number(String path) {
        return Integer.parseInt(text(path));
    }

    /** The items of a list, or none where there is no such list. */
    List<DeploymentYaml> list(String path) {
        List<DeploymentYaml> items = new ArrayList<>();
        if (find(path) instanceof List<?> list) {
            for (Object item : list) {
                items.add(new DeploymentYaml(where + ": " + path + "[" + items.size() + "]", item));
            }
        }
        return items;
    }

    List<String> texts(String path) {
        return list(path).stream().map(DeploymentYaml::text).toList();
    }

    /** The entries of a mapping, or none where there is no such mapping. */
    Map<String, String> entries(String path) {
        Map<String, String> entries = new java.util.LinkedHashMap<>();
        if (find(path) instanceof Map<?, ?> map) {
            map.forEach((key, text) -> entries.put(String.valueOf(key), String.valueOf(text)));
        }
        return entries;
    }
}
