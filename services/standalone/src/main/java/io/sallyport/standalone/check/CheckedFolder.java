package io.sallyport.standalone.check;

import io.sallyport.config.Bound;
import io.sallyport.config.Finding;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.SuiteConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * A configuration folder in which nothing is wrong.
 *
 * @param lists    one for each list of the policies, in their order
 * @param warnings what is valid and perhaps not meant
 */
public record CheckedFolder(
        Path folder,
        Bound<SuiteConfig> suite,
        RoutesDocument routes,
        PoliciesDocument policies,
        List<CheckedList> lists,
        List<Finding> warnings) {

    /**
     * A list that could be read.
     *
     * @param names   distinct names in it
     * @param skipped lines that were not understood
     * @param sample  one of the names; empty when there is none
     */
    public record CheckedList(String name, long names, long skipped, String sample) {}

    public CheckedFolder {
        lists = List.copyOf(lists);
        warnings = List.copyOf(warnings);
    }

    public SuiteConfig config() {
        return suite.value();
    }

    /** On one line. */
    public String summary() {
        long names = lists.stream().mapToLong(CheckedList::names).sum();
        long skipped = lists.stream().mapToLong(CheckedList::skipped).sum();
        return folder + ": valid: "
                + String.join(
                        ", ",
                        count(config().listeners().size(), "listener"),
                        count(routes.clusters().size(), "cluster"),
                        count(routes.routes().size(), "route"),
                        count(policies.rules().size(), "rule"),
                        count(lists.size(), "list") + " of " + count(names, "name"))
                + (skipped == 0 ? "" : " (" + count(skipped, "line") + " skipped)");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
