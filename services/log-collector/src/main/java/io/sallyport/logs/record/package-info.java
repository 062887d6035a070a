/** A record as a collector sees it, and its fields, which name columns, conditions and members of answers. May use the contract. */
package io.sallyport.logs.record;
