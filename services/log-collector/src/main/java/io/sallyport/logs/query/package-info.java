/** Questions, read from the parameters of calls, and answers of several collectors put together. Pure. May use {@code filter} and {@code record}. */
package io.sallyport.logs.query;
