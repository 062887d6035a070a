package io.sallyport.testkit;

/** One field line as it stood on the wire: name with its case, value without the white space around it. */
public record RawField(String name, String value) {
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
