/**
 * What access records tell of rules in report mode. Pure: records in, counts out. May use the contract.
 */
@NullMarked
package io.sallyport.policy.engine.report;

import org.jspecify.annotations.NullMarked;
