/**
 * Where a request goes: routes and health compiled to a table, facts resolved to a track of endpoints, one endpoint
 * picked. Pure and immutable apart from the cursors. May use the JDK, the contract, http-model and versions.
 */
@NullMarked
package io.sallyport.routing.engine;

import org.jspecify.annotations.NullMarked;
