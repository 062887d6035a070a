/** {@code routes.yaml} as written, and the snapshot made of it. May use the JDK only. */
package io.sallyport.contract.route;
