package io.sallyport.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of a record.
 *
 * @param keys name as written, in the order of the components, to the component's type
 */
record Shape(Map<String, Type> keys) {
    static Shape of(Class<?> type) {
        Map<String, Type> keys = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            keys.put(key(component), component.getGenericType());
        }
        return new Shape(keys);
    }

    /** {@code default} is a word of Java, so the component has another name. */
    static String key(RecordComponent component) {
        return component.getName().equals("fallback") ? "default" : component.getName();
    }

    /**
     * A component's type with {@code Optional} and collections looked through.
     *
     * @param type as declared
     */
    record Typed(Type type) {
        /** The declared class itself. */
        Class<?> declared() {
            return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
        }

        boolean isOptional() {
            return declared() == Optional.class;
        }

        boolean isMany() {
            return declared() == List.class || declared() == Set.class;
        }

        /** What is inside an {@code Optional} or a collection. */
        Typed inner() {
            return new Typed(((ParameterizedType) type).getActualTypeArguments()[0]);
        }

        /** The class of a value; of the items where it is a collection of plain values. */
        Class<?> raw() {
            return isOptional() ? inner().raw() : declared();
        }

        /** Whether a plain text can say it. */
        boolean takesText() {
            return isMany() || isOptional() ? inner().takesText() : Scalars.reads(declared());
        }
    }
}
