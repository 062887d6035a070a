/**
 * What of a client leaves with its request, field by field: the one place that decides, and pure. May use the JDK, the
 * contract and http-model.
 */
@NullMarked
package io.sallyport.policy.engine.disclosure;

import org.jspecify.annotations.NullMarked;
