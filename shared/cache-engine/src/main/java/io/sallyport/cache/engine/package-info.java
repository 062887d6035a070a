/**
 * The decisions of a shared cache (<a href="https://datatracker.ietf.org/doc/html/rfc9111">RFC 9111</a>, 9211), the
 * same for both directions: pure functions of facts, stored heads, rules and the time. May use the JDK and http-model.
 *
 * <p>Called in this order for one exchange:
 * <ol>
 *   <li>{@code BypassReason.of(facts, rules)}: not {@code null} means the cache is left out of it; the request is
 *       forwarded as it came. If it was unsafe, {@code Invalidation.of(key, method, status, response)} names what its
 *       answer removes.
 *   <li>{@code CacheKey.of(facts, track)}, and the tier's {@code Variants} under it.
 *   <li>{@code Lookup.decide(facts, variants, rules, now)}:
 *       <ul>
 *         <li>{@code Fresh}: {@code ConditionalAnswer.decide(facts, head)} says whether to send 304 (without
 *             the fields that {@code ConditionalAnswer.isLeftOut}) or the whole response; always with {@code Age}. A
 *             HEAD gets no body.
 *         <li>{@code NeedsValidation}: forward without the client's If-None-Match and If-Modified-Since and with
 *             {@code conditional} in their place. If the origin says 304, {@code Refreshed.merge(facts, head, response, timing,
 *             rules)}: {@code Kept} and {@code UsedOnce} are answered from as if fresh, {@code Mismatched} means
 *             ask again without conditions. Any other answer is handled like that to a miss.
 *         <li>{@code Miss}: forward as it came.
 *       </ul>
 *   <li>{@code Admission.decide(facts, status, response, timing, rules)} on the origin's head: {@code Store} means
 *       collect the body and put both into the tier, if the body came whole.
 *   <li>{@code CacheStatus} says in one field what happened.
 * </ol>
 */
@NullMarked
package io.sallyport.cache.engine;

import org.jspecify.annotations.NullMarked;
