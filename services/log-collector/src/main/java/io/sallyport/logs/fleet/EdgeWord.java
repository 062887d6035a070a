package io.sallyport.logs.fleet;

import io.sallyport.contract.health.EndpointReport;
import java.time.Instant;

/** The newest report of one edge, and when it was heard. */
public record EdgeWord(EndpointReport report, Instant heardAt) {}
