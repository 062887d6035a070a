/** What gRPC says in fields of HTTP. May use the JDK only. */
package io.sallyport.http.grpc;
