/**
 * What is wrong with {@code routes.yaml} beyond the shape of its records. May use the contract and the routing engine.
 */
@NullMarked
package io.sallyport.routing.validation;

import org.jspecify.annotations.NullMarked;
