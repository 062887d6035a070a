package io.sallyport.logs.api;

import io.sallyport.contract.log.TrafficAnswer;
import io.sallyport.logs.fleet.TrafficDesk;
import java.util.List;

/**
 * What {@code GET /v1/servers} answers.
 *
 * @param servers sorted by id
 * @param total   how many match, those beyond the limit included
 */
public record ServersAnswer(List<ServerView> servers, int total, Coverage coverage) {
    /** Whose traffic is counted, and whose is missing because it did not answer in time. */
    public record Coverage(List<String> collectors, List<String> missing) {
        static Coverage of(TrafficDesk.Told told) {
            return new Coverage(
                    told.parts().stream().map(TrafficAnswer::collector).toList(), told.missing());
        }
    }
}
