package io.sallyport.logs.filter;

import io.sallyport.logs.record.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A condition of SQL while it is written. Its text is made of our own words and of columns alone; what a user has written is
 * a value, and travels beside the text.
 */
public final class SqlCondition {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** Words of SQL that this program has written. */
    public SqlCondition text(String words) {
        text.append(words);
        return this;
    }

    public SqlCondition column(Field field) {
        text.append('"').append(field.label()).append('"');
        return this;
    }

    public SqlCondition value(long number) {
        return parameter(number);
    }

    public SqlCondition value(String value) {
        return parameter(value);
    }

    /** The filters in parentheses, with a word between them. */
    SqlCondition joined(List<Filter> filters, String between, String none) {
        if (filters.isEmpty()) {
            return text(none);
        }
        text.append('(');
        for (int i = 0; i < filters.size(); i++) {
            text.append(i == 0 ? "" : between);
            filters.get(i).write(this);
        }
        text.append(')');
        return this;
    }

    SqlCondition values(Collection<String> all) {
        int before = values.size();
        for (String value : all) {
            text.append(values.size() == before ? "(" : ", ");
            parameter(value);
        }
        text.append(')');
        return this;
    }

    private SqlCondition parameter(Object value) {
        text.append('?');
        values.add(value);
        return this;
    }

    public String text() {
        return text.toString();
    }

    /** Of the question marks in the text, in their order: {@link Long} or {@link String}. */
    public List<Object> values() {
        return List.copyOf(values);
    }
}
