package io.sallyport.logs.filter;

import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field whose address lies in a range. What is no address, a name or a pseudonym, lies in none; an IPv4 range holds IPv4
 * addresses only, an IPv6 range IPv6 addresses only.
 *
 * <p>The archive has no type for addresses: SQL writes an address with all its digits, so that the order of texts is that of
 * addresses and a range lies between its first and its last one.
 */
record NetworkTest(Field field, Cidr range) implements Filter {
    /** Fields that hold an address, alone or in a URL or before a port. */
    static final Set<Field> FIELDS = Set.of(Field.CLIENT, Field.ENDPOINT, Field.AUTHORITY);

    private static final String HOST = "^(?:[a-z][a-z0-9+.-]*://)?(?:\\[([0-9a-f:]+)\\]|([0-9.]+))(?::[0-9]+)?\\z";
    private static final Pattern HOST_PATTERN = Pattern.compile(HOST);
    private static final Pattern V6_LETTERS = Pattern.compile("[0-9a-f:]*:[0-9a-f:]*");

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final String V4 = OCTET + "(?:\\." + OCTET + "){3}";
    private static final String GROUP = "[0-9a-f]{1,4}";
    private static final String SOME_GROUPS = "(?:" + GROUP + "(?::" + GROUP + "){0,6})?";
    private static final String V6 = "(?:" + GROUP + ":){7}" + GROUP + "|" + SOME_GROUPS + "::" + SOME_GROUPS;

    @Override
    public boolean accepts(KeptRecord kept) {
        String host = host(field.text(kept));
        boolean v6 = V6_LETTERS.matcher(host).matches();
        IpAddress address = v6 || host.indexOf(':') < 0 ? IpAddress.parse(host) : null;
        return address != null && v6 != isV4() && range.contains(address);
    }

    private String host(String text) {
        if (field == Field.CLIENT) {
            return text;
        }
        Matcher matcher = HOST_PATTERN.matcher(text);
        if (!matcher.find()) {
            return "";
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private boolean isV4() {
        return range.base().isV4() && range.prefix() >= 96;
    }

    @Override
    public void write(SqlCondition sql) {
        String host = hostSql();
        String valid = isV4()
                ? "regexp_full_match(" + host + ", '" + V4 + "')"
                : "regexp_full_match(" + host + ", '" + V6 + "') AND (" + count(host) + " = 8 OR contains(" + host
                        + ", '::') AND " + count(host) + " <= 7)";
        sql.text("(" + valid + " AND (" + (isV4() ? digits4(host) : digits6(host)) + ") BETWEEN ")
                .value(digits(range.base().bytes()))
                .text(" AND ")
                .value(digits(last()))
                .text(")");
    }

    private String hostSql() {
        String column = "\"" + field.label() + "\"";
        return field == Field.CLIENT
                ? column
                : "(regexp_extract(" + column + ", '" + HOST + "', 1) || regexp_extract(" + column + ", '" + HOST
                        + "', 2))";
    }

    private static String count(String host) {
        return "len(regexp_extract_all(" + host + ", '[0-9a-f]+'))";
    }

    private static String digits4(String host) {
        return padded(host, ".", 4, 3);
    }

    /** Groups that are left out come back, as many as are missing. */
    private static String digits6(String host) {
        String whole = "trim(replace(" + host + ", '::', ':' || repeat('0:', 8 - " + count(host) + ")), ':')";
        return padded(whole, ":", 8, 4);
    }

    private static String padded(String text, String separator, int parts, int width) {
        StringBuilder sql = new StringBuilder();
        for (int i = 1; i <= parts; i++) {
            sql.append(i == 1 ? "" : " || ")
                    .append("lpad(split_part(" + text + ", '" + separator + "', " + i + "), " + width + ", '0')");
        }
        return sql.toString();
    }

    private byte[] last() {
        byte[] bytes = range.base().bytes();
        int prefix = isV4() ? range.prefix() - 96 : range.prefix();
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] |= (byte) (0x80 >>> (bit % 8));
        }
        return bytes;
    }

    private static String digits(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        for (byte octet : bytes) {
            digits.append(String.format(bytes.length == 4 ? "%03d" : "%02x", octet & 0xff));
        }
        return digits.toString();
    }

    @Override
    public boolean names(Field other) {
        return field == other;
    }
}
