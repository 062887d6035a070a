package io.sallyport.edge.selftest;

import io.sallyport.contract.policy.Profile;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.disclosure.Spellings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Searches a request head as it arrived at the origin, byte for byte.
 *
 * @param profile under which it left
 * @param planted what the probe sent
 * @param client  where the probe came from
 * @param machine names of this machine, in lower case
 */
record HeadSearch(Profile profile, List<PlantedField> planted, String client, Set<String> machine) {
    private static final Pattern OUR_VIA = Pattern.compile("\\d\\.\\d sallyport-[0-9a-f]{1,16}");
    private static final Set<String> USUAL = Set.of(
            "host",
            "accept",
            "connection",
            "upgrade",
            "via",
            "content-length",
            "user-agent",
            "accept-language",
            "cookie",
            "sec-websocket-key",
            "sec-websocket-version",
            "accept-encoding",
            "x-mark");

    /** @param name the field, or {@code head} */
    record Find(LeakKind kind, String name, String value) {}

    List<Find> of(String head) {
        List<Find> finds = new ArrayList<>();
        for (String line : head.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.regionMatches(true, 0, "host:", 0, 5)) {
                field(line.substring(0, colon), line.substring(colon + 1).strip(), finds);
            } else if (colon <= 0) {
                text("head", line, finds);
            }
        }
        finds.removeIf(find -> !find.kind().matters(profile));
        return finds;
    }

    private void field(String name, String value, List<Find> finds) {
        if (text(name, value, finds)) {
            return;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("via")) {
            boolean pseudonyms = OUR_VIA.matcher(value).matches();
            finds.add(new Find(pseudonyms ? LeakKind.VIA : LeakKind.FORWARDING, name, value));
        } else if (!USUAL.contains(lower)
                && planted.stream().noneMatch(sent -> sent.name().equalsIgnoreCase(name))) {
            finds.add(new Find(LeakKind.FORWARDING, name, value));
        }
    }

    /** Whether it holds anything that must not leave. */
    private boolean text(String name, String value, List<Find> finds) {
        int before = finds.size();
        String lower = value.toLowerCase(Locale.ROOT);
        for (PlantedField field : planted) {
            if (lower.contains(field.word())) {
                finds.add(new Find(field.kind(), name, value));
            }
        }
        IpAddress address = IpAddress.parse(client);
        if (address != null && Spellings.of(address).isIn(value)) {
            finds.add(new Find(LeakKind.ADDRESS, name, value));
        }
        if (machine.stream().anyMatch(lower::contains)) {
            finds.add(new Find(LeakKind.NAME, name, value));
        }
        return finds.size() > before;
    }
}
