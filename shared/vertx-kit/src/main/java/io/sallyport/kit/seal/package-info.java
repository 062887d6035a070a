/**
 * Sums over what lies in the store, so that wrong bits are found before anybody acts on them: memory, disks and networks
 * without TLS have them. Pure. May use buffers of Vert.x.
 */
@NullMarked
package io.sallyport.kit.seal;

import org.jspecify.annotations.NullMarked;
