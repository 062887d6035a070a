/**
 * Validates a configuration folder as a whole, before anything is opened. May use the configuration loader, the
 * contract and the engines.
 */
@NullMarked
package io.sallyport.standalone.check;

import org.jspecify.annotations.NullMarked;
