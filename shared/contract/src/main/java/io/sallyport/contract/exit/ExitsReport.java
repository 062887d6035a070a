package io.sallyport.contract.exit;

import java.util.List;

/**
 * How the ways out of the policy in force fare on one edge.
 *
 * @param edge instance
 * @param ways in the order of the policy
 */
public record ExitsReport(String edge, List<WayReport> ways) {
    public ExitsReport {
        ways = ways == null ? List.of() : List.copyOf(ways);
    }
}
