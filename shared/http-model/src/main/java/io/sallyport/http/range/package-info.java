/** Parts of bodies, as requests ask for them and responses name them (RFC 9110 section 14). May use the JDK only. */
package io.sallyport.http.range;
