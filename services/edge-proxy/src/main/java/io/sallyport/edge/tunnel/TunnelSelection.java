package io.sallyport.edge.tunnel;

import io.sallyport.contract.log.AccessRecord;

/**
 * Which open tunnels are meant; an empty text means any.
 *
 * @param rule      that let them through
 * @param client    as records show it: an address, or a pseudonym
 * @param user      who has logged in
 * @param authority host, or host and port
 */
public record TunnelSelection(String rule, String client, String user, String authority) {
    /** All of them. */
    public static final TunnelSelection ALL = new TunnelSelection("", "", "", "");

    /** Whether nothing narrows it. */
    public boolean isAll() {
        return equals(ALL);
    }

    boolean accepts(AccessRecord record) {
        return is(rule, record.rule())
                && is(client, record.client())
                && is(user, record.user())
                && (is(authority, record.authority()) || isHostOf(record.authority()));
    }

    private static boolean is(String wanted, String found) {
        return wanted.isEmpty() || wanted.equals(found);
    }

    private boolean isHostOf(String target) {
        return target.startsWith(authority)
                && target.indexOf(':', authority.length()) == authority.length()
                && target.indexOf(':', authority.length() + 1) < 0;
    }
}
