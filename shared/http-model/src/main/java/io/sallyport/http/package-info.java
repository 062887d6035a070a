/**
 * HTTP semantics as pure values: header views, request facts, authorities, addresses, dates, directives, validators.
 * May use the JDK only.
 */
package io.sallyport.http;
