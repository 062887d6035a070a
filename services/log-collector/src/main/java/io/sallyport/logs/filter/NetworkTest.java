package io.sallyport.logs.filter;

import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import java.util.Locale;
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
        String host = matcher.find() ? matcher.group(group()) : null;
        return host == null ? "" : host;
    }

    /** Which group of the pattern has the host. */
    private int group() {
        return isV4() ? 2 : 1;
    }

    private boolean isV4() {
        return range.base().isV4() && range.prefix() >= 96;
    }

    @Override
    public void write(SqlCondition sql) {
        String host = field == Field.CLIENT
                ? "\"client\""
                : "regexp_extract(\"" + field.label() + "\", '" + HOST + "', " + group() + ")";
        sql.text("(" + (isV4() ? v4(host) : v6(host)) + " BETWEEN ")
                .value(digits(range.base().bytes()))
                .text(" AND ")
                .value(digits(last()))
                .text(")");
    }

    /** All digits of an address, behind a test whether it is one. */
    private static String v4(String host) {
        return "regexp_full_match(" + host + ", '" + V4 + "') AND " + padded(host, ".", 3);
    }

    /** Groups that are left out come back, as many as are missing. */
    private static String v6(String host) {
        String groups = "len(regexp_extract_all(" + host + ", '[0-9a-f]+'))";
        String whole = "trim(replace(" + host + ", '::', ':' || repeat('0:', 8 - " + groups + ")), ':')";
        return "regexp_full_match(" + host + ", '" + V6 + "') AND " + groups + " + contains(" + host
                + ", '::')::INTEGER <= 8 AND " + padded(whole, ":", 4);
    }

    private static String padded(String text, String separator, int width) {
        return "array_to_string(list_transform(string_split(" + text + ", '" + separator
                + "'), lambda part: lpad(part, " + width + ", '0')), '')";
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
            digits.append(String.format(Locale.ROOT, bytes.length == 4 ? "%03d" : "%02x", octet & 0xff));
        }
        return digits.toString();
    }

    @Override
    public boolean names(Field other) {
        return field == other;
    }
}
