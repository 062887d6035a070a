package io.sallyport.routing.act;

import io.sallyport.contract.route.RewriteDocument.FieldDocument;
import io.sallyport.contract.route.RewriteDocument.FieldsDocument;
import java.util.List;

/**
 * Changes to the fields of a head: removed first, then set, then added.
 *
 * @param remove names
 * @param set    fields that take the place of any of that name
 * @param add    fields that join any of that name
 */
public record FieldChanges(List<String> remove, List<Field> set, List<Field> add) {
    public static final FieldChanges NONE = new FieldChanges(List.of(), List.of(), List.of());

    /** One field. */
    public record Field(String name, String value) {}

    public FieldChanges {
        remove = List.copyOf(remove);
        set = List.copyOf(set);
        add = List.copyOf(add);
    }

    static FieldChanges of(FieldsDocument document) {
        return new FieldChanges(document.remove(), fields(document.set()), fields(document.add()));
    }

    private static List<Field> fields(List<FieldDocument> documents) {
        return documents.stream()
                .map(field -> new Field(field.name(), field.value()))
                .toList();
    }

    public boolean isEmpty() {
        return remove.isEmpty() && set.isEmpty() && add.isEmpty();
    }
}
