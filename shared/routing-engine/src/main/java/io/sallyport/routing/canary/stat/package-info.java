/** Tests of hypotheses on counts: how likely what was seen is by mere chance. Pure. May use the JDK only. */
@NullMarked
package io.sallyport.routing.canary.stat;

import org.jspecify.annotations.NullMarked;
