package io.sallyport.contract.policy;

import io.sallyport.contract.Require;
import java.util.List;

/**
 * All of {@code policies.yaml}: one ordered rule list for both directions, first match wins.
 *
 * @param fallback written {@code default}: what happens to a request that no rule matches
 */
public record PoliciesDocument(List<ListDocument> lists, List<RuleDocument> rules, DefaultAction fallback) {

    /** What happens when no rule matches. */
    public enum DefaultAction {
        ALLOW,
        BLOCK
    }

    /**
     * A list of names.
     *
     * @param file   relative to the configuration folder
     * @param format how the file is written
     */
    public record ListDocument(String name, String file, Format format) {
        /** List formats. */
        public enum Format {
            /** Lines {@code address name [name...]}, as in {@code /etc/hosts}. */
            HOSTS,
            /** One name a line. */
            DOMAINS
        }

        public ListDocument {
            Require.name(name, "name");
            Require.present(file, "file", "a file in the configuration folder");
            format = format == null ? Format.HOSTS : format;
        }
    }

    public PoliciesDocument {
        lists = lists == null ? List.of() : List.copyOf(lists);
        rules = rules == null ? List.of() : List.copyOf(rules);
        fallback = fallback == null ? DefaultAction.ALLOW : fallback;
    }
}
