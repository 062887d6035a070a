package io.sallyport.logs.alarm;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.logs.fleet.FleetFacts;
import io.sallyport.logs.fleet.ServerState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What alarms are found in.
 *
 * @param servers by id
 * @param roster  every instance that was heard of
 * @param lost    records that were dropped of late
 * @param store   why the store cannot be reached; empty while it can
 */
record AlarmFacts(
        FleetFacts fleet,
        Map<String, ServerState> servers,
        List<ServiceAnnouncement> roster,
        Optional<Losses.Lost> lost,
        Optional<String> store) {}
