package io.sallyport.policy.engine;

/**
 * The path as a lenient server reads it: percent-encoding undone, empty segments and parameters ({@code ;x=1}) left
 * out. Rules ask this form, or {@code /%61dmin} and {@code //admin} would be ways round a rule for {@code /admin}.
 */
final class PathForm {
    private PathForm() {}

    /**
     * Returns the path itself when there is nothing to undo, which is nearly always. {@code OPTIONS *} is about the server
     * as a whole, so what holds for everything below {@code /} holds for it.
     */
    static String of(String path) {
        if (path.equals("*")) {
            return "/";
        }
        return isPlain(path) ? path : undone(path);
    }

    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' || c == ';' || (c == '/' && i > 0 && path.charAt(i - 1) == '/')) {
                return false;
            }
        }
        return true;
    }

    private static String undone(String path) {
        StringBuilder form = new StringBuilder(path.length());
        boolean parameter = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                c = (char) Integer.parseInt(path, i + 1, i + 3, 16);
                i += 2;
            }
            parameter = c == ';' || (parameter && c != '/');
            boolean doubled = c == '/' && form.length() > 0 && form.charAt(form.length() - 1) == '/';
            if (!parameter && !doubled) {
                form.append(c);
            }
        }
        return withoutDotSegments(form.toString());
    }

    /** Only what was encoded can still be one here: admission has taken the plain ones out. */
    private static String withoutDotSegments(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        StringBuilder clean = new StringBuilder(path.length());
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.equals("..")) {
                clean.setLength(Math.max(0, clean.lastIndexOf("/")));
            } else if (!segment.equals(".")) {
                clean.append('/').append(segment);
            }
        }
        return clean.length() == 0 ? "/" : clean.toString();
    }
}
