package io.sallyport.logs.query;

/** Reads whole numbers of parameters. */
final class Numbers {
    private Numbers() {}

    static int between(String text, int least, int most, String allowed) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below like a number out of range
        }
        throw ParameterFault.found(text, allowed);
    }
}
