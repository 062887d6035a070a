package io.sallyport.architecture;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;
import io.sallyport.contract.Share;
import io.sallyport.contract.policy.Rate;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.route.CanaryDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.TlsConfig;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of a document with their defaults, found by asking the records: each is constructed with nothing, and what it
 * then insists on is required.
 */
final class ConfigurationKeys {
    private static final String REQUIRED = "required";

    /** Stand-ins for what records insist on. */
    private static final Map<String, Object> SAMPLES = Map.ofEntries(
            Map.entry("name", "x"),
            Map.entry("mode", ListenerConfig.Mode.REVERSE),
            Map.entry("bind", new HostPort("127.0.0.1", 1)),
            Map.entry("certificates", List.of(new TlsConfig.CertificateConfig("c", "k"))),
            Map.entry("cert", "c"),
            Map.entry("key", "k"),
            Map.entry("ca", "c"),
            Map.entry("endpoints", List.of(EndpointDocument.parse("http://127.0.0.1:1"))),
            Map.entry("url", "http://127.0.0.1:1"),
            Map.entry("cluster", "x"),
            Map.entry("file", "x"),
            Map.entry("to", "/"),
            Map.entry("weight", 1),
            Map.entry("version", "1"),
            Map.entry("origin", List.of("*")),
            Map.entry("steps", List.of(new CanaryDocument.StepDocument(1, null))),
            Map.entry("rate", Rate.parse("10/s")),
            Map.entry("token", Secret.parse("x")),
            Map.entry("users", "x"),
            Map.entry("keys", "x"),
            Map.entry("jwks", "x"),
            Map.entry("value", "x"),
            Map.entry("then", ThenDocument.parse("allow")));

    /** Records that want one of several keys. */
    private static final Map<Class<?>, Object> EXAMPLES = Map.of(
            ThenDocument.class,
            ThenDocument.parse("allow"),
            RequireDocument.class,
            new RequireDocument(
                    Optional.of(new RequireDocument.BasicDocument("x")), null, null, null, null, null, false, null));

    private final Map<String, String> defaults = new TreeMap<>();

    private ConfigurationKeys() {}

    /** Key, such as {@code listeners[].name}, to its default as documented. */
    static Map<String, String> of(Class<?> document) {
        ConfigurationKeys keys = new ConfigurationKeys();
        keys.walk(document, "");
        return keys.defaults;
    }

    private void walk(Class<?> type, String prefix) {
        Map<String, Object> given = new LinkedHashMap<>();
        Object record = EXAMPLES.containsKey(type) ? EXAMPLES.get(type) : construct(type, given);
        for (RecordComponent component : type.getRecordComponents()) {
            String key = component.getName().equals("fallback") ? "default" : component.getName();
            Class<?> item = item(component.getGenericType());
            if (isSection(item)) {
                walk(item, prefix + key + (isMany(component.getType()) ? "[]." : "."));
            } else if (given.containsKey(component.getName())) {
                defaults.put(prefix + key, REQUIRED);
            } else {
                defaults.put(prefix + key, written(value(record, component)));
            }
        }
    }

    /** Constructs with nothing, then again with a sample for each key that is insisted on. */
    private static Object construct(Class<?> type, Map<String, Object> given) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            Object[] arguments = Arrays.stream(components)
                    .map(component -> given.getOrDefault(component.getName(), absent(component.getType())))
                    .toArray();
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            String message = String.valueOf(e.getCause().getMessage());
            String key = message.substring(0, Math.max(0, message.indexOf(": found ")));
            if (!SAMPLES.containsKey(key) || given.put(key, SAMPLES.get(key)) != null) {
                throw new AssertionError(type + " insists on a key without a sample here: " + message, e);
            }
            return construct(type, given);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " cannot be constructed", e);
        }
    }

    private static Object absent(Class<?> type) {
        return type == boolean.class ? Boolean.FALSE : type == int.class ? 0 : type == long.class ? (Object) 0L : null;
    }

    private static Object value(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(component + " cannot be read", e);
        }
    }

    private static Class<?> item(Type type) {
        return type instanceof ParameterizedType generic ? item(generic.getActualTypeArguments()[0]) : (Class<?>) type;
    }

    private static boolean isMany(Class<?> type) {
        return type == List.class || type == Set.class;
    }

    private static boolean isSection(Class<?> type) {
        return type.isRecord()
                && !Set.of(HostPort.class, ByteSize.class, Share.class, Secret.class, Rate.class)
                        .contains(type);
    }

    private static String written(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(ConfigurationKeys::written).orElse("none");
        }
        if (value instanceof Collection<?> many) {
            Stream<String> each = many.stream().map(ConfigurationKeys::written);
            String items = (many instanceof Set ? each.sorted() : each).collect(Collectors.joining(", "));
            return items.isEmpty() ? "none" : items;
        }
        if (value instanceof Secret secret) {
            return secret.isEmpty() ? "none" : "set";
        }
        if (value instanceof ListenerConfig.Protocol protocol) {
            return protocol.token();
        }
        if (value instanceof TlsConfig.Version version) {
            return version.token();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        String text = value instanceof Duration duration ? written(duration) : String.valueOf(value);
        return text.isEmpty() ? "none" : text;
    }

    private static String written(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
