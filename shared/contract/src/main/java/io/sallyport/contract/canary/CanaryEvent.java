package io.sallyport.contract.canary;

import java.time.Instant;

/**
 * One change of a canary.
 *
 * @param at     when
 * @param action what: {@code start}, {@code advance}, {@code promote}, {@code roll-back}, {@code freeze}, {@code
 *     resume}, {@code restart}, {@code weight} or {@code step}
 * @param phase  where it stood afterwards
 * @param step   the step afterwards, from 0
 * @param weight percent of the traffic afterwards
 * @param by     {@code engine}, or {@code operator}
 * @param reason why: the judgement, or the operator's note
 */
public record CanaryEvent(
        Instant at, String action, CanaryState.Phase phase, int step, int weight, String by, String reason) {}
