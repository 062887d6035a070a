package io.sallyport.logs.filter;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import java.util.List;

/** A text that is looked for in every field that people search in; case does not matter. */
record SearchTest(Wildcards pattern) implements Filter {
    /** The fields that are searched. */
    static final List<Field> FIELDS = List.of(
            Field.CLIENT,
            Field.USER,
            Field.AUTHORITY,
            Field.PATH,
            Field.USER_AGENT,
            Field.RULE,
            Field.ROUTE,
            Field.CLUSTER,
            Field.ENDPOINT,
            Field.REQUEST_ID,
            Field.TRACE_ID,
            Field.DETAIL);

    /** @param parts as written, between its wildcards */
    static SearchTest of(List<String> parts) {
        return new SearchTest(
                new Wildcards(parts.stream().map(SearchTest::folded).toList()).within());
    }

    @Override
    public boolean accepts(KeptRecord kept) {
        for (Field field : FIELDS) {
            if (pattern.match(folded(field.text(kept)))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void write(SqlCondition sql) {
        sql.text("(");
        for (int i = 0; i < FIELDS.size(); i++) {
            sql.text(i == 0 ? "lower(" : " OR lower(").column(FIELDS.get(i)).text(")");
            pattern.write(sql);
        }
        sql.text(")");
    }

    @Override
    public boolean names(Field other) {
        return false;
    }

    /** Letter by letter, as the archive's {@code lower} does; {@link String#toLowerCase} looks at neighbours. */
    private static String folded(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            lower.appendCodePoint(Character.toLowerCase(point));
            i += Character.charCount(point);
        }
        return lower.toString();
    }
}
