/**
 * From an accepted document to a numbered snapshot. May use the kit and the contract.
 */
@NullMarked
package io.sallyport.router.publish;

import org.jspecify.annotations.NullMarked;
