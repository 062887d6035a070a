package io.sallyport.policy.api;

import io.sallyport.policy.engine.report.RuleReport;
import io.sallyport.policy.records.Coverage;
import java.time.Instant;
import java.util.List;

/**
 * What rules in report mode would have done.
 *
 * @param since    first start that counts
 * @param requests that at least one of the rules would have decided on, or refused
 */
public record ReportAnswer(Instant since, long requests, List<RuleReport> rules, Coverage coverage) {}
