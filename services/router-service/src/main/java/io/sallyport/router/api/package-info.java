/**
 * What others may ask of this service, and what it says of itself. May use the kit, and the packages beside it.
 */
@NullMarked
package io.sallyport.router.api;

import org.jspecify.annotations.NullMarked;
