/** Access records as lines of text, for access logs and answers of the log-collector. May use the JDK and the records only. */
package io.sallyport.contract.log.line;
