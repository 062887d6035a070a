/** Who is there: instances of the suite and what they run. May use the JDK only. */
package io.sallyport.contract.cluster;
