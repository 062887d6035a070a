package io.sallyport.contract.policy;

import io.sallyport.contract.Require;

/**
 * A block that is lifted for a while. Exactly one of {@code site}, {@code list} and {@code rule} says which; of {@code
 * client}, {@code user} and {@code group} all that are given must hold, none of them means everybody.
 *
 * @param id            given by policy-service
 * @param site          a name, with every name below it, or an address literal; empty for none
 * @param list          blocks because of this list; empty for none
 * @param rule          blocks by this rule; empty for none
 * @param client        an address or a range in CIDR form; empty for all
 * @param user          who the client must have proved to be; empty for anybody
 * @param group         that the user must be a member of; empty for none
 * @param overAuthority whether it lifts also what an authority has ordered
 * @param sinceMillis   when it was made, in milliseconds since 1970
 * @param untilMillis   first millisecond since 1970 at which it holds no more
 * @param note          why, for whoever looks later
 */
public record Unlock(
        String id,
        String site,
        String list,
        String rule,
        String client,
        String user,
        String group,
        boolean overAuthority,
        long sinceMillis,
        long untilMillis,
        String note) {
    /** Unlocks at a time. */
    public static final int MAX = 256;

    private static final int MAX_TEXT = 256;

    public Unlock {
        id = text(id, "id");
        site = text(site, "site");
        list = text(list, "list");
        rule = text(rule, "rule");
        client = text(client, "client");
        user = text(user, "user");
        group = text(group, "group");
        note = text(note, "note");
        int said = (site.isEmpty() ? 0 : 1) + (list.isEmpty() ? 0 : 1) + (rule.isEmpty() ? 0 : 1);
        if (said != 1) {
            throw new IllegalArgumentException(
                    "unlock: found " + (said == 0 ? "none" : said) + " of site, list, rule, allowed: exactly one");
        }
    }

    private static String text(String value, String key) {
        if (value == null) {
            return "";
        }
        Require.range(value.length(), 0, MAX_TEXT, key + ", in characters");
        return value;
    }
}
