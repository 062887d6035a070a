package io.sallyport.policy.engine.list;

/**
 * What a line says of a name. The order is part of the stored form of {@link NameSet}.
 *
 * <p>Most lists know the first kind only. Exceptions are names that a list takes out again.
 */
enum Entry {
    /** The name and every name below it is listed. */
    LISTED,
    /** The name itself, and nothing below it. */
    LISTED_SELF,
    /** Names below it, and not the name itself. */
    LISTED_BELOW,
    EXCEPTED,
    EXCEPTED_SELF,
    EXCEPTED_BELOW,
    /** As {@link #LISTED}, whatever exceptions say. */
    IMPORTANT;

    private static final Entry[] ALL = values();

    static final int COUNT = ALL.length;

    static Entry of(int ordinal) {
        return ALL[ordinal];
    }

    boolean isException() {
        return this == EXCEPTED || this == EXCEPTED_SELF || this == EXCEPTED_BELOW;
    }

    boolean coversSelf() {
        return this != LISTED_BELOW && this != EXCEPTED_BELOW;
    }

    boolean coversBelow() {
        return this != LISTED_SELF && this != EXCEPTED_SELF;
    }
}
