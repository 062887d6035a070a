/**
 * Endpoints behind names: which addresses a name has now, and the document with one endpoint for each of them. May use
 * the kit and the contract; knows nothing of probes or publication.
 */
@NullMarked
package io.sallyport.router.discovery;

import org.jspecify.annotations.NullMarked;
