package io.sallyport.browser;

import com.microsoft.playwright.options.ColorScheme;

/** What somebody looks at the page with. */
enum Screen {
    LIGHT(1440, 900, ColorScheme.LIGHT),
    DARK(1440, 900, ColorScheme.DARK),
    PHONE(390, 844, ColorScheme.LIGHT),
    PHONE_DARK(390, 844, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Screen(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    ColorScheme scheme() {
        return scheme;
    }

    boolean isPhone() {
        return width < 600;
    }

    /** As a part of a file's name. */
    String label() {
        return name().toLowerCase().replace('_', '-');
    }
}
