/**
 * Parts of one response, kept and put together (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-3.4">RFC
 * 9111 sections 3.3 and 3.4</a>). What bytes are is the caller's business. May use the rest of the engine and http-model.
 */
@NullMarked
package io.sallyport.cache.engine.partial;

import org.jspecify.annotations.NullMarked;
