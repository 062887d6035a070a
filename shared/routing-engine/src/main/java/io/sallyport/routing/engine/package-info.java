/**
 * Where a request goes: routes and health compiled to a table, facts resolved to a track of endpoints.
 * Which of them gets the request is the balance package's to say. Pure and immutable. May use the JDK, the contract, http-model and versions.
 */
@NullMarked
package io.sallyport.routing.engine;

import org.jspecify.annotations.NullMarked;
