/** The PROXY protocol, as we send it to servers. May use the JDK only. */
package io.sallyport.http.announce;
