/** Trace Context of the W3C: how a request says which trace it belongs to. May use the JDK only. */
@NullMarked
package io.sallyport.http.trace;

import org.jspecify.annotations.NullMarked;
